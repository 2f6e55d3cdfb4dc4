import Operations
import Properties
import Scenarios
import Simulation
import Supervision
import Testing

/// What is kept of locks, out of files and kernel.
@Suite struct LockBooksTests {
  /// A run of some who claim roots one second after the other.
  private func play(
    _ roots: [String], by system: System, _ timeline: [Happening] = [], holds: Int64 = 60
  ) throws -> Play {
    var scenario = Scenario(title: "Locks")
    scenario.stage.folders = ["/srv/blog/.claude/ralph-desk/logs"]
    scenario.stage.aliases = [Stage.Alias(path: "/srv/link", target: "/srv/blog")]
    scenario.length = .seconds(20)
    for (number, root) in roots.enumerated() {
      let start = Interval.seconds(Int64(number) * 5)
      scenario.actors.append(
        Player(
          name: "actor-\(number)", part: .lock(LockPart(root: root, holds: .seconds(holds))),
          start: start...start, variant: Variant(system: system)))
    }
    scenario.timeline = timeline
    scenario.expectations = [.property(.lockIsRecovered, PropertyLimits())]
    return try Play(scenario, seed: 1)
  }

  private func at(_ seconds: Int64, _ action: Action) -> Happening {
    Happening(.at(.seconds(seconds) ... .seconds(seconds)), action)
  }

  @Test(arguments: [System.rehearsal, .generations, .rlpDesk, .carelessLock])
  func aRootIsKnownByItsOneName(system: System) throws {
    var play = try play(["/srv/link"], by: system)
    while play.step() {}
    let actor = try #require(play.account.actors.first)
    #expect(actor.trueRoot == Text("/srv/blog") && actor.stance.root == Text("/srv/link"))
    let lock = try #require(play.account.locks.first)
    #expect(lock.root == Text("/srv/blog") && lock.isHeld && lock.holderLives)
    #expect(lock.holder == actor.actor)
  }

  @Test(arguments: [System.rehearsal, .generations, .rlpDesk])
  func whoHasThePidOfTheDeadIsNotTheHolder(system: System) throws {
    let timeline = [
      at(0, .forcePid(4_711)), at(3, .crash("actor-0")),
      at(6, .foreignProcess(program: "editor", pid: 4_711, user: 1_000)),
    ]
    var play = try play(["/srv/blog"], by: system, timeline)
    while play.step() {}
    let lock = try #require(play.account.locks.first)
    #expect(lock.holderPid == 4_711 && !lock.holderLives)
    // Only a folder that was made stays there.
    #expect(lock.isHeld == (system == .rlpDesk))
  }

  @Test(arguments: [System.rehearsal, .generations, .rlpDesk])
  func aLockThatIsGivenBackIsNobodys(system: System) throws {
    var play = try play(["/srv/blog"], by: system, holds: 2)
    while play.step() {}
    let lock = try #require(play.account.locks.first)
    #expect(!lock.isHeld && lock.holderPid == 0 && !lock.holderLives)
    #expect(play.account.actors.first?.stance.answer == .done)
  }

  @Test func whoWritesOverTheHoldersNumberIsARobber() throws {
    var play = try play(["/srv/blog", "/srv/blog"], by: .carelessLock)
    var robbers: [ActorID] = []
    while play.step() {
      robbers += play.account.locks.map(\.robber).filter { $0 != .none }
    }
    #expect(robbers == [ActorID(rawValue: 1)])
  }

  @Test func whoRemovesAnothersFolderIsALiberator() throws {
    let timeline = [at(2, .changeUser("actor-0", to: 7))]
    var play = try play(["/srv/blog", "/srv/blog"], by: .rlpDesk, timeline)
    var liberators: [ActorID] = []
    while play.step() {
      liberators += play.account.locks.map(\.liberator).filter { $0 != .none }
    }
    #expect(liberators == [ActorID(rawValue: 1)])
  }
}
