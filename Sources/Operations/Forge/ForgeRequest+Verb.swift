extension ForgeRequest: Foldable {
  /// The kind of operation.
  public var verb: Verb {
    switch self {
    case .health: .forgeHealth
    case .createAndStart: .forgeCreateAndStart
    case .listTasks: .forgeListTasks
    case .getTask: .forgeGetTask
    case .deleteTask: .forgeDeleteTask
    case .createAttempt: .forgeCreateAttempt
    case .listAttempts: .forgeListAttempts
    case .getAttempt: .forgeGetAttempt
    case .followUp: .forgeFollowUp
    case .stop: .forgeStop
    case .listProcesses: .forgeListProcesses
    case .getProcess: .forgeGetProcess
    case .streamLog: .forgeStreamLog
    case .streamDiff: .forgeStreamDiff
    case .closeStream: .forgeCloseStream
    case .createPullRequest: .forgeCreatePullRequest
    case .listApprovals: .forgeListApprovals
    case .answerApproval: .forgeAnswerApproval
    case .saveDraft: .forgeSaveDraft
    case .getDraft: .forgeGetDraft
    }
  }

  /// Folds the kind and what it is given.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(verb.rawValue))
    switch self {
    case .createAndStart(project: let project, title: let title, key: let key, base: let base):
      digest.fold(project)
      digest.fold(title)
      digest.fold(key)
      digest.fold(base)
    case .listTasks(project: let project):
      digest.fold(project)
    case .getTask(let id):
      digest.fold(id)
    case .deleteTask(let id):
      digest.fold(id)
    case .createAttempt(task: let task, base: let base):
      digest.fold(task)
      digest.fold(base)
    case .listAttempts(task: let task):
      digest.fold(task)
    case .getAttempt(let id):
      digest.fold(id)
    case .followUp(attempt: let attempt, prompt: let prompt):
      digest.fold(attempt)
      digest.fold(prompt)
    case .stop(attempt: let attempt):
      digest.fold(attempt)
    case .listProcesses(attempt: let attempt):
      digest.fold(attempt)
    case .getProcess(let id):
      digest.fold(id)
    case .streamLog(process: let process):
      digest.fold(process)
    case .streamDiff(attempt: let attempt):
      digest.fold(attempt)
    case .closeStream(let choice):
      digest.fold(UInt64(choice.rawValue))
    case .createPullRequest(attempt: let attempt, title: let title):
      digest.fold(attempt)
      digest.fold(title)
    case .answerApproval(let id, approve: let approve):
      digest.fold(id)
      digest.fold(approve ? 1 : UInt64(0))
    case .saveDraft(attempt: let attempt, let text):
      digest.fold(attempt)
      digest.fold(text)
    case .getDraft(attempt: let attempt):
      digest.fold(attempt)
    case .health, .listApprovals:
      break
    }
  }
}
