import Operations
import SimulatedWorld
import Simulation

extension Storm {
  /// Runs a storm, and now and then lets Forge's executors do what executors do: they write logs,
  /// change files, ask people and end.
  ///
  /// - Returns: why it stopped; the closure is called every 50 events.
  @discardableResult
  public static func run(
    _ universe: inout Universe<Storm>, _ limits: RunLimits, _ rounds: Range<Int> = 0..<20,
    each: (borrowing Universe<Storm>) -> Void = { _ in }
  ) -> Halt {
    var halt = Halt.eventsTaken
    for round in rounds where halt == .eventsTaken {
      work(on: &universe, round)
      halt = universe.run(limits)
      each(universe)
    }
    return halt
  }

  /// What executors do of their own before the next round.
  public static func work(on universe: inout Universe<Storm>, _ round: Int) {
    var executors: [ProcessIndex] = []
    universe.world.processes.forEach {
      if $0.program == Text("claude"), $0.state != .zombie { executors.append($0.index) }
    }
    var moment = universe.world.moment
    for (place, executor) in executors.enumerated() {
      guard let run = universe.world.forge.process(of: executor) else { continue }
      for _ in 0..<3 {
        universe.world.forge.appendLog(process: run, text: Text("x"), &moment)
      }
      if round % 4 == 1 {
        _ = universe.world.forge.requestApproval(process: run, tool: Text("cat"), &moment)
      }
      if round % 5 == 4, place == 0 {
        universe.world.processes.end(executor, .exited(0), &moment)
      }
    }
    universe.world.moment = moment
    // Any fault carries out what was left on the agenda.
    universe.strike(.stepWallClock(milliseconds: 0))
  }
}
