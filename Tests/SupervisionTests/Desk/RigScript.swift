import Operations
import SupervisionSupport
import Testing

/// An operation that a machine is to ask for, and what it is told.
struct Exchange {
  var operation: Operation
  var outcome: Outcome
  var rows: [Row]

  init(_ operation: Operation, _ outcome: Outcome, rows: [Row] = []) {
    self.operation = operation
    self.outcome = outcome
    self.rows = rows
  }

  /// An operation that is answered with rows.
  static func tmux(_ operation: Operation, rows: [Row]) -> Exchange {
    Exchange(
      operation, .tmux(.listing(Listing(slot: 0, count: UInt32(rows.count)))), rows: rows)
  }
}

extension Rig {
  /// Requires each operation in turn and answers it.
  mutating func play(
    _ exchanges: [Exchange], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (number, exchange) in exchanges.enumerated() {
      let asked = next()
      #expect(asked == exchange.operation, "operation \(number)", sourceLocation: sourceLocation)
      guard asked == exchange.operation else { return }
      answer(exchange.outcome, rows: exchange.rows)
    }
  }
}
