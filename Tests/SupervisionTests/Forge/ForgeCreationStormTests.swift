import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// A creation under every fault that it claims to survive, ended after any of its operations.
@Suite("A session created in Forge, whatever goes wrong")
struct ForgeCreationStormTests {
  /// What goes wrong, by name.
  static let faults = ForgeWeather.creation
  static let crashes = ForgeWeather.crashes

  /// One run; what is wrong with it, nil for nothing.
  static func run(
    seed: UInt64, _ dialect: ForgeDialect, _ faults: [(Interval, WorldFault)],
    crash: (Interference, Int32)?
  ) -> (complaint: String?, result: ForgeResult?, wasCrashed: Bool) {
    var desk = ForgeDesk(seed: seed, dialect)
    for (time, fault) in faults { desk.universe.schedule(.world(fault), at: .start + time) }
    let caller = desk.add(desk.run("key-1"), name: "caller", at: .start + .milliseconds(1))
    if let (interference, skip) = crash {
      desk.universe.arm(Rule(actor: caller, skip: skip, interference))
      for restart: Int64 in [40, 150, 260, 370, 480, 590] {
        desk.universe.schedule(.restart(caller), at: .start + .seconds(restart))
      }
    }
    _ = desk.universe.run(RunLimits(until: .start + .seconds(700), events: 200_000))
    desk.universe.world.checkInvariants()
    let forge = desk.universe.world.forge
    let result = desk.result(of: caller)
    var complaint: String?
    if forge.taskCount > 1 { complaint = "\(forge.taskCount) tasks" }
    if forge.processCount > 1 { complaint = "\(forge.processCount) processes" }
    switch result {
    case nil: complaint = "no result"
    case .created(let session, _, _, _), .failedToStart(let session):
      if session.task == 0 || session.attempt == 0 || session.process == 0 {
        complaint = "created without ids: \(session)"
      }
      if forge.taskCount != 1 { complaint = "created without a task" }
    case .fallBackLocally:
      if forge.taskCount > 0 { complaint = "fell back beside a task" }
    case .unresolved, .refused:
      break
    default: complaint = "another result: \(String(describing: result))"
    }
    return (complaint, result, crash != nil)
  }

  @Test(
    "has one task and one agent at most, ended after any operation",
    arguments: faults.map(\.name))
  func storm(_ name: String) {
    var complaints: [String] = []
    for dialect in [ForgeDialect.actual, .documented] {
      for seed: UInt64 in 1...3 {
        let plain = Self.run(seed: seed, dialect, ForgeWeather.creation(name), crash: nil)
        if let complaint = plain.complaint { complaints.append("\(dialect) \(seed): \(complaint)") }
        for crash in Self.crashes {
          for skip: Int32 in 0..<16 {
            let run = Self.run(
              seed: seed, dialect, ForgeWeather.creation(name), crash: (crash, skip))
            guard let complaint = run.complaint else { continue }
            complaints.append("\(dialect) \(seed) \(crash) \(skip): \(complaint)")
          }
        }
      }
    }
    #expect(complaints.isEmpty, "\(complaints.count): \(complaints.prefix(4))")
  }

  @Test("comes to the result that its fault allows", arguments: faults.map(\.name))
  func outcomes(_ name: String) {
    let result = Self.run(seed: 5, .actual, ForgeWeather.creation(name), crash: nil).result
    let word: String =
      switch result {
      case .created: "created"
      case .failedToStart: "failed to start"
      case .fallBackLocally(let certainty): "\(certainty)"
      case .unresolved(let obstacle): "unresolved \(obstacle)"
      default: "\(String(describing: result))"
      }
    #expect(word == Self.expected(name), "\(name)")
  }

  private static func expected(_ name: String) -> String {
    switch name {
    case "nothing", "reset after", "500 after", "declined after", "hang after", "slow",
      "slower than the limit", "worktree fails", "store busy", "looks fail":
      "created"
    case "refused", "down": "refusedAtFirstContact"
    case "spawn fails": "failed to start"
    case "crash in the middle": "created"
    case "crash at the end": "created"
    default: "provenAbsent"
    }
  }
}
