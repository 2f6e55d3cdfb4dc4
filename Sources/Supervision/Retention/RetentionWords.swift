import Operations

/// How a command about retention says what it found: one line a session, its parts two spaces
/// apart, the class always the second.
enum RetentionWords {
  /// The line for one session.
  static func line(_ finding: Retention.Finding, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(finding.id, from: texts)
      builder.add("  ")
      builder.add(finding.decision?.kind.word ?? "unknown")
      builder.add("  ")
      builder.add(finding.decision?.reason.words ?? "it was not looked at")
      if let verdict = words(for: finding.result) {
        builder.add("  ")
        builder.add(verdict)
      }
      switch finding.result {
      case .refused(let reason):
        builder.add(": ")
        builder.add(reason.words)
      case .unconfirmed(let doubt):
        builder.add(": ")
        builder.add(doubt.words)
      case .told, .marked, .closed, .alreadyClosed: break
      }
    }
  }

  private static func words(for result: RetentionResult) -> StaticString? {
    switch result {
    case .told: nil
    case .marked: "marked as completed"
    case .closed: "closed"
    case .alreadyClosed: "nothing to close"
    case .refused: "refused"
    case .unconfirmed: "not confirmed"
    }
  }
}
