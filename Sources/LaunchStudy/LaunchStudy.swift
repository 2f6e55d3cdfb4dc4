/// What a grid came to.
public struct LaunchStudy: Hashable, Sendable {
  /// What was asked for.
  public let grid: LaunchGrid
  /// The figures of each cell, in the order of the grid.
  public let figures: [LaunchFigures]

  /// Makes a study of what was counted for each cell of a grid.
  public init(_ grid: LaunchGrid, _ tallies: [LaunchTally]) {
    precondition(tallies.count == grid.cells.count, "not one tally for each cell")
    self.grid = grid
    figures = zip(grid.cells, tallies).map {
      LaunchFigures(of: $0.system.rawValue, $0.condition, $1)
    }
  }

  /// Whether there is a cell in which nothing was launched, or no cell at all.
  public var isVacuous: Bool { figures.isEmpty || figures.contains(where: \.isVacuous) }

  /// What everybody who reads the intervals has to know.
  public static let caution =
    "Intervals are of 95 %. They take launches for independent; those of one run are not, since "
    + "they share a machine, so where runs differ the true intervals are wider."
}
