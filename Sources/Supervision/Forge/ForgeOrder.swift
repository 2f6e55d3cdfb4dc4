import Operations

/// What a caller wants of a Forge executor; it travels as the one argument of a command.
public enum ForgeOrder: Hashable, Sendable {
  /// Creates a session and starts its executor, once for each key.
  case run(key: Text, project: UInt64, title: Text, base: Text)
  /// Goes on with a session in its worktree, branch and conversation.
  ///
  /// Forced: also when the conversation is not known, which begins a fresh one.
  case resume(key: Text, prompt: Text, isForced: Bool)
  /// Says where a session stands.
  case status(key: Text)
  /// Stops what runs in a session.
  case stop(key: Text)
  /// Lists what the store and the backend know of a project.
  case list(project: UInt64)
  /// Shows a session's log until it is finished.
  case view(key: Text)
  /// Shows the files that a session has changed; live: until it has ended.
  case diff(key: Text, isLive: Bool)
  /// Opens a pull request when the session is completed.
  case pullRequest(key: Text, title: Text)
  /// Lists the questions that wait for a person.
  case approvals
  /// Answers one.
  case answer(id: UInt64, approve: Bool)
  /// Keeps a draft of the next prompt.
  case saveDraft(key: Text, text: Text)
  /// Shows it.
  case getDraft(key: Text)

  /// The word for it on the command line.
  var word: StaticString {
    switch self {
    case .run: "run"
    case .resume: "resume"
    case .status: "status"
    case .stop: "stop"
    case .list: "list"
    case .view: "view"
    case .diff: "diff"
    case .pullRequest: "pr"
    case .approvals: "approvals"
    case .answer: "answer"
    case .saveDraft: "save-draft"
    case .getDraft: "get-draft"
    }
  }

  /// The order as an argument.
  public func encoded(_ emit: inout Emitter) -> Text {
    let word = emit.texts.text(self.word)
    var object = ForgeObject()
    object.add("order", word, emit.texts)
    switch self {
    case .run(let key, let project, let title, let base):
      object.add("key", key, emit.texts)
      object.add("project", project)
      object.add("title", title, emit.texts)
      object.add("base", base, emit.texts)
    case .resume(let key, let prompt, let isForced):
      object.add("key", key, emit.texts)
      object.add("prompt", prompt, emit.texts)
      object.add("forced", isForced ? 1 : 0)
    case .status(let key), .stop(let key), .view(let key), .getDraft(let key):
      object.add("key", key, emit.texts)
    case .list(let project):
      object.add("project", project)
    case .diff(let key, let isLive):
      object.add("key", key, emit.texts)
      object.add("live", isLive ? 1 : 0)
    case .pullRequest(let key, let title):
      object.add("key", key, emit.texts)
      object.add("title", title, emit.texts)
    case .approvals:
      break
    case .answer(let id, let approve):
      object.add("id", id)
      object.add("approve", approve ? 1 : 0)
    case .saveDraft(let key, let text):
      object.add("key", key, emit.texts)
      object.add("text", text, emit.texts)
    }
    return object.text(&emit)
  }

  /// Reads an argument; nil when it is no order, or one that lacks something.
  public static func decode(_ argument: Text, _ emit: inout Emitter) -> ForgeOrder? {
    guard let fields = ForgeFields(argument, emit.texts) else { return nil }
    let key = fields.text("key", &emit) ?? .empty
    switch fields.string("order") {
    case "list": return fields.number("project").map { .list(project: $0) }
    case "approvals": return .approvals
    case "answer":
      guard let id = fields.number("id"), let approve = fields.number("approve") else { return nil }
      return .answer(id: id, approve: approve == 1)
    case let word?: return key.isEmpty ? nil : decode(word, key, fields, &emit)
    case nil: return nil
    }
  }

  private static func decode(
    _ word: String, _ key: Text, _ fields: ForgeFields, _ emit: inout Emitter
  ) -> ForgeOrder? {
    switch word {
    case "run":
      guard let project = fields.number("project"), let title = fields.text("title", &emit),
        let base = fields.text("base", &emit), !title.isEmpty, !base.isEmpty
      else { return nil }
      return .run(key: key, project: project, title: title, base: base)
    case "resume":
      guard let prompt = fields.text("prompt", &emit), !prompt.isEmpty else { return nil }
      return .resume(key: key, prompt: prompt, isForced: fields.number("forced") == 1)
    case "status": return .status(key: key)
    case "stop": return .stop(key: key)
    case "view": return .view(key: key)
    case "diff": return .diff(key: key, isLive: fields.number("live") == 1)
    case "pr": return fields.text("title", &emit).map { .pullRequest(key: key, title: $0) }
    case "save-draft": return fields.text("text", &emit).map { .saveDraft(key: key, text: $0) }
    case "get-draft": return .getDraft(key: key)
    default: return nil
    }
  }
}
