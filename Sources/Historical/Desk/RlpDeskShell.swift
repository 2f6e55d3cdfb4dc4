import Operations

/// The shell in a pane of rlp-desk 0.11.1: the first line that is typed starts the agent in it.
///
/// The agent is a child and not the pane's own process. When it ends, the shell stays, and to tmux
/// the pane lives. Its argument is the folder that the agent gets as its own.
public struct RlpDeskShell: Machine {
  private let agent: Text
  private var folder = Text.empty
  private var line = Text.empty
  private var child: ProcessIdentity?

  /// Makes a shell that starts this program.
  public init(agent: Text) {
    self.agent = agent
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      folder = start.argument
    case .message(let message, from: _):
      line = message.body
      if child == nil {
        emit.perform(
          .process(.spawn(Launch(program: agent, argument: folder))), Tag(rawValue: 1))
      } else {
        pass(&emit)
      }
    case .outcome(_, .process(.identity(let identity))):
      child = identity
      pass(&emit)
    case .outcome, .signal:
      // A line that nobody takes is lost, as one that is typed at a shell's agent that has ended.
      break
    }
  }

  private func pass(_ emit: inout Emitter) {
    guard let child else { return }
    let message = Message(topic: emit.texts.text("keys"), body: line)
    emit.perform(.send(message, to: .process(child)), Tag(rawValue: 2))
  }

  /// Folds who runs in it.
  public func fold(into digest: inout Digest) {
    digest.fold(folder)
    digest.fold(line)
    child?.fold(into: &digest)
  }
}
