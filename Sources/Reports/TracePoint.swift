/// A time on a track, for an arrow to begin or end at.
public struct TracePoint: Hashable, Sendable {
  /// The track.
  public var track: TraceTrack
  /// The time on it, in nanoseconds from the start of the trace; not negative.
  public var atNs: Int64

  /// Makes a point.
  public init(_ track: TraceTrack, atNs: Int64) {
    self.track = track
    self.atNs = atNs
  }
}
