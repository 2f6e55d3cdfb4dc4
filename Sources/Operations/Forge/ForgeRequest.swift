/// The requests to a Forge backend that the machines make.
///
/// Three ids stay apart: a task's, an attempt's and an execution process's. None is the session's
/// own id, and none is the executor's conversation.
public enum ForgeRequest: Hashable, Sendable {
  /// `GET /api/health`.
  case health
  /// `POST /api/tasks/create-and-start`: task, attempt, branch, worktree and process, one after the
  /// other and not as one; a failure leaves what was made before it. The key is put into the
  /// task's description, where the one who asked can find it again.
  case createAndStart(project: UInt64, title: Text, key: Text, base: Text)
  /// `GET /api/tasks?project_id=`.
  case listTasks(project: UInt64)
  /// `GET /api/tasks/{id}`.
  case getTask(UInt64)
  /// `DELETE /api/tasks/{id}`: 409 while one of its processes runs.
  case deleteTask(UInt64)
  /// `POST /api/task-attempts`.
  case createAttempt(task: UInt64, base: Text)
  /// `GET /api/task-attempts?task_id=`, newest first.
  case listAttempts(task: UInt64)
  /// `GET /api/task-attempts/{id}`.
  case getAttempt(UInt64)
  /// `POST /api/task-attempts/{id}/follow-up`: a new process in the same worktree and branch, also
  /// beside one that still runs.
  case followUp(attempt: UInt64, prompt: Text)
  /// `POST /api/task-attempts/{id}/stop`: 200 also when nothing was stopped.
  case stop(attempt: UInt64)
  /// `GET /api/execution-processes?task_attempt_id=`.
  case listProcesses(attempt: UInt64)
  /// `GET /api/execution-processes/{id}`.
  case getProcess(UInt64)
  /// `GET /api/execution-processes/{id}/raw-logs/ws`: the history from the start, then live lines.
  case streamLog(process: UInt64)
  /// `GET /api/task-attempts/{id}/diff/ws`.
  case streamDiff(attempt: UInt64)
  /// The client closes its end of a stream that was opened with this tag.
  case closeStream(Tag)
  /// `POST /api/task-attempts/{id}/pr`.
  case createPullRequest(attempt: UInt64, title: Text)
  /// `GET /api/approvals/pending`.
  case listApprovals
  /// `POST /api/approvals/{id}/respond`.
  case answerApproval(UInt64, approve: Bool)
  /// `PUT /api/task-attempts/{id}/draft`.
  case saveDraft(attempt: UInt64, Text)
  /// `GET /api/task-attempts/{id}/draft`.
  case getDraft(attempt: UInt64)
}

/// Where a task stands.
public enum ForgeTaskStatus: UInt8, Hashable, Sendable {
  /// Not begun.
  case todo
  /// A process works on it.
  case inProgress
  /// A process has ended.
  case inReview
  /// Merged.
  case done
  /// Given up.
  case cancelled
}

/// Where an execution process stands.
///
/// Forge calls `killed` what its documents call `stopped`; each dialect has its own word.
public enum ForgeProcessStatus: UInt8, Hashable, Sendable {
  /// Runs, as far as the backend knows.
  case running
  /// Ended with status 0.
  case completed
  /// Ended otherwise, or never began.
  case failed
  /// Was stopped; written before the process is really gone.
  case killed
  /// Was stopped, in the word of the documents: written when the process is gone.
  case stopped
}

/// A task.
public struct ForgeTask: Hashable, Sendable, Foldable {
  /// Its id.
  public var id: UInt64
  /// Its project.
  public var project: UInt64
  /// Its title, which need not be its own.
  public var title: Text
  /// The key in its description.
  public var key: Text
  /// Where it stands.
  public var status: ForgeTaskStatus

  /// Makes a task.
  public init(id: UInt64, project: UInt64, title: Text, key: Text, status: ForgeTaskStatus) {
    self.id = id
    self.project = project
    self.title = title
    self.key = key
    self.status = status
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(id)
    digest.fold(project)
    digest.fold(title)
    digest.fold(key)
    digest.fold(UInt64(status.rawValue))
  }
}

/// An attempt at a task: a branch and a worktree.
public struct ForgeAttempt: Hashable, Sendable, Foldable {
  /// Its id.
  public var id: UInt64
  /// Its task.
  public var task: UInt64
  /// Its branch.
  public var branch: Text
  /// Its worktree's path, empty until there is one.
  public var worktree: Text
  /// Where it stands, which only the documents know of: the real backend has no such field.
  public var status: ForgeProcessStatus?

  /// Makes an attempt.
  public init(
    id: UInt64, task: UInt64, branch: Text, worktree: Text, status: ForgeProcessStatus? = nil
  ) {
    self.id = id
    self.task = task
    self.branch = branch
    self.worktree = worktree
    self.status = status
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(id)
    digest.fold(task)
    digest.fold(branch)
    digest.fold(worktree)
    digest.fold(0, status.map { UInt32($0.rawValue) + 1 } ?? 0)
  }
}

/// One run of an executor within an attempt.
public struct ForgeProcess: Hashable, Sendable, Foldable {
  /// Its id.
  public var id: UInt64
  /// Its attempt.
  public var attempt: UInt64
  /// Where it stands, as the backend's row says.
  public var status: ForgeProcessStatus
  /// Its exit status, once it has one.
  public var exitStatus: UInt8?
  /// The executor's own conversation, empty until it was read out of the log.
  public var conversation: Text

  /// Makes a process.
  public init(
    id: UInt64, attempt: UInt64, status: ForgeProcessStatus, exitStatus: UInt8?, conversation: Text
  ) {
    self.id = id
    self.attempt = attempt
    self.status = status
    self.exitStatus = exitStatus
    self.conversation = conversation
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(id)
    digest.fold(attempt)
    digest.fold(UInt32(status.rawValue), exitStatus.map { UInt32($0) + 1 } ?? 0)
    digest.fold(conversation)
  }
}
