import Lifecycle
import TestSupport
import Testing

@Suite("What one look at the runtime is taken to mean")
struct VerdictTests {
  static let table = Table(
    """
    runtime        process        no recent activity              recent activity
    -----------------------------------------------------------------------------------------
    alive          alive          healthy                         healthy
    alive          dead           dead agent_process_exited       ambiguous agent_process_exited
    alive          indeterminate  healthy                         healthy
    alive          failed         ambiguous probe_failure         ambiguous probe_failure
    dead           alive          ambiguous runtime_lost          ambiguous runtime_lost
    dead           dead           dead runtime_lost               ambiguous runtime_lost
    dead           indeterminate  dead runtime_lost               ambiguous runtime_lost
    dead           failed         dead runtime_lost               ambiguous runtime_lost
    indeterminate  alive          ambiguous runtime_lost          ambiguous runtime_lost
    indeterminate  dead           ambiguous runtime_lost          ambiguous runtime_lost
    indeterminate  indeterminate  ambiguous runtime_lost          ambiguous runtime_lost
    indeterminate  failed         ambiguous probe_failure         ambiguous probe_failure
    failed         alive          ambiguous probe_failure         ambiguous probe_failure
    failed         dead           ambiguous probe_failure         ambiguous probe_failure
    failed         indeterminate  ambiguous probe_failure         ambiguous probe_failure
    failed         failed         ambiguous probe_failure         ambiguous probe_failure
    """)

  /// Where the reference differs: it has neither C5 nor C6.
  static let referenceTable = Table(
    """
    runtime        process        no recent activity              recent activity
    -----------------------------------------------------------------------------------------
    alive          dead           ambiguous agent_process_exited  ambiguous agent_process_exited
    dead           dead           dead runtime_lost               ambiguous runtime_lost
    dead           indeterminate  ambiguous runtime_lost          ambiguous runtime_lost
    dead           failed         ambiguous probe_failure         ambiguous probe_failure
    """)

  @Test("With all corrections", arguments: table.rows)
  func corrected(row: [String]) { check(row, .all) }

  @Test("Without any", arguments: referenceTable.rows)
  func reference(row: [String]) { check(row, []) }

  @Test("Every pair of readings is in the table")
  func everyPair() {
    #expect(Set(Self.table.rows.map { $0[0] + $0[1] }).count == 16)
  }

  private func check(_ row: [String], _ corrections: Corrections) {
    for (column, recent) in [(2, false), (3, true)] {
      let verdict = Verdict.on(
        runtime: .named(row[0]), process: .named(row[1]), recentActivity: recent,
        corrections: corrections)
      #expect(words(verdict) == row[column], "\(row), recent activity: \(recent)")
    }
  }

  private func words(_ verdict: Verdict) -> String {
    switch verdict {
    case .healthy: "healthy"
    case .ambiguous(let reason): "ambiguous \(reason.word)"
    case .dead(let reason): "dead \(reason.word)"
    }
  }
}
