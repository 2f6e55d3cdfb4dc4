import Operations
import Properties
import Scenarios
import Simulation

/// A cell that is ready to be played, from as many seeds as are wanted.
public struct LaunchStage: ~Copyable {
  private let cell: LaunchCell
  private let production: Production

  /// After how many events it is looked whether all have been answered.
  private static let lookEvery: Int64 = 256
  /// How long after the last answer the records are counted: what is launched writes for a while.
  private static let settling = Interval.seconds(5)

  /// Sets the stage of a cell.
  public init(_ cell: LaunchCell) {
    self.cell = cell
    do {
      production = try Production(cell.scenario, canLosePower: false)
    } catch {
      preconditionFailure("\(cell) cannot be staged: \(error.message)")
    }
  }

  /// Plays a run and counts what it came to.
  public borrowing func tally(seed: UInt64) -> LaunchTally {
    var play = production.play(seed: seed)
    var end: Instant?
    var count: Int64 = 0
    while play.step() {
      count += 1
      guard count.isMultiple(of: Self.lookEvery) else { continue }
      if end == nil {
        end = Self.lastAnswer(of: cell.load, play).map {
          $0 + Self.settling + cell.condition.boot.delay
        }
      }
      if let end, play.universe.now > end { break }
    }
    return LaunchTally(of: cell, play)
  }

  /// When the last of so many launchers was answered; nil while one was not.
  private static func lastAnswer(of count: Int, _ play: borrowing Play) -> Instant? {
    var last = Instant.start
    var answered = 0
    for actor in play.account.actors where actor.stance.role == .launcher {
      guard let instant = actor.answeredAt else { return nil }
      last = max(last, instant)
      answered += 1
    }
    return answered == count ? last : nil
  }
}
