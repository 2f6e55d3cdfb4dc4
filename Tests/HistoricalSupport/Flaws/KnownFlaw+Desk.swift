import Historical
import Operations
import SimulatedWorld
import Simulation
import Supervision

extension KnownFlaw {
  private static let rlp = "rlp-desk 0.11.1"

  static let desk: [KnownFlaw] = deskLock + deskMonitor + deskRunner

  // MARK: - The lock

  private static func staleRace(
    _ racers: Int, _ percent: ClosedRange<Int>, _ most: ClosedRange<Int64>
  ) -> KnownFlaw {
    KnownFlaw(
      "desk-stale-lock-\(racers)", rlp, "\(racers) racers for a stale lock: two or more hold it",
      percent: percent, measure: Measure("at once", most)
    ) { probe in
      var race = ShellRace(probe)
      race.leaveStale()
      for _ in 0..<racers { race.add() }
      let most = race.runToEnd()
      return Showing(most > 1, measure: Int64(most), race.universe)
    }
  }

  private static let deskLock = [
    staleRace(2, 40...55, 2...2),
    staleRace(4, 88...100, 2...4),
    staleRace(8, 98...100, 2...8),
    KnownFlaw(
      "desk-lock-window", rlp, "the lock of one who was stopped before its record is stolen"
    ) { probe in
      var race = ShellRace(probe)
      let interference: Interference =
        probe.seed % 2 == 0 ? .pause(.seconds(1)) : .delay(.seconds(1))
      let verb: Verb = probe.seed % 2 == 0 ? .fileMakeDirectory : .fileWrite
      race.add("first")
      race.universe.arm(Rule(actor: race.universe.text("first"), verb: verb, interference))
      race.add("second", atMs: 200)
      let most = race.runToEnd()
      return Showing(most == 2, race.universe)
    },
    KnownFlaw(
      "desk-null-record", rlp, "a record without a pid locks the root for ever"
    ) { probe in
      var race = ShellRace(probe)
      race.leaveStale(record: probe.seed % 2 == 0 ? "{\"pid\":null}" : "{}")
      let actors = [race.add("first"), race.add("second", atMs: 20_000)]
      race.runToEnd()
      var isShown = true
      for actor in actors where race.universe.machine(of: actor).result != .shellError {
        isShown = false
      }
      return Showing(isShown, race.universe)
    },
    KnownFlaw(
      "desk-spelling", rlp, "a root that is spelt otherwise, or has a quote in it, is another root"
    ) { probe in
      let pairs = [
        ("/srv/a\"b", "/srv/a\"b"), ("/srv/blog", "/srv/blog/"), ("/srv/blog", "/srv/link"),
      ]
      let (first, second) = pairs[Int(probe.seed % 3)]
      var race = ShellRace(probe, roots: [first])
      race.universe.world.strike(
        .file(.alias(race.universe.text("/srv/link"), of: race.universe.text("/srv/blog"))))
      race.add(root: first)
      race.add(root: second, atMs: 500)
      let most = race.runToEnd()
      return Showing(most == 2, race.universe)
    },
    KnownFlaw(
      "desk-pid-reused", rlp, "whoever has the pid by now, a zombie too, keeps the root"
    ) { probe in
      var race = ShellRace(probe)
      race.universe.strike(.foreignProcess(program: Text("other"), pid: 700, user: 1_000))
      if probe.seed % 2 == 0,
        let process = race.universe.world.processes.find(pid: 700, namespace: 0)
      {
        race.universe.world.processes.end(
          process, .signalled(.kill), &race.universe.world.moment)
      }
      race.leaveStale(record: "{\"pid\":700}")
      let actor = race.add()
      race.runToEnd()
      return Showing(race.universe.machine(of: actor).result == .duplicate, race.universe)
    },
    KnownFlaw(
      "desk-other-user", rlp, "the root of a live runner of another user is stolen"
    ) { probe in
      var race = ShellRace(probe)
      race.universe.strike(.foreignProcess(program: Text("other"), pid: 700, user: 7))
      race.leaveStale(record: "{\"pid\":700}")
      let actor = race.add()
      race.runToEnd()
      return Showing(race.universe.machine(of: actor).result == .acquired, race.universe)
    },
  ]

  // MARK: - The monitor

  /// A scene for the monitor alone: what the one of 0.11.1 says, and the one of today.
  private static func monitor(
    _ name: String, _ words: String,
    _ scene: @escaping @Sendable (MonitorScene, Probe) -> Bool
  ) -> KnownFlaw {
    KnownFlaw(name, rlp, words) { probe in
      let stage = MonitorScene(seed: probe.seed, isTraced: probe.isTraced)
      let isShown = scene(stage, probe)
      return stage.showing(isShown)
    }
  }

  private static let deskMonitor = [
    monitor("desk-monitor-stopped", "behind a stopped server its check never ends") { scene, _ in
      let panes = scene.session("s1")
      scene.world.strike(.tmux(.serverStopped(socket: scene.socket)))
      scene.world.settle()
      scene.world.clearAgenda()
      return scene.ask(isToday: false, name: "s1", panes, seconds: 3_600).isAlive == nil
        && scene.ask(isToday: true, name: "s1", panes).verdict == .unknown
    },
    monitor(
      "desk-monitor-prefix", "a session that only begins alike is its own; of two, it is dead"
    ) { scene, _ in
      let panes = scene.session("s10")
      let one = scene.ask(isToday: false, name: "s1", panes).isAlive
      _ = scene.session("s11")
      let two = scene.ask(isToday: false, name: "s1", panes).isAlive
      let name = scene.text("s10")
      return one == true && two == false
        && scene.ask(isToday: true, name: "s10", panes).verdict == .alive(sessionName: name)
    },
    monitor(
      "desk-monitor-restart", "strangers on a restarted server are its own panes"
    ) { scene, _ in
      let panes = scene.session("s1")
      scene.tmux(.killServer)
      let strangers = scene.session("s1", token: 8)
      return panes.worker.pane == strangers.worker.pane
        && scene.ask(isToday: false, name: "s1", panes).isAlive == true
        && scene.ask(isToday: true, name: "s1", panes).verdict == .dead(.serverGone)
    },
    monitor("desk-monitor-errors", "calls that fail are a death, although nothing died") {
      scene, _ in
      let panes = scene.session("s1")
      let failure = Outcome.tmux(.failed(TmuxFailure(.clientFailed)))
      let script = scene.ask(
        isToday: false, name: "s1", panes,
        rule: Rule(verb: .tmuxHasSession, count: 5, .fail(failure)))
      let today = scene.ask(
        isToday: true, name: "s1", panes,
        rule: Rule(verb: .tmuxListAllPanes, count: 5, .fail(failure)))
      return script.isAlive == false && today.verdict == .unknown
    },
    monitor("desk-monitor-membership", "in whose session a pane is does not count") { scene, _ in
      let panes = scene.session("s10")
      _ = scene.session("s11")
      return scene.ask(isToday: false, name: "s11", panes).isAlive == true
    },
    monitor("desk-monitor-renamed", "a session that was renamed is dead") { scene, _ in
      let panes = scene.session("s1")
      let name = scene.text("mine")
      scene.tmux(.renameSession(.exact(scene.text("s1")), to: name))
      return scene.ask(isToday: false, name: "s1", panes).isAlive == false
        && scene.ask(isToday: true, name: "s1", panes).verdict == .alive(sessionName: name)
    },
  ]

  // MARK: - The runner

  private static let blocked = "/srv/blog/.claude/ralph-desk/memos/blocked.json"

  private static let deskRunner = [
    KnownFlaw(
      "desk-missed-death", rlp, "a session killed in an iteration is missed while it lasts"
    ) { probe in
      let stage = RlpDeskStage(probe)
      stage.addRunner("desk")
      stage.run(to: 3)
      stage.universe.strike(
        .world(
          .tmux(.sessionKilled(session: stage.text("rlp-desk-blog"), socket: stage.socket))))
      stage.run(to: 590)
      return Showing(stage.file(blocked) == nil && !stage.isGone("desk"), stage.universe)
    },
    KnownFlaw(
      "desk-agent-gone", rlp, "an agent that is gone is not missed while its shell lives"
    ) { probe in
      let stage = RlpDeskStage(probe)
      stage.addRunner("desk")
      stage.run(to: 3)
      let before = stage.count(of: "worker")
      stage.universe.strike(.crash(stage.text("worker")))
      stage.run(to: 590)
      let isShown =
        before == 1 && stage.file(blocked) == nil && stage.runner("desk").ending == nil
      return Showing(isShown, stage.universe)
    },
    KnownFlaw(
      "desk-term-goes-on", rlp,
      "after TERM it cleans up and goes on, while the root is another's"
    ) { probe in
      let stage = RlpDeskStage(probe, worker: [.signals(.continue, after: .seconds(8))])
      stage.addRunner("desk")
      stage.run(to: 4)
      stage.universe.strike(.signal(stage.text("desk"), .terminate))
      stage.run(to: 12)
      let hasCleaned =
        !stage.runner("desk").believesToHold && stage.runner("desk").cleanups == 1
        && !stage.isGone("desk")
      stage.addRunner("second", at: stage.universe.now)
      stage.run(to: 20)
      let isShown =
        hasCleaned && stage.runner("second").believesToHold && stage.runner("desk").works
        && !stage.isGone("desk")
      return Showing(isShown, stage.universe)
    },
    KnownFlaw(
      "desk-root-before-panes", rlp, "it gives the root back before its panes are gone"
    ) { probe in
      let stage = RlpDeskStage(probe)
      stage.addRunner("desk")
      stage.run(to: 4)
      stage.universe.strike(.signal(stage.text("desk"), .hangUp))
      var overlap = 0
      while !stage.isGone("desk"), stage.universe.step() {
        if !stage.runner("desk").believesToHold, stage.count(of: "worker") > 0 { overlap += 1 }
      }
      return Showing(overlap > 0 && stage.runner("desk").ending == .hungUp, stage.universe)
    },
    KnownFlaw(
      "desk-half-signal", rlp, "half a signal is an unknown one, and the next iteration begins"
    ) { probe in
      let stage = RlpDeskStage(
        probe, worker: [.signalsInHalves(.verify, after: .seconds(8), gap: .seconds(9))])
      stage.addRunner("desk")
      stage.run(to: 13)
      return Showing(stage.runner("desk").iteration == 2, stage.universe)
    },
    KnownFlaw(
      "desk-names", rlp, "of ten at once some get no session, by a name that was just seen free",
      measure: Measure("of ten", 1...9)
    ) { probe in
      let roots = (0..<10).map { "/srv/root-\($0)" }
      let stage = RlpDeskStage(probe, worker: [.stalls], hasPidInSuffix: false, roots: roots)
      for (number, root) in roots.enumerated() { stage.addRunner("desk-\(number)", root: root) }
      stage.run(to: 10)
      var failed: Int64 = 0
      for number in roots.indices where stage.runner("desk-\(number)").ending == .noSession {
        failed += 1
      }
      return Showing(failed > 0, measure: failed, stage.universe)
    },
    KnownFlaw("desk-dots", rlp, "a session whose name has a dot in it is never found") { probe in
      let stage = RlpDeskStage(probe, slug: "blog.v3")
      stage.addRunner("desk")
      stage.run(to: 20)
      let isShown =
        stage.runner("desk").ending == .blocked
        && stage.file(blocked)?.contains("dead during create") == true
        && stage.count(of: "zsh") == 1
      return Showing(isShown, stage.universe)
    },
  ]
}
