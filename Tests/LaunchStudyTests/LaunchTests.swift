import EvidencePage
import LaunchStudy
import Operations
import Testing

@Suite("Launchers in cells")
struct LaunchTests {
  private func figures(
    _ system: LaunchSystem, _ condition: LaunchCondition, runs: UInt64 = 20
  ) -> LaunchFigures {
    let stage = LaunchStage(LaunchCell(system, condition))
    var tally = LaunchTally()
    for seed in 1...runs { tally.add(stage.tally(seed: seed)) }
    return LaunchFigures(of: system.rawValue, condition, tally)
  }

  private let one = LaunchCondition(load: 1)

  @Test("rc.20 makes two records and a timeout after 20.0 s of every launch")
  func rc20() throws {
    let figures = figures(.genieRC20, one)
    #expect(figures.tally.duplicates == 20)
    #expect(figures.doubled.count == 20)
    #expect(figures.timedOut.count == 20)
    let times = figures.times.values
    #expect(try #require(times.first) >= 20_000_000_000)
    #expect(try #require(times.last) < 20_100_000_000)
  }

  @Test("rc.21 makes one record and answers after half a second")
  func rc21() throws {
    let figures = figures(.genieRC21, one)
    #expect(figures.tally.duplicates == 0)
    #expect(figures.timedOut.count == 0)
    #expect(figures.tally.started == 20)
    #expect(try #require(figures.times.values.first) >= 500_000_000)
    #expect(try #require(figures.times.values.last) < 600_000_000)
  }

  @Test("Of launches at once rc.21 loses records, and waits for them in vain")
  func rc21Overlapping() {
    let figures = figures(.genieRC21, LaunchCondition(load: 10))
    #expect(figures.lost.count > 0)
    #expect(figures.timedOut.count > 0)
  }

  @Test(
    "The real one doubles nothing, loses nothing and tells of no timeout",
    arguments: [
      LaunchCondition(load: 1), LaunchCondition(load: 10), LaunchCondition(load: 30),
      LaunchCondition(load: 10, boot: .threeSeconds), LaunchCondition(load: 10, mix: .busy),
      LaunchCondition(load: 10, mix: .failing),
    ])
  func real(condition: LaunchCondition) throws {
    let figures = figures(.rehearsal, condition, runs: 5)
    #expect(figures.tally.duplicates == 0)
    #expect(figures.twice.count == 0)
    #expect(figures.lost.count == 0)
    #expect(figures.timedOut.count == 0)
    #expect(figures.unanswered.count == 0)
    if condition.mix != .failing { #expect(figures.tally.started == figures.tally.launches) }
    // A slow boot is really slow, and waited for.
    let least = condition.boot.delay.nanoseconds
    #expect(try #require(figures.times.values.first) > least)
  }

  @Test("Forge's real executor makes one task where genie's makes a second agent")
  func forge() {
    let failing = LaunchCondition(load: 10, mix: .failing)
    #expect(figures(.naiveForge, failing).twice.count > 0)
    for system in [LaunchSystem.forge, .forgeDocumented] {
      let figures = figures(system, failing)
      #expect(figures.twice.count == 0)
      #expect(figures.lost.count == 0)
    }
  }

  @Test("Every cell of the usual grid has as many launches as were asked for, in different seeds")
  func grid() {
    let grid = LaunchGrid(seed: 5, launches: 2_000)
    #expect(grid.cells.count == 8 * 8 + 3 * 7)
    #expect(Set(grid.cells).count == grid.cells.count)
    var seeds = grid.cells.map { _ in [UInt64]() }
    for portion in grid.portions { seeds[portion.cell] += portion.seeds }
    for (number, cell) in grid.cells.enumerated() {
      let runs = grid.runCount(of: cell)
      #expect(runs * cell.load >= 2_000)
      #expect(seeds[number] == Array(5..<5 + UInt64(runs)))
    }
  }

  @Test("A cell without launches shows nothing")
  func vacuous() {
    let grid = LaunchGrid(systems: [.rehearsal], launches: 0)
    #expect(grid.portions.isEmpty)
    let study = LaunchStudy(grid, grid.cells.map { _ in LaunchTally() })
    #expect(study.isVacuous)
    #expect(study.verdict == .vacuous)
  }
}
