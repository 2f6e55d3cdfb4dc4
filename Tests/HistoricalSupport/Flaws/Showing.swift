import Operations
import Simulation

/// What one run of a scene has shown.
package struct Showing: Sendable {
  /// Whether the flaw showed.
  package let isShown: Bool
  /// What was measured.
  package let measure: Int64?
  /// How many events it had.
  package let eventCount: Int64
  /// What happened, a line each, if the trace was kept.
  package let trace: [String]

  package init(_ isShown: Bool, eventCount: Int64, trace: [String]) {
    self.isShown = isShown
    measure = nil
    self.eventCount = eventCount
    self.trace = trace
  }

  package init<M: Machine>(
    _ isShown: Bool, measure: Int64? = nil, _ universe: borrowing Universe<M>
  ) {
    self.isShown = isShown
    self.measure = isShown ? measure : nil
    eventCount = universe.eventCount
    guard universe.trace.isRecording else {
      trace = []
      return
    }
    let wording = Wording(of: universe)
    trace = universe.trace.entries.map { wording.line($0) }
  }
}
