import Operations
import Supervision

/// What programs are asked for, as the argument of their start.
enum Request {
  /// A command about sessions.
  static func text(
    _ verb: SessionRequest.Verb, run: String, prompt: String, _ texts: inout Texts
  ) -> Text {
    let id = texts.text(run)
    var request = SessionRequest(verb, id: id)
    switch verb {
    case .spawn:
      request.key = id
      request.agent = texts.text("agent")
      request.prompt = texts.text(prompt)
      request.repository = texts.text(Company.repository)
      request.base = texts.text("main")
    case .send: request.prompt = texts.text(prompt)
    case .restore, .kill, .cleanup, .recover, .get, .list: break
    }
    return request.encoded(&texts)
  }

  /// An order to Forge.
  static func text(_ part: ForgePart, _ texts: inout Texts) -> Text {
    let key = texts.text(part.run)
    let order: ForgeOrder
    switch part.verb {
    case .run:
      order = .run(
        key: key, project: part.project, title: texts.text(part.text), base: texts.text("main"))
    case .resume:
      order = .resume(key: key, prompt: texts.text(part.text), isForced: part.isForced)
    case .status: order = .status(key: key)
    case .stop: order = .stop(key: key)
    case .list: order = .list(project: part.project)
    case .view: order = .view(key: key)
    case .diff: order = .diff(key: key, isLive: part.isForced)
    case .pullRequest: order = .pullRequest(key: key, title: texts.text(part.text))
    case .saveDraft: order = .saveDraft(key: key, text: texts.text(part.text))
    case .getDraft: order = .getDraft(key: key)
    }
    return encode(&texts) { order.encoded(&$0) }
  }

  /// A move of old sessions.
  static func text(_ part: MigrationPart, _ texts: inout Texts) -> Text {
    let what: MigrationOrder.What
    switch part.verb {
    case .toForge: what = .toForge
    case .toLocal: what = .toLocal
    case .rollBack: what = .rollBack
    }
    let order = MigrationOrder(
      what, directory: texts.text(part.folder), project: part.project, base: texts.text("main"))
    return encode(&texts) { order.encoded(&$0) }
  }

  private static func encode(_ texts: inout Texts, _ body: (inout Emitter) -> Text) -> Text {
    var emit = Emitter()
    swap(&emit.texts, &texts)
    let text = body(&emit)
    swap(&emit.texts, &texts)
    return text
  }
}
