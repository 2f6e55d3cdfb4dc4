import Operations

/// A creation that is under way, one committed step after the other.
struct ForgeCreation: Hashable, Sendable, Foldable {
  /// The call that waits for it.
  let call: CallID
  /// Whether it began with a task of its own.
  let makesTask: Bool
  /// The id of the task.
  let task: UInt64
  /// The id of the attempt.
  let attempt: UInt64
  /// The id of the run.
  let run: UInt64
  /// The project.
  let project: UInt64
  /// The title.
  let title: Text
  /// The caller's key.
  let key: Text
  /// The branch to begin from.
  let base: Text
  /// What comes next.
  var step: Step
  /// What the client gets to hear.
  let reply: ForgeReply

  /// The steps, in order.
  enum Step: UInt8, Hashable, Sendable {
    case insertTask
    case insertAttempt
    case createBranch
    case createWorktree
    case setContainer
    case markInProgress
    case insertRun
    case spawn
    case answer
  }

  /// Folds all of it.
  func fold(into digest: inout Digest) {
    call.fold(into: &digest)
    digest.fold(UInt32(step.rawValue), makesTask ? 1 : 0)
    digest.fold(task)
    digest.fold(attempt)
    digest.fold(run)
    digest.fold(project)
    digest.fold(title)
    digest.fold(key)
    digest.fold(base)
    reply.fold(into: &digest)
  }
}
