import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Testing

/// What comes of a poll that takes every failure for a death.
@Suite("A naive reaper")
struct NaiveReaperTests {
  private static let names = ["one", "two", "three", "four", "five"]

  /// Five live sessions, their records, and a reaper that begins after three seconds.
  private func scene(
    _ policy: NaiveReaper.Policy = NaiveReaper.Policy()
  ) -> Universe<PatternCast> {
    var texts = Texts()
    let make = Self.names.map { name in
      Operation.tmux(
        .newSession(name: texts.text(name), Launch(program: Text("claude"))),
        socket: Text("sock"))
    }
    var universe = Universe.of([
      ("setup", 0, .script(Script(make))), ("reaper", 3_000, .reaper(NaiveReaper(policy))),
    ])
    for name in Self.names {
      let (key, value) = (universe.text(name), universe.text("live"))
      let texts = universe.world.moment.texts
      universe.world.store.put(key, value, texts)
    }
    return universe
  }

  private func liveCount(_ universe: inout Universe<PatternCast>) -> Int {
    var count = 0
    for name in Self.names where universe.lives(session: name) { count += 1 }
    return count
  }

  private func records(_ universe: inout Universe<PatternCast>, _ word: String) -> Int {
    var count = 0
    for name in Self.names where universe.stored(name) == word { count += 1 }
    return count
  }

  @Test("leaves those alone that answer, and buries one that has gone")
  func ordinary() {
    var universe = scene()
    universe.schedule(
      .world(.tmux(.sessionKilled(session: universe.text("two"), socket: Text("sock")))),
      at: Instant.start + .milliseconds(20_000))
    universe.run(toMs: 19_000)
    #expect(records(&universe, "live") == 5)
    universe.run(toMs: 30_000)
    #expect(records(&universe, "live") == 4 && universe.stored("two") == "terminated")
    #expect(liveCount(&universe) == 4)
  }

  @Test("ends a live session because one call of a client failed once")
  func oneHiccup() {
    var universe = scene()
    universe.schedule(
      .world(.tmux(.callsFail(count: 1))), at: Instant.start + .milliseconds(20_000))
    universe.run(toMs: 19_000)
    #expect(liveCount(&universe) == 5)
    universe.run(toMs: 30_000)
    #expect(liveCount(&universe) == 4 && records(&universe, "terminated") == 1)
  }

  @Test("archives the whole board in one tick when the server does not answer for a while")
  func wholeBoard() {
    var policy = NaiveReaper.Policy()
    policy.killsLeftovers = false
    var universe = scene(policy)
    universe.schedule(
      .world(.tmux(.serverStopped(socket: Text("sock")))),
      at: Instant.start + .milliseconds(20_000))
    universe.schedule(
      .world(.tmux(.serverContinued(socket: Text("sock")))),
      at: Instant.start + .milliseconds(35_000))
    universe.run(toMs: 60_000)
    #expect(records(&universe, "terminated") == 5)
    #expect(liveCount(&universe) == 5)
  }

  @Test("never takes a death back")
  func latched() {
    var policy = NaiveReaper.Policy()
    policy.killsLeftovers = false
    var universe = scene(policy)
    universe.schedule(
      .world(.tmux(.callsFail(count: 1))), at: Instant.start + .milliseconds(20_000))
    universe.run(toMs: 300_000)
    #expect(records(&universe, "terminated") == 1)
    #expect(liveCount(&universe) == 5)
  }
}
