import Lifecycle
import Operations

/// How a request about a session ended.
public enum SessionResult: Hashable, Sendable {
  /// The session was started or brought back, and its runner has acknowledged it.
  case started
  /// The run key has its session already; nothing was started.
  case existing
  /// It is ended, and that was confirmed.
  case ended(Workspace.State)
  /// It had ended before; nothing was done.
  case alreadyOver
  /// What it had left is cleared away as far as it is safe.
  case cleaned(Workspace.State)
  /// There was nothing to take over.
  case nothingToDo
  /// It was refused, and nothing was touched.
  case refused(SessionRefusal)
  /// It failed and was taken back.
  case failed(SessionFailure)
  /// It could not be brought to an end; the intent stands in the record for whoever comes next.
  case unconfirmed(SessionDoubt)
  /// Somebody who died had begun something that has to be brought to an end first.
  case abandoned
}

/// Why a request was refused.
public enum SessionRefusal: UInt8, Hashable, Sendable {
  /// The id belongs to another run.
  case exists
  /// There is no such session.
  case unknown
  /// The session is not over, so there is nothing to bring back or to clear away.
  case live
  /// The record does not say where the session is, so that nothing can be proven to be its own.
  case handlesMissing
  /// Somebody else is busy with the session.
  case busy
  /// The record cannot be read; it is left as it is.
  case unreadable
  /// The request does not say what it needs to.
  case incomplete
  /// Too many have died over it; a person has to look.
  case givenUp
}

/// Why a session could not be started.
public enum SessionFailure: UInt8, Hashable, Sendable {
  /// git would not make the worktree.
  case worktree
  /// tmux would not make the session.
  case runtime
  /// The runner ended before it had started the agent.
  case runnerDied
  /// The runner did not acknowledge in time; it is kept from starting anything later.
  case notAcknowledged
}

/// What could not be confirmed.
public enum SessionDoubt: UInt8, Hashable, Sendable {
  /// The store did not answer, or would not write.
  case store
  /// tmux did not answer.
  case tmux
  /// Processes of the session are still there.
  case survivors
  /// Another has taken over.
  case overtaken
}
