import Operations
import SimulatedWorld

/// The first event at which two universes part.
public struct Divergence: Sendable {
  /// The number of the event.
  public var number: Int64
  /// What happened in the first universe at that event, in the order in which it happened.
  public var left: [TraceEntry]
  /// What happened in the second.
  public var right: [TraceEntry]
  /// Whether one of them had nothing left to do.
  public var endedEarly: Bool
}

extension Universe where M: Machine {
  /// Steps this universe and another side by side until their digests part.
  ///
  /// Nil when they are the same to the end, or for as many events as were asked for. Both have then
  /// gone on by the same number of events.
  public mutating func firstDivergence(
    from other: inout Universe, within limit: Int64 = .max
  ) -> Divergence? {
    let wasRecording = (trace.isRecording, other.trace.isRecording)
    trace.record(true)
    other.trace.record(true)
    defer {
      trace.record(wasRecording.0)
      other.trace.record(wasRecording.1)
    }
    var taken: Int64 = 0
    while taken < limit {
      let left = trace.entries.count
      let right = other.trace.entries.count
      let leftStepped = step()
      let rightStepped = other.step()
      taken += 1
      guard leftStepped || rightStepped else { return nil }
      if leftStepped != rightStepped || digest != other.digest {
        return Divergence(
          number: max(eventCount, other.eventCount), left: Array(trace.entries[left...]),
          right: Array(other.trace.entries[right...]), endedEarly: leftStepped != rightStepped)
      }
      if !wasRecording.0 { trace.clear() }
      if !wasRecording.1 { other.trace.clear() }
    }
    return nil
  }
}
