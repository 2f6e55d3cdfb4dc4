/// The steps by which a session is classified, marked and closed.
public enum RetentionStep: UInt8, Hashable, Sendable, CaseIterable {
  /// Reads the record.
  case read
  /// Looks at the tmux server.
  case lookFirst
  /// Looks again, after a pause.
  case lookAgain
  /// Looks at the process of the agent.
  case checkAgent
  /// Looks at the process of the runner.
  case checkRunner
  /// Looks at the process of the tmux server.
  case checkServer
  /// Reads the clock, classifies, and decides what follows.
  case decide
  /// Looks whether the one who began to close it lives.
  case checkCloser
  /// Marks the tmux session as completed.
  case mark
  /// Writes down since when and until when it is kept.
  case recordCompletion
  /// Reads the text of a pane.
  case capture
  /// Makes the folder of the logs.
  case makeFolder
  /// Saves the text, so that it survives.
  case save
  /// Writes down who is about to close it, and where its text is.
  case claim
  /// Kills the tmux session if it is still marked as completed and nobody is attached.
  case kill
  /// Looks whether it is gone.
  case confirm
  /// Looks whether the tmux server that had it is gone, when that server has not answered.
  case confirmServer
  /// Finds the processes of the runtime, wherever they went.
  case findProcesses
  /// Signals one of them.
  case signalProcess
  /// Writes down that nothing is left.
  case settle
  /// Takes the claim back, because the session is not to be closed after all.
  case release
}
