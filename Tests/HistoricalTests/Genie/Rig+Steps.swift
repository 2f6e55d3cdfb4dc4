import Operations
import SupervisionSupport
import Testing

extension Rig {
  /// Takes the next operation, which must be of a kind, and answers it.
  @discardableResult
  mutating func step(
    _ verb: Verb, _ outcome: Outcome, _ location: SourceLocation = #_sourceLocation
  ) -> Operation? {
    let operation = next()
    #expect(operation?.verb == verb, sourceLocation: location)
    answer(outcome)
    return operation
  }

  /// Takes the next operation, which must be of a kind, and answers it with rows.
  mutating func step(
    _ verb: Verb, rows: [Row], _ outcome: (Listing) -> Outcome,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let operation = next()
    #expect(operation?.verb == verb, sourceLocation: location)
    answer(rows: rows, outcome)
  }

  /// Takes lines as they are written, and answers each.
  mutating func lines(_ count: Int) -> [String] {
    (0..<count).map { _ in
      guard case .process(.writeLine(let line))? = next() else { return "no line" }
      answer(.process(.done))
      return emit.texts.string(line)
    }
  }

  /// The content of a write.
  mutating func written(_ operation: Operation?) -> String {
    guard case .file(.write(_, content: let content))? = operation else { return "no write" }
    return emit.texts.string(content)
  }

  /// Whether every operation was looked at and nothing more is wanted.
  var isAtRest: Bool { pending.isEmpty && oversights.isEmpty }

  /// Somebody with a pid.
  func identity(_ pid: Int32) -> ProcessIdentity {
    ProcessIdentity(boot: 1, namespace: 1, pid: pid, startTick: 1, nonce: 0)
  }
}
