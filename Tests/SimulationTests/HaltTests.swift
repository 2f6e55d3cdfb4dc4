import Operations
import SimulatedWorld
import Simulation
import Testing

@Suite("A run that gets nowhere has a name")
struct HaltTests {
  @Test("deadlock: an answer that nobody will give")
  func deadlock() throws {
    var universe = Universe.of([("caller", Caller([.process(.whoAmI)]))])
    universe.arm(Rule(verb: .processWhoAmI, .hang))
    let maybeCaller = universe.actor(named: Text("caller"))
    let caller = try #require(maybeCaller)
    #expect(universe.run() == .deadlock(caller))
  }

  @Test("with a limit on the call there is no deadlock")
  func limited() {
    var universe = Universe.of([("caller", Caller([.process(.whoAmI)], limit: .seconds(5)))])
    universe.arm(Rule(verb: .processWhoAmI, .hang))
    #expect(universe.run() == .atRest)
    #expect(universe.outcomes(of: "caller") == [.limitPassed])
  }

  @Test("livelock: many events and much time, and nothing comes of it")
  func livelock() {
    var universe = Universe<Fidget>(
      seed: 1, programs: Programs([.init(Text("fidget"), Fidget())]))
    _ = universe.text("fidget")
    universe.add(actor: Text("fidget"), program: Text("fidget"))
    let limits = RunLimits(idleEvents: 1_000, idleTime: .seconds(2))
    guard case .livelock(let events, let time) = universe.run(limits) else {
      Issue.record("ran on")
      return
    }
    #expect(events > 1_000)
    #expect(time > .seconds(2) && time < .seconds(3))
  }

  @Test("what counts as progress keeps it from being a livelock")
  func progress() {
    let news = Operation.send(Message(topic: Text("news")), to: .person(Text("maria")))
    let script = Array(repeating: [news, .timer(.seconds(1))], count: 3_000).flatMap { $0 }
    var universe = Universe.of([("worker", Caller(script))])
    #expect(universe.run(RunLimits(idleEvents: 1_000, idleTime: .seconds(2))) == .atRest)
  }

  @Test("starvation: others take their turns and one is never chosen")
  func starvation() throws {
    let asking = Array(repeating: Operation.process(.whoAmI), count: 5_000)
    var universe = Universe.of([("greedy", Caller(asking)), ("starved", Caller(asking))])
    let maybeStarved = universe.actor(named: Text("starved"))
    let starved = try #require(maybeStarved)
    var chooser = Unfair(against: starved)
    let halt = universe.run(by: &chooser, RunLimits(starvedEvents: 500))
    #expect(halt == .starvation(starved))
  }

  @Test("a fair chooser starves nobody")
  func fair() {
    let asking = Array(repeating: Operation.process(.whoAmI), count: 5_000)
    var universe = Universe.of([("one", Caller(asking)), ("other", Caller(asking))])
    var chooser = AtRandom(seed: 1)
    #expect(universe.run(by: &chooser, RunLimits(starvedEvents: 500)) == .atRest)
  }
}

/// Takes anybody's event before the one's, once that one has begun.
struct Unfair: Chooser {
  let victim: ActorID
  let reach = Interval.unlimited

  init(against victim: ActorID) {
    self.victim = victim
  }

  mutating func choose(among candidates: [Candidate]) -> Int {
    candidates.firstIndex { $0.actor != victim } ?? 0
  }
}
