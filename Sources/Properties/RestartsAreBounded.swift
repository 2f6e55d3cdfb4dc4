import Operations
import SimulatedWorld
import Simulation

/// Nothing is started again, and no call that fails is made again, without a limit.
///
/// It is violated at the event at which the agent of one run, or one program that works for nobody's
/// run, begins more often than the limit within the window, or at which one kind of call has failed
/// for somebody so often in a row within it that no rest between two can have been meant. The second
/// beginning, and the second failure in a row, put it to the test.
///
/// Systems: all.
public struct RestartsAreBounded: Property {
  /// What must hold.
  public static let sentence =
    "Nothing is started again, and no call that fails is made again, without a limit."
  /// The limits that a file may set.
  public static let takes: PropertyLimits.Names = [.max, .window]
  /// What it is called in files and reports.
  public let name = PropertyName.restartsAreBounded
  /// What it has found so far.
  public var finding = Finding()
  /// How often one thing may begin within the window.
  public var startsMax = 10
  /// How often one kind of call may fail for one actor in a row within the window: one in 2 s is a
  /// look that is taken again and again, and no retry.
  public var failuresMax = 2_000
  /// Within which time beginnings are counted.
  public var window = Interval.seconds(3_600)

  private var rows: [Row] = []

  /// Calls of one kind that have failed in a row.
  private struct Row {
    var actor: ActorID
    var verb: Verb
    var count: Int
    var first: Instant
  }

  /// Watches nothing yet.
  public init() {}

  /// Takes the limits that a file sets.
  public mutating func take(_ limits: PropertyLimits) {
    startsMax = limits.max ?? startsMax
    window = limits.window ?? window
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for entry in account.entries {
      guard case .performed(let operation, let outcome?) = entry.kind, entry.actor != .none else {
        continue
      }
      judge(entry.actor, operation.verb, hasFailed: outcome.isFailure, account, world)
    }
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
  private mutating func judge(
    _ actor: ActorID, _ verb: Verb, hasFailed: Bool, _ account: borrowing Account,
    _ world: borrowing World
  ) {
    let place = rows.firstIndex { $0.actor == actor && $0.verb == verb }
    guard hasFailed else {
      if let place { rows.remove(at: place) }
      return
    }
    guard let place, rows[place].first + window > account.now else {
      if let place { rows.remove(at: place) }
      return rows.append(Row(actor: actor, verb: verb, count: 1, first: account.now))
    }
    exercise()
    rows[place].count += 1
    let row = rows[place]
    guard row.count > failuresMax else { return }
    let name = account.say(actor, world)
    violate(
      account,
      Violation(
        "\(name) has called \(verb.name) \(row.count) times in a row since \(row.first.words), "
          + "and it has failed each time",
        actors: [actor], state: [.init("failures of \(name) in a row", "\(row.count)")]))
  }
}

extension Outcome {
  /// Whether a call came to nothing in a way that another try may mend.
  fileprivate var isFailure: Bool {
    switch self {
    case .process(.failed), .tmux(.failed), .file(.failed), .git(.failed), .store(.failed),
      .store(.conflict), .forge(.failed), .pullRequest(.notFetched), .pullRequest(.refused),
      .send(.nobody), .send(.full), .limitPassed:
      true
    default: false
    }
  }
}
