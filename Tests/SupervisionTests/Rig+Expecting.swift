import Operations
import SupervisionSupport
import Testing

extension Rig {
  /// Takes the next operation, which is to be this one, and answers it.
  mutating func expect(
    _ operation: Operation, _ outcome: Outcome, rows: [Row] = [],
    location: SourceLocation = #_sourceLocation
  ) {
    let found = next()
    if found != operation {
      Issue.record(
        "expected \(operation), found \(found.map { "\($0)" } ?? "nothing")",
        sourceLocation: location)
    }
    answer(outcome, rows: rows)
  }
}
