import Lifecycle
import TestSupport
import Testing

@Suite("Whether an agent has given a recent sign of life")
struct RecentActivityTests {
  static let table = Table(
    """
    activity       at 60.000 s  at 60.001 s  before it was seen
    -----------------------------------------------------------
    active         yes          no           yes
    ready          yes          no           yes
    idle           yes          no           yes
    waiting_input  yes          yes          yes
    blocked        yes          yes          yes
    exited         no           no           no
    """)

  @Test("Waiting does not age, the rest does", arguments: table.rows)
  func everyRow(row: [String]) {
    let activity = ActivityAxis(.named(row[0]), by: .hook, at: 0)
    for (at, expected) in zip([60_000, 60_001, -5], row[1...]) {
      let answer = activity.isRecent(at: at, withinMs: 60_000) ? "yes" : "no"
      #expect(answer == expected, "\(row[0]) at \(at)")
    }
  }

  @Test("Nothing seen is no sign, and neither is an activity without its time")
  func nothing() {
    #expect(!ActivityAxis().isRecent(at: 0, withinMs: 60_000))
    #expect(!ActivityAxis(.active, by: .hook).isRecent(at: 0, withinMs: 60_000))
  }

  @Test("Absurd times are compared, not computed with")
  func absurd() {
    let first = ActivityAxis(.active, by: .hook, at: .min)
    let last = ActivityAxis(.active, by: .hook, at: .max)
    #expect(!first.isRecent(at: .max, withinMs: 60_000))
    #expect(last.isRecent(at: .min, withinMs: 60_000))
  }
}
