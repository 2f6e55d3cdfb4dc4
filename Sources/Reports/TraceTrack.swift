/// A line of the timeline: a thread of a process, whatever these stand for.
public struct TraceTrack: Hashable, Sendable {
  /// The number of the process.
  public var process: Int
  /// The number of the thread, unique within its process.
  public var thread: Int

  /// Makes a track.
  public init(process: Int, thread: Int) {
    self.process = process
    self.thread = thread
  }
}
