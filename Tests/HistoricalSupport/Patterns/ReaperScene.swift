import Historical
import Operations
import SimulatedWorld
import Simulation

/// Five live sessions, their records, and a naive reaper that begins after three seconds.
package enum ReaperScene {
  package static let names = ["one", "two", "three", "four", "five"]

  /// Sets the scene.
  package static func scene(
    _ policy: NaiveReaper.Policy = NaiveReaper.Policy(), _ probe: Probe = Probe(seed: 1)
  ) -> Universe<PatternCast> {
    var texts = Texts()
    let make = names.map { name in
      Operation.tmux(
        .newSession(name: texts.text(name), Launch(program: Text("claude"))),
        socket: Text("sock"))
    }
    var universe = Universe.of(
      [("setup", 0, .script(Script(make))), ("reaper", 3_000, .reaper(NaiveReaper(policy)))],
      probe)
    for name in names {
      let (key, value) = (universe.text(name), universe.text("live"))
      let texts = universe.world.moment.texts
      universe.world.store.put(key, value, texts)
    }
    return universe
  }

  /// How many of the sessions live.
  package static func liveCount(_ universe: inout Universe<PatternCast>) -> Int {
    var count = 0
    for name in names where universe.lives(session: name) { count += 1 }
    return count
  }

  /// How many records say so.
  package static func records(_ universe: inout Universe<PatternCast>, _ word: String) -> Int {
    var count = 0
    for name in names where universe.stored(name) == word { count += 1 }
    return count
  }
}
