import Historical
import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport

extension KnownFlaw {
  // MARK: - The reference's rules

  private static let rules = "reference rules"

  /// Three sessions under a supervisor, by the reference's rules or by those of today.
  package static func board(isReference: Bool, _ probe: Probe = Probe(seed: 1)) -> SessionStage {
    var behaviour = AgentBehaviour()
    behaviour.supervisor = Text("supervisor")
    behaviour.reportsMax = 1
    var stage = SessionStage(
      seed: probe.seed, agent: behaviour,
      supervising: { isReference ? ReferenceSupervision.policy($0) : $0 })
    stage.universe.trace.record(probe.isTraced)
    stage.supervise()
    for id in ["a", "b", "c"] { stage.command(stage.spawnRequest(id), as: "spawn-\(id)") }
    stage.run(seconds: 100)
    return stage
  }

  static let reference = [
    KnownFlaw(
      "reference-exited-agent", rules,
      "the session of an agent that has exited in a live pane is never ended"
    ) { probe in
      var stage = board(isReference: true, probe)
      let before = stage.documents().filter { !$0.isOver }.count
      stage.universe.strike(.crash(Text("agent")))
      stage.run(seconds: 3_600)
      let over = stage.documents().filter(\.isOver).count
      return Showing(before == 3 && over == 0, stage.universe)
    },
    KnownFlaw(
      "reference-one-look", rules, "one look that finds nothing ends a whole board that lives"
    ) { probe in
      var stage = board(isReference: true, probe)
      mistake(&stage)
      let over = stage.documents().filter(\.isOver).count
      return Showing(over == 3, stage.universe)
    },
  ]

  /// One pass finds everything gone, the server's process and those of the agents.
  package static func mistake(_ stage: inout SessionStage) {
    stage.universe.arm(
      Rule(
        actor: Text("supervisor"), verb: .processIdentify, count: 4,
        .fail(.process(.failed(.noSuchProcess)))))
    stage.universe.arm(
      Rule(
        actor: Text("supervisor"), verb: .tmuxListAllPanes,
        .fail(.tmux(.listing(Listing(slot: 0, count: 0))))))
    stage.run(seconds: 100)
  }

  // MARK: - claude-squad

  static let squad = [
    KnownFlaw(
      "squad-prefix-kill", "claude-squad",
      "it kills the session whose name begins alike when its own is gone"
    ) { probe in
      let board = SquadBoard([
        .init(afterMs: 100, .create("tab-1")), .init(afterMs: 1_000, .create("tab-10")),
        .init(afterMs: 2_000, .kill("tab-1")),
      ])
      var universe = SquadScene.scene([("board", 0, .board(board))], probe)
      let own = universe.text("claudesquad_tab-1")
      universe.schedule(
        .world(.tmux(.sessionKilled(session: own, socket: Text("sock")))),
        at: Instant.start + .milliseconds(2_000))
      universe.run(toMs: 2_500)
      let before = universe.lives(session: "claudesquad_tab-10")
      universe.run(toMs: 10_000)
      // And it still has it on its list.
      let isShown =
        before && !universe.lives(session: "claudesquad_tab-10")
        && SquadScene.instances(&universe) == ["tab-10"]
      return Showing(isShown, universe)
    },
    KnownFlaw(
      "squad-whole-list", "claude-squad",
      "the save of one board erases another's instance, whose session lives on"
    ) { probe in
      let first = SquadBoard([.init(afterMs: 1_000, .create("fix"))])
      let second = SquadBoard([.init(afterMs: 60_000, .quit)])
      var universe = SquadScene.scene(
        [("first", 0, .board(first)), ("second", 0, .board(second))], probe)
      universe.run(toMs: 30_000)
      let before = SquadScene.instances(&universe)
      universe.run(toMs: 69_000)
      let isShown =
        before == ["fix"] && SquadScene.instances(&universe).isEmpty
        && universe.lives(session: "claudesquad_fix")
      return Showing(isShown, universe)
    },
    KnownFlaw(
      "squad-reset", "claude-squad", "reset kills every session with its prefix, whosever it is"
    ) { probe in
      var universe = SquadScene.scene([("reset", 5_000, .reset(SquadReset()))], probe)
      for name in ["claudesquad_mine", "claudesquad_theirs", "work"] {
        universe.schedule(
          .world(
            .tmux(
              .nameTaken(
                session: universe.text(name), socket: Text("sock"), program: Text("editor")))),
          at: Instant.start + .milliseconds(1_000))
      }
      universe.run(toMs: 4_000)
      let before = universe.lives(session: "claudesquad_theirs")
      universe.run(toMs: 10_000)
      let isShown =
        before && !universe.lives(session: "claudesquad_theirs") && universe.lives(session: "work")
      return Showing(isShown, universe)
    },
  ]

  // MARK: - The naive ones

  private static func at(_ milliseconds: Int64) -> Instant { .start + .milliseconds(milliseconds) }

  static let naive = [
    KnownFlaw(
      "naive-reaper-hiccup", "naive reaper", "one call that fails once ends a session that lives"
    ) { probe in
      var universe = ReaperScene.scene(NaiveReaper.Policy(), probe)
      universe.schedule(.world(.tmux(.callsFail(count: 1))), at: at(20_000))
      universe.run(toMs: 19_000)
      let before = ReaperScene.liveCount(&universe)
      universe.run(toMs: 30_000)
      let isShown =
        before == 5 && ReaperScene.liveCount(&universe) == 4
        && ReaperScene.records(&universe, "terminated") == 1
      return Showing(isShown, universe)
    },
    KnownFlaw(
      "naive-reaper-board", "naive reaper",
      "a server that does not answer for a while has the whole board archived"
    ) { probe in
      var policy = NaiveReaper.Policy()
      policy.killsLeftovers = false
      var universe = ReaperScene.scene(policy, probe)
      universe.schedule(.world(.tmux(.serverStopped(socket: Text("sock")))), at: at(20_000))
      universe.schedule(.world(.tmux(.serverContinued(socket: Text("sock")))), at: at(35_000))
      universe.run(toMs: 60_000)
      let isShown =
        ReaperScene.records(&universe, "terminated") == 5 && ReaperScene.liveCount(&universe) == 5
      return Showing(isShown, universe)
    },
    KnownFlaw(
      "naive-reaper-latch", "naive reaper", "a death that was none is never taken back"
    ) { probe in
      var policy = NaiveReaper.Policy()
      policy.killsLeftovers = false
      var universe = ReaperScene.scene(policy, probe)
      universe.schedule(.world(.tmux(.callsFail(count: 1))), at: at(20_000))
      universe.run(toMs: 300_000)
      let isShown =
        ReaperScene.records(&universe, "terminated") == 1 && ReaperScene.liveCount(&universe) == 5
      return Showing(isShown, universe)
    },
    KnownFlaw(
      "naive-cleanup", "naive cleanup",
      "it destroys uncommitted work, a stranger's process, and the task that begins alike"
    ) { probe in
      var universe = CleanupScene.scene(probe)
      universe.run(toMs: 9_000)
      let before =
        CleanupScene.draft("job-1", in: &universe) && CleanupScene.draft("job-10", in: &universe)
        && universe.lives(session: "job-10") && CleanupScene.editors(&universe) == 1
      universe.run(toMs: 20_000)
      let isShown =
        before && !CleanupScene.draft("job-1", in: &universe)
        && !CleanupScene.draft("job-10", in: &universe) && !universe.lives(session: "job-10")
        && CleanupScene.editors(&universe) == 0 && universe.branches() == ["main"]
      return Showing(isShown, universe)
    },
  ]
}
