import Operations

/// Where a process stands in the table; unlike its pid it is never another's.
public struct ProcessIndex: Hashable, Comparable, Sendable, Foldable {
  /// The number of its place.
  public let slot: Int32
  /// Tells it from the processes that had the place before.
  public let generation: UInt32

  /// Names a process by its place and generation.
  public init(slot: Int32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  /// The first process, parent of the orphans.
  public static let initial = ProcessIndex(slot: 0, generation: 0)
  /// No process.
  public static let none = ProcessIndex(slot: -1, generation: 0)

  /// Orders by place, then by generation.
  public static func < (left: ProcessIndex, right: ProcessIndex) -> Bool {
    (left.slot, left.generation) < (right.slot, right.generation)
  }

  /// Folds both parts.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: slot), generation)
  }
}
