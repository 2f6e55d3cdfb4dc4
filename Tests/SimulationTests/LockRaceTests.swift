import Operations
import SimulatedWorld
import Simulation
import Testing

/// The universe as a user meets it: a flawed lock, many seeds, and a failure that can be read.
@Suite("A lock directory with a dead owner")
struct LockRaceTests {
  /// Two wrappers start at once, and the lock is left over from one who is dead.
  private func universe(seed: UInt64, wrappers: Int) -> Universe<Wrapper> {
    var universe = Universe(
      seed: seed, programs: Programs([.init(Text("wrapper"), Wrapper())]))
    for text in ["wrapper", "/lock", "/lock.d"] { _ = universe.text(text) }
    universe.world.strike(.file(.directoryAppears(Text("/lock.d"))))
    universe.world.putFile(Text("/lock"), universe.text("4711"))
    for number in 0..<wrappers {
      let name = universe.text("wrapper-\(["a", "b", "c", "d"][number])")
      universe.add(actor: name, program: Text("wrapper"))
    }
    return universe
  }

  /// Goes on until two hold the lock; whether that ever happened.
  private func runUntilTwoHold(_ universe: inout Universe<Wrapper>) -> Bool {
    while universe.step() {
      var holders = 0
      for number in 0..<universe.actorCount {
        let actor = ActorID(rawValue: Int32(number))
        if universe.state(of: actor) == .running, universe.machine(of: actor).holds {
          holders += 1
        }
      }
      if holders > 1 { return true }
    }
    return false
  }

  private func share(wrappers: Int) -> Int {
    var failures = 0
    for seed: UInt64 in 1...200 {
      var universe = universe(seed: seed, wrappers: wrappers)
      if runUntilTwoHold(&universe) { failures += 1 }
    }
    return failures * 100 / 200
  }

  @Test("is held by two in some of the runs with two wrappers, and in more of those with four")
  func share() {
    let two = share(wrappers: 2)
    let four = share(wrappers: 4)
    #expect((1...60).contains(two), "\(two) % of the runs with two")
    #expect(four > two, "\(four) % of the runs with four")
  }

  @Test("the first seed that fails tells the story, and the README shows it")
  func story() throws {
    for seed: UInt64 in 1...200 {
      var universe = universe(seed: seed, wrappers: 2)
      universe.trace.record(true)
      guard runUntilTwoHold(&universe) else { continue }
      let wording = Wording(of: universe)
      let story = universe.trace.entries
        .filter { entry in
          if case .performed = entry.kind { true } else { false }
        }
        .map { wording.line($0) }
      let lines = ["seed \(seed): two wrappers hold one lock"] + story
      let shown = lines.map { "    \($0)\n" }.joined()
      let isShown = try String(contentsOfRepositoryFile: "README.md").contains(shown)
      #expect(isShown, "The README is to show:\n\(shown)")
      return
    }
    Issue.record("no seed failed")
  }
}
