import JSON
import Lifecycle
import LifecycleWire
import TestSupport
import Testing

@Suite("The recorded sequences")
struct OracleTests {
  @Test("All 300 are reproduced, step by step")
  func reproduced() {
    let reducing = Reducing(Oracle.bytes)
    #expect(reducing.lines == 300)
    #expect(reducing.refusals == 0)
    #expect(Oracle.lines.count == 300)
    #expect(reducing.answers.count == 300)
    for (recorded, answer) in zip(Oracle.lines, reducing.answers) {
      guard let tree = Tree(answer.utf8) else {
        Issue.record("not JSON: \(answer)")
        return
      }
      if let difference = Oracle.difference(recorded, tree) {
        Issue.record("\(difference)")
        return
      }
      // The keys are sorted, except for the id, which comes first.
      let steps = tree["steps"]?.canonical ?? ""
      #expect(answer == "{\"id\":\(tree["id"]?.canonical ?? ""),\"steps\":\(steps)}")
    }
  }

  static let reverted: [(String, Rules)] = [
    ("C1", Rules(corrections: .all.subtracting(.c1))),
    ("C2", Rules(corrections: .all.subtracting(.c2))),
    ("C3", Rules(deadReadingsMax: 1)),
    ("C5", Rules(corrections: .all.subtracting(.c5))),
    ("C6", Rules(corrections: .all.subtracting(.c6))),
    ("all", .reference),
  ]

  // C4 is not here: the recording has no generations. It has a story in `CorrectionTests`.
  @Test("They notice when a correction is missing", arguments: reverted)
  func noticed(name: String, rules: Rules) {
    let reducer = Reducer(rules: rules)
    let differing = zip(Oracle.lines, Oracle.sequences).count { recorded, sequence in
      var state = sequence.state
      let statuses = sequence.events.map { event in
        _ = reducer.reduce(&state, event)
        return state.record?.status.text
      }
      return statuses != recorded["steps"]?.elements?.map { $0["status"]?.text }
    }
    #expect(differing > 0, "nothing differs without \(name)")
  }

  @Test("The bytes may be cut anywhere", arguments: [1, 7, 64, 1000, 65_536])
  func chunks(size: Int) {
    let some = Oracle.bytes.prefix(40_000)
    #expect(Reducing(some, chunk: size).output == Reducing(some).output)
  }
}
