import Operations
import SimulatedWorld

/// A session is created within the limit after its run was asked for, while no fault excuses it.
///
/// It is violated at the first event after the limit at which the session or its agent is not
/// there, and nobody has said that the run failed or was refused.
///
/// Systems: launch, Forge.
public struct CreationWithin: Property {
  /// What must hold.
  public static let sentence =
    "A session is created within the limit after its run was asked for, while no fault excuses it."
  /// The limits that a file may set.
  public static let takes: PropertyLimits.Names = [.within, .isExcusedByFaults]
  /// What it is called in files and reports.
  public let name = PropertyName.creationWithin
  /// What it has found so far.
  public var finding = Finding()
  /// How long a creation may take.
  public var limit = Interval.seconds(5)
  /// Whether a fault that struck before the session was there excuses it.
  public var isExcusedByFaults = true

  /// How many runs, from the first, are settled without a gap.
  private var settledCount = 0
  private var settled: [Bool] = []

  /// Watches nothing yet.
  public init() {}

  /// Requests, and what settles one.
  public var concern: News { [.actors, .agents, .changes, .faults, .time] }

  /// Until the first that is open is due.
  public private(set) var patience = Instant.never

  /// Takes the limits that a file sets.
  public mutating func take(_ limits: PropertyLimits) {
    limit = limits.within ?? limit
    isExcusedByFaults = limits.isExcusedByFaults ?? isExcusedByFaults
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    while settled.count < account.runs.count { settled.append(false) }
    for place in settledCount..<account.runs.count where !settled[place] {
      settled[place] = judge(account.runs[place], account, world)
    }
    while settledCount < settled.count, settled[settledCount] { settledCount += 1 }
    patience = settledCount < settled.count ? account.runs[settledCount].requested + limit : .never
  }

  /// Looks at the run when it is over and all is quiet.
  public mutating func conclude(_ account: borrowing Account, _ world: borrowing World) {
    watch(account, world)
  }

  /// Whether there is nothing more to be seen of the run.
  private mutating func judge(
    _ run: RunFacts, _ account: borrowing Account, _ world: borrowing World
  ) -> Bool {
    let due = run.requested + limit
    if isExcusedByFaults, account.lastFault != nil { return true }
    if let created = run.created, created <= due {
      exercise()
      return true
    }
    if run.created == nil {
      if isGivenUp(run, account) { return true }
      guard account.now > due else { return false }
    }
    let name = world.say(run.key)
    let askers = account.actors.filter { $0.stance.role == .launcher && $0.stance.run == run.key }
    let state = run.created.map { "at \($0.words)" } ?? "not at \(account.now.words)"
    violate(
      account,
      Violation(
        "run \(name) was asked for at \(run.requested.words) and its session was not there "
          + "within \(limit.words)",
        actors: askers.map(\.actor), subjects: [run.key],
        state: [.init("asked for", run.requested.words), .init("created", state)]))
    return true
  }

  private func isGivenUp(_ run: RunFacts, _ account: borrowing Account) -> Bool {
    account.actors.contains { actor in
      guard actor.stance.role == .launcher, actor.stance.run == run.key else { return false }
      switch actor.stance.answer {
      case .failed, .refused, .timedOut, .unconfirmed: return true
      case .done, .existing, nil: return false
      }
    }
  }
}
