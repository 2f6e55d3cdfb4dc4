import LaunchStudy
import Workers

/// Plays a grid of launches on all cores.
enum BenchPlaying {
  /// What the grid comes to; the same on any number of threads.
  static func play(
    _ grid: LaunchGrid, jobs: Int, _ errors: Output
  ) throws(Failure) -> LaunchStudy {
    Interruption.note()
    defer { Interruption.forget() }
    let portions = grid.portions
    var tallies = grid.cells.map { _ in LaunchTally() }
    var progress = Progress(errors)
    var taken = 0
    do throws(ThreadTrouble) {
      try Workers(count: jobs).run(
        0..<UInt64(portions.count), chunk: 1, { _, queue in work(grid, portions, queue) },
        take: { range, tally in
          let portion = portions[Int(range.lowerBound)]
          tallies[portion.cell].add(tally)
          taken += 1
          let cell = grid.cells[portion.cell]
          progress.show(
            "\(100 * taken / portions.count) %  \(cell.system.rawValue), \(cell.condition.text)")
          return Interruption.isAsked ? .stop : .goOn
        })
    } catch {
      throw Failure(status: .inputOutput, message: error.message)
    }
    progress.clear()
    if taken < portions.count {
      throw Failure(
        status: .interrupted,
        message: "Interrupted after \(taken) of \(portions.count) portions; nothing was written.")
    }
    return LaunchStudy(grid, tallies)
  }

  /// What a thread does: portion after portion, one after the other of its runs.
  private static func work(
    _ grid: LaunchGrid, _ portions: [LaunchGrid.Portion], _ queue: WorkQueue<LaunchTally>
  ) {
    while let range = queue.next() {
      let portion = portions[Int(range.lowerBound)]
      let stage = LaunchStage(grid.cells[portion.cell])
      var tally = LaunchTally()
      for seed in portion.seeds { tally.add(stage.tally(seed: seed)) }
      queue.bring(tally, of: range)
    }
  }
}
