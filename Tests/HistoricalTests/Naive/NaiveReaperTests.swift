import Historical
import HistoricalSupport
import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import Testing

/// What comes of a poll that takes every failure for a death.
@Suite("A naive reaper")
struct NaiveReaperTests {
  @Test("leaves those alone that answer, and buries one that has gone")
  func ordinary() {
    var universe = ReaperScene.scene()
    universe.schedule(
      .world(.tmux(.sessionKilled(session: universe.text("two"), socket: Text("sock")))),
      at: Instant.start + .milliseconds(20_000))
    universe.run(toMs: 19_000)
    #expect(ReaperScene.records(&universe, "live") == 5)
    universe.run(toMs: 30_000)
    #expect(ReaperScene.records(&universe, "live") == 4 && universe.stored("two") == "terminated")
    #expect(ReaperScene.liveCount(&universe) == 4)
  }

  @Test("ends a live session because one call of a client failed once")
  func oneHiccup() {
    expectKnown("naive-reaper-hiccup", runs: 5)
  }

  @Test("archives the whole board in one tick when the server does not answer for a while")
  func wholeBoard() {
    expectKnown("naive-reaper-board", runs: 5)
  }

  @Test("ends a session of the real manager, past its reducer, because one call failed once")
  func realRecord() {
    var policy = NaiveReaper.Policy()
    policy.killsLeftovers = false
    var universe = ReaperScene.scene(policy)
    var runtime = SessionRuntime(nonce: 1, socket: Text("sock"), name: universe.text("one"))
    runtime.agent = ProcessIdentity(boot: 1, namespace: 1, pid: 9, startTick: 9, nonce: 1)
    let place = universe.text("/trees/one")
    var document = SessionDocument(
      id: universe.text("real"), key: universe.text("real"), agent: Text("claude"),
      prompt: .empty, runtime: runtime,
      workspace: Workspace(
        repository: Text("/repo"), path: place, branch: place, base: Text("main")))
    document.apply(Event(at: 0, .spawnInitiated), by: Reducer())
    var emit = Emitter()
    emit.texts = universe.world.moment.texts
    let value = document.encoded(&emit)
    universe.world.moment.texts = emit.texts
    universe.world.store.put(universe.text("real"), value, universe.world.moment.texts)
    universe.run(toMs: 20_000)
    let before = universe.stored("real") ?? "terminated"
    #expect(!before.contains("terminated"))
    universe.arm(
      Rule(verb: .tmuxHasSession, count: 6, .fail(.tmux(.failed(TmuxFailure(.clientFailed))))))
    universe.run(toMs: 30_000)
    let lives = universe.lives(session: "one")
    #expect(lives)
    emit.texts = universe.world.moment.texts
    let stored = universe.world.store.record(of: universe.text("real"))
    let after = stored.flatMap { SessionDocument($0.value, &emit) }
    #expect(after?.isOver == true && after?.runtime == runtime)
  }

  @Test("never takes a death back")
  func latched() {
    expectKnown("naive-reaper-latch", runs: 5)
  }
}
