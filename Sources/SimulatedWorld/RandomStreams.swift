import Operations

/// One stream a concern, so that a change in one does not disturb the others.
public struct RandomStreams: Hashable, Sendable, Foldable {
  /// Which of several equal instants comes first.
  public var scheduling: RandomStream
  /// How long things take.
  public var latency: RandomStream
  /// Which faults happen.
  public var faults: RandomStream
  /// What users and agents do.
  public var workload: RandomStream
  /// Nonces, and ids that programs make up.
  public var identities: RandomStream
  /// What the world does by itself, such as how late a death is seen.
  public var world: RandomStream

  /// Begins all streams of a seed.
  public init(seed: UInt64) {
    scheduling = RandomStream(seed: seed, name: "scheduling")
    latency = RandomStream(seed: seed, name: "latency")
    faults = RandomStream(seed: seed, name: "faults")
    workload = RandomStream(seed: seed, name: "workload")
    identities = RandomStream(seed: seed, name: "identities")
    world = RandomStream(seed: seed, name: "world")
  }

  /// Folds the state of every stream.
  public func fold(into digest: inout Digest) {
    scheduling.fold(into: &digest)
    latency.fold(into: &digest)
    faults.fold(into: &digest)
    workload.fold(into: &digest)
    identities.fold(into: &digest)
    world.fold(into: &digest)
  }
}
