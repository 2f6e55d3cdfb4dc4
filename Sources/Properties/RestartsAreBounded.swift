import Operations
import SimulatedWorld
import Simulation

/// Nothing is started again without a limit.
///
/// It is violated at the event at which the agent of one run, or one program that works for nobody's
/// run, begins more often than the limit within the window. The second beginning puts it to the
/// test.
///
/// Systems: all.
public struct RestartsAreBounded: Property {
  /// What must hold.
  public static let sentence = "Nothing is started again without a limit."
  /// The limits that a file may set.
  public static let takes: PropertyLimits.Names = [.max, .window]
  /// What it is called in files and reports.
  public let name = PropertyName.restartsAreBounded
  /// What it has found so far.
  public var finding = Finding()
  /// How often one thing may begin within the window.
  public var startsMax = 10
  /// Within which time beginnings are counted.
  public var window = Interval.seconds(3_600)

  /// Watches nothing yet.
  public init() {}

  /// Takes the limits that a file sets.
  public mutating func take(_ limits: PropertyLimits) {
    startsMax = limits.max ?? startsMax
    window = limits.window ?? window
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for place in account.begunAgents {
      let agent = account.agents[place]
      let starts = account.agents[...place].filter {
        $0.run == agent.run && (!agent.run.isEmpty || $0.program == agent.program)
          && $0.began + window > account.now
      }
      guard starts.count > 1 else { continue }
      exercise()
      guard starts.count > startsMax, let first = starts.first else { continue }
      let what =
        agent.run.isEmpty ? world.say(agent.program) : "the agent of run \(world.say(agent.run))"
      violate(
        account,
        Violation(
          "\(what) began \(starts.count) times since \(first.began.words), more often than "
            + "\(startsMax) times in \(window.words)",
          subjects: [agent.run, agent.program].filter { !$0.isEmpty },
          pids: starts.map(\.identity.pid),
          state: starts.map { .init("pid \($0.identity.pid)", "began at \($0.began.words)") }))
    }
  }
}
