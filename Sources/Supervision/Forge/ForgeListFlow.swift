import Operations

/// Joins what the store knows of a project's sessions with what the backend has.
struct ForgeListFlow: Hashable, Sendable, ForgeFlow {
  let policy: ForgePolicy
  let project: UInt64
  var calls: ForgeCalls
  private var step = Step.idle
  private var retryCount: Int32 = 0
  private var sessions: [ForgeSession] = []
  private var unreadable: [Text] = []

  enum Step: UInt8, Hashable, Sendable {
    case idle, records, recordsPause, tasks, tasksPause
  }

  init(project: UInt64, _ policy: ForgePolicy, _ calls: ForgeCalls) {
    self.project = project
    self.policy = policy
    self.calls = calls
  }

  mutating func begin(_ emit: inout Emitter) {
    step = .records
    calls.ask(.store(.list), limit: policy.storeLimit, &emit)
  }

  mutating func handle(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    switch (step, outcome) {
    case (.records, .store(.listing)):
      readRecords(&emit)
      return listTasks(&emit)
    case (.records, .store(.failed(let failure))) where failure != .busy:
      return .refused(.store(failure))
    case (.records, _):
      return again(.recordsPause, .store(nil), &emit)
    case (.recordsPause, _):
      expectFired(outcome)
      begin(&emit)
      return nil
    case (.tasks, .forge(.listing)):
      return .listed(join(emit.rows, &emit))
    case (.tasks, _):
      return again(.tasksPause, .forge(ForgeTrouble(outcome)), &emit)
    case (.tasksPause, _):
      expectFired(outcome)
      return listTasks(&emit)
    case (.idle, _):
      preconditionFailure("\(outcome) for a list that was not asked for: \(self)")
    }
  }

  private mutating func again(
    _ pause: Step, _ obstacle: ForgeObstacle, _ emit: inout Emitter
  ) -> ForgeResult? {
    guard retryCount < policy.requestCountMax else { return .refused(obstacle) }
    step = pause
    calls.ask(.timer(policy.lookPause(after: retryCount)), &emit)
    retryCount += 1
    return nil
  }

  private mutating func listTasks(_ emit: inout Emitter) -> ForgeResult? {
    step = .tasks
    calls.ask(.forge(.listTasks(project: project)), limit: policy.readLimit, &emit)
    return nil
  }

  private mutating func readRecords(_ emit: inout Emitter) {
    let prefix = emit.texts.text("forge/")
    let rows = emit.rows
    for case .record(let record) in rows where emit.texts.hasPrefix(record.key, prefix) {
      if let session = ForgeSession.decode(record, &emit) {
        if session.project == project { sessions.append(session) }
      } else {
        unreadable.append(record.key)
      }
    }
  }

  /// The records in the order of their keys, then the tasks without one, newest first.
  private func join(_ rows: [Row], _ emit: inout Emitter) -> [ForgeListEntry] {
    let tasks = rows.compactMap { row in
      if case .forgeTask(let task) = row { task } else { nil }
    }
    var isJoined = Array(repeating: false, count: tasks.count)
    var entries: [ForgeListEntry] = []
    for session in sessions {
      // The one on record, or the first that was made.
      let place =
        tasks.firstIndex { $0.id == session.task && session.task != 0 }
        ?? tasks.lastIndex { $0.key == session.key }
      guard let place, session.phase != .fellBack else {
        entries.append(
          ForgeListEntry(
            key: session.key, task: session.task, knownTo: .storeOnly, phase: session.phase))
        continue
      }
      isJoined[place] = true
      entries.append(
        ForgeListEntry(
          key: session.key, task: tasks[place].id, knownTo: .both,
          taskStatus: tasks[place].status, phase: session.phase))
    }
    for key in unreadable {
      entries.append(ForgeListEntry(key: key, task: 0, knownTo: .unreadable))
    }
    for place in tasks.indices where !isJoined[place] {
      let task = tasks[place]
      let owner = sessions.first { $0.key == task.key && $0.phase != .fellBack }
      entries.append(
        ForgeListEntry(
          key: task.key, task: task.id, knownTo: owner == nil ? .backendOnly : .duplicate,
          taskStatus: task.status))
    }
    return entries
  }

  func fold(into digest: inout Digest) {
    digest.fold(project)
    calls.fold(into: &digest)
    digest.fold(UInt32(step.rawValue), UInt32(bitPattern: retryCount))
    digest.fold(sessions.count)
    for session in sessions { session.fold(into: &digest) }
    for key in unreadable { digest.fold(key) }
  }
}
