/// Which cells are measured, from which seed, and how often.
public struct LaunchGrid: Hashable, Sendable {
  /// The cells, those of one system together.
  public var cells: [LaunchCell]
  /// The seed of each cell's first run; those that follow count up.
  public var seed: UInt64
  /// How many launches each cell is to have at least.
  public var launches: Int

  /// The loads of the usual grid.
  ///
  /// One run of a thousand at once takes a minute where each session has a record of its own: not
  /// the launcher does, but who keeps the books, who look at all records whenever one changes. It is
  /// measured when it is asked for.
  public static func loads(of system: LaunchSystem) -> [Int] {
    system.isOurs ? [1, 10, 100] : [1, 10, 100, 1_000]
  }

  /// At which load slow boots and troubles are measured.
  public static let usualLoad = 10
  /// Fewer runs than this say nothing of how they differ.
  private static let runsMin = 3

  /// The usual cells of some systems, all or those of one load.
  public init(
    systems: [LaunchSystem] = LaunchSystem.allCases, load: Int? = nil, seed: UInt64 = 1,
    launches: Int = 2_000
  ) {
    cells = systems.flatMap { Self.cells(of: $0, load: load) }
    self.seed = seed
    self.launches = launches
  }

  /// Loads when all is as usual; slow boots and troubles at one load.
  private static func cells(of system: LaunchSystem, load: Int?) -> [LaunchCell] {
    let other = load ?? usualLoad
    let conditions =
      (load.map { [$0] } ?? loads(of: system)).map { LaunchCondition(load: $0) }
      + LaunchBoot.allCases.filter { $0 != .usual }.map { LaunchCondition(load: other, boot: $0) }
      + LaunchMix.allCases.filter { $0 != .calm }.map { LaunchCondition(load: other, mix: $0) }
    return conditions.map { LaunchCell(system, $0) }
  }

  /// How often a cell is run: as often as its launches take, and at least three times.
  public func runCount(of cell: LaunchCell) -> Int {
    guard launches > 0 else { return 0 }
    return max((launches + cell.load - 1) / cell.load, Self.runsMin)
  }

  // MARK: - Sharing it out

  /// Some runs of one cell, which are played one after the other.
  public struct Portion: Hashable, Sendable {
    /// The place of the cell.
    public var cell: Int
    /// The seeds.
    public var seeds: Range<UInt64>
  }

  /// How many launches a portion has at least: enough to be worth a stage.
  private static let portionLaunches = 200

  /// All runs in portions, which can be played in any order on any thread.
  public var portions: [Portion] {
    var portions: [Portion] = []
    for (number, cell) in cells.enumerated() {
      let runs = UInt64(runCount(of: cell))
      let size = UInt64(max(1, Self.portionLaunches / cell.load))
      for first in stride(from: 0, to: runs, by: Int(size)) {
        let seeds = seed + first..<seed + min(first + size, runs)
        portions.append(Portion(cell: number, seeds: seeds))
      }
    }
    return portions
  }
}
