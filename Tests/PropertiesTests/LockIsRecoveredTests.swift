import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct LockIsRecoveredTests {
  private static func lock(_ change: @escaping (inout LockFacts, ActorID) -> Void) -> (inout Scene)
    -> Void
  {
    { scene in
      if scene.account.locks.isEmpty {
        scene.account.locks.append(LockFacts(root: scene.text("/srv/blog")))
        scene.account.locks[0].holder = scene.id("one")
        scene.account.locks[0].holderPid = 100
        scene.account.locks[0].isHeld = true
        scene.account.locks[0].holderLives = true
      }
      change(&scene.account.locks[0], scene.id("two"))
    }
  }

  private static let claims = OneRunnerPerRootTests.claims

  @Test func lockThatIsTakenOrFreedFromALivingHolderIsSeen() {
    let holds = Self.claims("one", "/srv/blog", "", true, false)
    #expect(
      watch(LockIsRecovered(), holds, Self.lock { $0.robber = $1 }) == .violated(at: 2))
    #expect(
      watch(LockIsRecovered(), holds, Self.lock { $0.liberator = $1 }) == .violated(at: 2))
  }

  @Test func refusalForTheLockOfADeadHolderIsSeen() {
    let left = watch(
      LockIsRecovered(), Self.lock { lock, _ in lock.holderLives = false },
      Self.claims("two", "/srv/blog", "", false, true))
    #expect(left == .violated(at: 2))
    let died = watch(
      LockIsRecovered(), Self.claims("one", "/srv/blog", "", true, false),
      { scene in scene.actor("one") { $0.lives = false } },
      { $0.wait(100) }, Self.claims("two", "/srv/blog", "", false, true))
    #expect(died == .violated(at: 4))
  }

  @Test func refusalForTheLockOfALivingHolderAndRecoveryAreInOrder() {
    let refused = watch(
      LockIsRecovered(), Self.claims("one", "/srv/blog", "", true, false), Self.lock { _, _ in },
      Self.claims("two", "/srv/blog", "", false, true))
    #expect(refused == .held)
    let recovered = watch(
      LockIsRecovered(), Self.lock { lock, _ in lock.holderLives = false },
      Self.claims("two", "/srv/blog", "", true, false))
    #expect(recovered == .held)
    let alone = watch(LockIsRecovered(), Self.claims("one", "/srv/blog", "", true, false))
    #expect(alone == .notExercised)
  }
}
