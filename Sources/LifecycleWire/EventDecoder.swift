import JSON
import Lifecycle

/// Reads events.
///
/// One decoder reads many, and keeps the latest address that it read: in most input it is the same
/// each time, and making a string is the dearest thing that reading an event does.
struct EventDecoder {
  private var latestURL = ""

  /// What the fields of an event say, before its kind is known.
  private struct Parts {
    var at = 0
    var type = EventType.escalationTick
    var runtime = Reading.alive
    var process = Reading.alive
    var signal = ActivitySignal(activity: .unknown, source: .unknown)
    var scm = SCMObservation(state: .absent)
    var killReason = KillReason.manual
    var handles = Handles()
    var generation: Int?
  }

  /// Takes one event.
  mutating func event(_ scanner: inout JSONScanner) throws(JSONError) -> Event {
    var fields = try Fields<EventField>(&scanner)
    var parts = Parts()
    while let field = try fields.next(&scanner) {
      try take(field, into: &parts, &scanner)
    }
    try fields.need(EventField.at.bit | EventField.type.bit)
    let known = parts.type.knownFields | EventField.at.bit | EventField.type.bit
    if fields.seen & ~known != 0 {
      throw superfluous(fields.seen & ~known, parts.type, at: fields.offset)
    }
    try fields.need(parts.type.neededFields)
    return Event(at: parts.at, try kind(parts, fields))
  }

  private func kind(
    _ parts: Parts, _ fields: Fields<EventField>
  ) throws(JSONError) -> Event.Kind {
    switch parts.type {
    case .spawnInitiated: return .spawnInitiated
    case .spawnCompleted: return .spawnCompleted(parts.handles)
    case .runtimeObserved:
      return .runtimeObserved(
        RuntimeObservation(
          runtime: parts.runtime, process: parts.process, generation: parts.generation))
    case .activitySignalled:
      if parts.signal.confidence == .valid {
        try fields.need(EventField.activity.bit | EventField.source.bit)
      }
      var signal = parts.signal
      signal.generation = parts.generation
      return .activitySignalled(signal)
    case .scmObserved:
      if parts.scm.fetched { try fields.need(EventField.prState.bit) }
      var scm = parts.scm
      scm.generation = parts.generation
      return .scmObserved(scm)
    case .killRequested: return .killRequested(parts.killReason)
    case .escalationTick: return .escalationTick
    }
  }

  private mutating func take(
    _ field: EventField, into parts: inout Parts, _ scanner: inout JSONScanner
  ) throws(JSONError) {
    switch field {
    case .at: parts.at = try scanner.integer()
    case .type: parts.type = try scanner.word("event")
    case .runtime: parts.runtime = try scanner.word("reading")
    case .process: parts.process = try scanner.word("reading")
    case .generation: parts.generation = try scanner.integer()
    case .confidence: parts.signal.confidence = try scanner.word("confidence")
    case .activity: parts.signal.activity = try scanner.namedWord("activity")
    case .source: parts.signal.source = try scanner.namedWord("source")
    case .reason: parts.killReason = try scanner.word("reason")
    case .workspacePath: parts.handles.workspacePath = try scanner.string().text
    case .branch: parts.handles.branch = try scanner.string().text
    case .runtimeHandle: parts.handles.runtimeHandle = try scanner.string().text
    case .runtimeName: parts.handles.runtimeName = try scanner.string().text
    case .fetched: parts.scm.fetched = try scanner.boolean()
    case .prState: parts.scm.state = try scanner.word("state")
    case .draft: parts.scm.draft = try scanner.boolean()
    case .prNumber: parts.scm.number = try scanner.integer()
    case .prUrl: parts.scm.url = try url(&scanner)
    case .ci: parts.scm.ci = try scanner.word("state")
    case .review: parts.scm.review = try scanner.word("state")
    case .mergeability: parts.scm.mergeability = try mergeability(&scanner)
    case .comments: parts.scm.comments = try comments(&scanner)
    case .ciFailureLogTail: parts.scm.ciFailureLogTail = try scanner.string().text
    }
  }

  private mutating func url(_ scanner: inout JSONScanner) throws(JSONError) -> String {
    let found = try scanner.string()
    let isLatest = latestURL.utf8.withContiguousStorageIfAvailable { latest in
      guard let left = latest.baseAddress, let right = found.bytes.baseAddress,
        latest.count == found.bytes.count, !found.hasEscapes
      else { return false }
      return haveEqualBytes(left, right, count: latest.count)
    }
    if isLatest != true { latestURL = found.text }
    return latestURL
  }

  private func mergeability(_ scanner: inout JSONScanner) throws(JSONError) -> Mergeability {
    var fields = try Fields<MergeabilityFact>(&scanner)
    var facts: Mergeability = []
    while let fact = try fields.next(&scanner) {
      if try scanner.boolean() { facts.formUnion(fact.set) }
    }
    return facts
  }

  private func comments(_ scanner: inout JSONScanner) throws(JSONError) -> Comments {
    try scanner.beginArray()
    var isFirst = true
    var authors: Comments = []
    while try scanner.nextElement(isFirst: &isFirst) {
      authors.formUnion(try scanner.word("author", CommentAuthor.self).set)
    }
    return authors
  }

  @inline(never)
  private func superfluous(_ fields: UInt32, _ type: EventType, at offset: Int) -> JSONError {
    .shape("'\(type.word)' does not take \(EventField.list(fields))", at: offset)
  }
}
