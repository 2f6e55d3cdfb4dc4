import JSON
import Operations

// Ids have 64 bits, and integers in JSON have 53 that every reader agrees on: ids are strings.

extension ForgeSession {
  /// The record as the store keeps it.
  public func encoded(_ emit: inout Emitter) -> Text {
    var object = ForgeObject()
    object.add("key", key, emit.texts)
    object.add("phase", UInt64(phase.rawValue))
    object.add("project", project)
    object.add("title", title, emit.texts)
    object.add("base", base, emit.texts)
    object.add("claimer", claimer)
    object.add("sends", UInt64(sendCount))
    object.add("task", task)
    object.add("attempt", attempt)
    object.add("process", process)
    object.add("conversation", conversation, emit.texts)
    object.add("branch", branch, emit.texts)
    object.add("worktree", worktree, emit.texts)
    if let executor { object.add("executor", executor) }
    if let followUp {
      object.add("followUpPrompt", followUp.prompt, emit.texts)
      object.add("followUpBefore", followUp.before)
      object.add("followUpCount", UInt64(followUp.count))
      object.add("followUpClaimer", followUp.claimer)
    }
    object.add("stopped", stopped)
    object.add("pullRequest", pullRequest, emit.texts)
    return object.text(&emit)
  }

  /// Reads a record; nil when it is none.
  public static func decode(_ record: StoredRecord, _ emit: inout Emitter) -> ForgeSession? {
    guard let fields = ForgeFields(record.value, emit.texts),
      let key = fields.text("key", &emit), !key.isEmpty,
      let phase = fields.number("phase").flatMap({ Phase(rawValue: UInt8(clamping: $0)) }),
      let project = fields.number("project"), let title = fields.text("title", &emit),
      let base = fields.text("base", &emit), let claimer = fields.identity("claimer"),
      let sends = fields.number("sends")
    else { return nil }
    var session = ForgeSession(
      key: key, project: project, title: title, base: base, claimer: claimer)
    session.phase = phase
    session.sendCount = Int32(clamping: sends)
    session.task = fields.number("task") ?? 0
    session.attempt = fields.number("attempt") ?? 0
    session.process = fields.number("process") ?? 0
    session.conversation = fields.text("conversation", &emit) ?? .empty
    session.branch = fields.text("branch", &emit) ?? .empty
    session.worktree = fields.text("worktree", &emit) ?? .empty
    session.executor = fields.identity("executor")
    if let prompt = fields.text("followUpPrompt", &emit),
      let before = fields.number("followUpBefore"), let count = fields.number("followUpCount"),
      let claimer = fields.identity("followUpClaimer")
    {
      session.followUp = FollowUp(
        prompt: prompt, before: before, count: Int32(clamping: count), claimer: claimer)
    }
    session.stopped = fields.number("stopped") ?? 0
    session.pullRequest = fields.text("pullRequest", &emit) ?? .empty
    session.revision = record.revision
    return session
  }
}
