import JSON
import SessionManager
import Supervision

/// Sessions and what came of requests, as JSON.
enum SessionJSON {
  /// What came of a request.
  static func text(
    _ verb: SessionRequest.Verb, _ end: Manager.End, _ entry: SessionEntry?
  ) -> String {
    var writer = JSONWriter()
    writer.raw("{\"command\":\"")
    writer.raw(verb.word)
    writer.raw("\",\"status\":")
    writer.integer(Int(end.status))
    if let result = end.result {
      writer.raw(",\"result\":")
      writer.string(words(for: result))
    }
    if let entry {
      writer.raw(",\"session\":")
      write(entry, to: &writer)
    }
    writer.raw("}")
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// What came of a desk.
  static func text(_ mission: String, _ end: Desk.End) -> String {
    var writer = JSONWriter()
    writer.raw("{\"mission\":")
    writer.string(mission)
    writer.raw(",\"status\":")
    writer.integer(Int(end.status))
    writer.raw(",\"ended\":")
    writer.string(end.words)
    writer.raw(",\"iterations\":")
    writer.integer(end.iterations)
    writer.raw(",\"tmux\":")
    writer.string(end.session)
    writer.raw("}")
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// What an inspection found.
  static func text(_ found: Inspection) -> String {
    var writer = JSONWriter()
    writer.raw("{")
    let counts: [(StaticString, Int)] = [
      ("\"records\":", found.records), (",\"live\":", found.live),
      (",\"tmux\":", found.runtimes), (",\"agents\":", found.agents),
      (",\"worktrees\":", found.worktrees), (",\"branches\":", found.branches),
    ]
    for (name, count) in counts {
      writer.raw(name)
      writer.integer(count)
    }
    writer.raw(",\"findings\":[")
    for (place, finding) in found.findings.enumerated() {
      writer.raw(place > 0 ? ",{\"property\":" : "{\"property\":")
      writer.string(finding.property)
      writer.raw(",\"words\":")
      writer.string(finding.words)
      writer.raw("}")
    }
    writer.raw("]}")
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// A list of sessions.
  static func text(_ entries: [SessionEntry]) -> String {
    var writer = JSONWriter()
    writer.raw("[")
    for (place, entry) in entries.enumerated() {
      if place > 0 { writer.raw(",") }
      write(entry, to: &writer)
    }
    writer.raw("]")
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  private static func write(_ entry: SessionEntry, to writer: inout JSONWriter) {
    writer.raw("{\"id\":")
    writer.string(entry.id)
    let members: [(StaticString, String)] = [
      (",\"key\":", entry.key), (",\"status\":", entry.status), (",\"agent\":", entry.agent),
      (",\"prompt\":", entry.prompt), (",\"tmux\":", entry.name),
      (",\"worktree\":", entry.worktree), (",\"branch\":", entry.branch),
      (",\"repository\":", entry.repository),
    ]
    for (name, value) in members {
      writer.raw(name)
      writer.string(value)
    }
    writer.raw(",\"over\":")
    writer.boolean(entry.isOver)
    writer.raw(",\"busy\":")
    writer.boolean(entry.isBusy)
    writer.raw(",\"generation\":")
    writer.integer(entry.generation)
    if let pid = entry.agentPid {
      writer.raw(",\"agentPid\":")
      writer.integer(Int(pid))
    }
    writer.raw("}")
  }

  private static func words(for result: SessionResult) -> String {
    switch result {
    case .started: "started"
    case .existing: "existing"
    case .ended(let state): "ended, worktree \(state.word)"
    case .alreadyOver: "already over"
    case .cleaned(let state): "cleaned, worktree \(state.word)"
    case .nothingToDo: "nothing to do"
    case .refused(let reason): "refused: \(reason)"
    case .failed(let reason): "failed: \(reason)"
    case .unconfirmed(let doubt): "unconfirmed: \(doubt)"
    case .abandoned: "abandoned"
    }
  }
}
