/// One look at a session's runtime and at the agent's process inside it.
public struct RuntimeObservation: Hashable, Sendable {
  /// What was read of the runtime.
  public var runtime: Reading
  /// What was read of the process.
  public var process: Reading
  /// The generation of the runtime that was looked at, if the observer knows.
  public var generation: Int?

  /// A pair of readings.
  public init(runtime: Reading, process: Reading, generation: Int? = nil) {
    self.runtime = runtime
    self.process = process
    self.generation = generation
  }
}
