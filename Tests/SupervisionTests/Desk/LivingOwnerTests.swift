import Operations
import Scenarios
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("The lock of an owner that lives")
struct LivingOwnerTests {
  private func universe(
    _ kind: LockContender.Kind, roots: [String] = ["/srv/blog"]
  ) -> Universe<LockContender> {
    var universe = Universe(
      seed: 3,
      programs: Programs([
        .init(
          Text("contender"), LockContender(kind, holdingFor: .seconds(100)))
      ]))
    for text in ["contender", "child"] { _ = universe.text(text) }
    for root in roots { universe.world.strike(.file(.directoryAppears(universe.text(root)))) }
    return universe
  }

  private func add(
    _ name: String, _ root: String, at seconds: Int64, _ universe: inout Universe<LockContender>
  ) -> ActorID {
    universe.add(
      actor: universe.text(name), program: Text("contender"), argument: universe.text(root),
      at: .start + .seconds(seconds))
  }

  @Test(
    "is not had by another, be it stopped, another user's, or with its file removed by hand",
    arguments: LockContender.Kind.allCases)
  func living(_ kind: LockContender.Kind) {
    for fault in [
      Fault.stop(Text("first")), .changeUser(Text("first"), to: 7),
      .world(.file(.vanishes(Text("/srv/blog/.desk/runner.lock")))),
    ] {
      var universe = universe(kind)
      _ = universe.text("/srv/blog/.desk/runner.lock")
      let first = add("first", "/srv/blog", at: 0, &universe)
      universe.schedule(fault, at: .start + .seconds(2))
      let second = add("second", "/srv/blog/", at: 4, &universe)
      _ = universe.run(RunLimits(until: .start + .seconds(20)))
      #expect(universe.machine(of: first).holds)
      guard case .held(by: let owner?)? = universe.machine(of: second).results.first else {
        Issue.record("\(fault): \(universe.machine(of: second).results)")
        continue
      }
      #expect(owner.identity == universe.world.processes[universe.process(of: first)]?.identity)
    }
  }

  @Test("keeps nobody from another root, nor from one inside or around it")
  func otherRoots() {
    for kind in LockContender.Kind.allCases {
      let roots = ["/srv/blog", "/srv/blog/docs", "/srv", "/", "/srv/blog2"]
      var universe = universe(kind, roots: roots)
      var actors: [ActorID] = []
      for (number, root) in roots.enumerated() {
        actors.append(add("actor-\(number)", root, at: 0, &universe))
      }
      _ = universe.run(RunLimits(until: .start + .seconds(20)))
      for actor in actors { #expect(universe.machine(of: actor).holds) }
    }
  }

  @Test("stays with a child that inherited it, as its contract says, until that is gone too")
  func inherited() {
    var universe = universe(.kernel)
    let first = add("first", "/srv/blog", at: 0, &universe)
    _ = universe.run(RunLimits(until: .start + .seconds(2)))
    universe.strike(.foreignProcess(program: Text("child"), pid: 900, user: 1000))
    guard let child = universe.world.processes.find(pid: 900, namespace: 0) else {
      Issue.record("no child")
      return
    }
    universe.world.files.inheritLocks(from: universe.process(of: first), to: child)
    universe.strike(.crash(universe.text("first")))
    let second = add("second", "/srv/blog", at: 4, &universe)
    _ = universe.run(RunLimits(until: .start + .seconds(8)))
    guard case .held? = universe.machine(of: second).results.first else {
      Issue.record("\(universe.machine(of: second).results)")
      return
    }
    universe.world.processes.end(child, .signalled(.kill), &universe.world.moment)
    universe.world.settle()
    let third = add("third", "/srv/blog", at: 10, &universe)
    _ = universe.run(RunLimits(until: .start + .seconds(20)))
    #expect(universe.machine(of: third).holds)
  }
}
