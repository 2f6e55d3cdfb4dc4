import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("Without the safeguard, of launches,")
struct LaunchSafeguardTests {
  private static let failing = Interference.fail(.tmux(.failed(TmuxFailure(.clientFailed))))

  @Test("a command that dies early leaves places that no record names")
  func intentFirst() {
    let unnamed = both(without: .intentFirst) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      stage.universe.arm(Rule(actor: Text("one"), verb: .tmuxNewSession, .crashAfterAnswer))
      _ = stage.spawn(seconds: 100)
      return stage.worktreeCount - stage.documents().count
    }
    #expect(unnamed == (0, 1))
  }

  @Test("two that ask for the same run get two agents")
  func runKeyChecked() {
    let agents = both(without: .runKeyChecked) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      stage.command(stage.spawnRequest("a"), as: "one")
      stage.command(stage.spawnRequest("a"), as: "two", at: .start + .seconds(4))
      stage.run(seconds: 30)
      return stage.living("agent")
    }
    #expect(agents == (1, 2))
  }

  @Test("a run that was taken back blocks its key")
  func failedRunRetried() {
    let result = both(without: .failedRunRetried) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      stage.universe.arm(
        Rule(actor: Text("one"), verb: .tmuxNewSession, count: 1_000, Self.failing))
      let first = stage.spawn(seconds: 30)
      #expect(first == .failed(.runtime))
      return stage.spawn(as: "two")
    }
    #expect(result == (.started, .existing))
  }

  @Test("a launch that takes its time is taken for one that died")
  func holderProvenDead() {
    let isStarted = both(without: .holderProvenDead) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      stage.universe.strike(.world(.git(.addSlow(.seconds(30)))))
      return stage.spawn(seconds: 100) == .started
    }
    #expect(isStarted == (true, false))
  }

  @Test("what was read before a kill is written over it")
  func revisionsChecked() {
    let isOver = both(without: .revisionsChecked) { safeguards in
      var behaviour = AgentBehaviour()
      behaviour.supervisor = Text("supervisor")
      var stage = SessionStage.guarded(by: safeguards, agent: behaviour)
      stage.universe.arm(Rule(actor: Text("supervisor"), verb: .storePut, .delay(.seconds(6))))
      stage.command(stage.spawnRequest("a"), as: "one")
      stage.run(seconds: 7)
      let kill = stage.type(.kill, as: "kill", seconds: 8)
      #expect(kill?.result == .ended(.removed))
      return stage.document("a")?.isOver ?? false
    }
    #expect(isOver == (true, false))
  }

  @Test("a launch that fails leaves its worktree to nobody")
  func rollback() {
    let trees = both(without: .rollback) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      stage.universe.arm(
        Rule(actor: Text("one"), verb: .tmuxNewSession, count: 1_000, Self.failing))
      let result = stage.spawn(seconds: 100)
      #expect(result == .failed(.runtime))
      return stage.worktreeCount
    }
    #expect(trees == (0, 1))
  }

  @Test("a branch of one's own stands in one's way")
  func leftoversAdopted() {
    let isStarted = both(without: .leftoversAdopted) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      stage.universe.strike(.world(.git(.addKilled(.branch))))
      return stage.spawn(seconds: 30) == .started
    }
    #expect(isStarted == (true, false))
  }

  @Test("an agent is set to work in half a worktree")
  func wholeTrees() {
    let agents = both(without: .wholeTrees) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      stage.universe.strike(.world(.git(.addKilled(.checkout))))
      _ = stage.spawn(seconds: 30)
      return stage.living("agent")
    }
    #expect(agents == (0, 1))
  }

  @Test("a restore forgets the worktree of somebody whose disk is away")
  func ownRegistrationOnly() {
    let isKnown = both(without: .ownRegistrationOnly) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      let other = stage.universe.text("/elsewhere/tree")
      stage.universe.world.putFile(stage.universe.text("/elsewhere/keep"), Text("x"))
      _ = stage.universe.world.perform(
        .git(
          .addWorktree(
            repository: SessionStage.repository, path: other, branch: stage.universe.text("mine"),
            base: Text("main"), newBranch: true)), by: .initial)
      _ = stage.spawn()
      _ = stage.putUnsaved()
      _ = stage.type(.kill, as: "kill")
      let own = stage.document("a")?.workspace.path ?? .empty
      stage.universe.strike(.world(.file(.vanishes(own))))
      stage.universe.strike(.world(.file(.vanishes(other))))
      let restore = stage.type(.restore, as: "restore")
      #expect(restore?.result == .started)
      return stage.universe.world.git.worktrees(of: SessionStage.repository)
        .contains { $0.path == other }
    }
    #expect(isKnown == (true, false))
  }

  @Test("a launch whose runner dies at once is told as a success")
  func acknowledgedByRunner() {
    let result = both(without: .acknowledgedByRunner) { safeguards in
      var stage = SessionStage.guarded(by: safeguards) { $0.acknowledgeLooksMax = 10 }
      stage.universe.arm(Rule(actor: Text("runner"), verb: .storeGet, .crashBeforeEffect))
      let result = stage.spawn(seconds: 30)
      let agents = stage.living("agent")
      #expect(agents == 0)
      return result
    }
    #expect(result == (.failed(.notAcknowledged), .started))
  }

  @Test("a launch that was given up starts an agent when it comes true")
  func fencedLaunch() {
    let agents = both(without: .fencedLaunch) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, isSupervised: false)
      stage.universe.arm(
        Rule(actor: Text("one"), verb: .tmuxNewSession, count: 100, .delay(.seconds(90))))
      let result = stage.spawn(seconds: 60)
      #expect(result == .failed(.runtime))
      stage.run(seconds: 100)
      return stage.living("agent")
    }
    #expect(agents == (0, 1))
  }
}
