import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct RestartsAreBoundedTests {
  private static func again(_ run: String, every milliseconds: Int64) -> (inout Scene) -> Void {
    { scene in
      scene.wait(milliseconds)
      scene.agent(run, pid: Int32(100 + scene.account.agents.count))
    }
  }

  @Test(arguments: ["fix", ""])
  func oneStartTooManyIsSeenWhenItHappens(run: String) {
    let start = Self.again(run, every: 1_000)
    let three = PropertyName.restartsAreBounded.make(limits: PropertyLimits(max: 3))
    #expect(watch(three, start, start, start) == .held)
    #expect(watch(three, start, start, start, start) == .violated(at: 4))
  }

  @Test func startsFarApartOrOfOthersAreInOrder() {
    let slow = Self.again("fix", every: 4_000_000)
    let once = PropertyName.restartsAreBounded.make(limits: PropertyLimits(max: 1))
    #expect(watch(once, slow, slow, slow) == .notExercised)
    let others = watch(once, Self.again("a", every: 1), Self.again("b", every: 1))
    #expect(others == .notExercised)
    var limits = PropertyLimits(max: 1)
    limits.window = .seconds(9_000)
    #expect(
      watch(PropertyName.restartsAreBounded.make(limits: limits), slow, slow) == .violated(at: 2))
  }

  @Test func tenAnHourAreInOrder() {
    let start = Self.again("fix", every: 1_000)
    let ten = watch(
      RestartsAreBounded(), start, start, start, start, start, start, start, start, start, start)
    #expect(ten == .held)
    let eleven = watch(
      RestartsAreBounded(), start, start, start, start, start, start, start, start, start, start,
      start)
    #expect(eleven == .violated(at: 11))
  }

  @Test func callThatFailsOverAndOverAgainIsSeen() {
    func calls(_ outcome: Outcome, _ count: Int = 1) -> (inout Scene) -> Void {
      { scene in
        let list = Operation.tmux(.listSessions, socket: scene.text("main"))
        for _ in 0..<count { scene.enter(.performed(list, outcome), by: "desk") }
      }
    }
    let fails = Outcome.limitPassed
    let busy = watch(RestartsAreBounded(), calls(fails, 2_000), calls(fails))
    #expect(busy == .violated(at: 2))
    let works = watch(
      RestartsAreBounded(), calls(fails, 2_000), calls(.tmux(.done)), calls(fails, 2_000))
    #expect(works == .held)
    let slow = watch(
      RestartsAreBounded(), calls(fails, 2_000), { $0.wait(3_600_000) }, calls(fails))
    #expect(slow == .held)
    #expect(watch(RestartsAreBounded(), calls(.tmux(.done), 2)) == .notExercised)
  }
}
