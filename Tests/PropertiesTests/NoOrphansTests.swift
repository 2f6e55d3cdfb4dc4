import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct NoOrphansTests {
  /// A world in which somebody has a tmux session that carries a mark.
  private static func session(_ name: String, nonce: UInt64) -> (inout Scene) -> Void {
    { scene in
      let socket = scene.text("main")
      let launch = Launch(program: scene.text("runner"), nonce: nonce)
      let command = TmuxCommand.newSession(name: scene.text(name), launch)
      _ = scene.world.perform(.tmux(command, socket: socket), by: .initial)
    }
  }

  static func tree(_ path: String, branch: String) -> (inout Scene) -> Void {
    { scene in
      let (repository, main) = (scene.text("/repo"), scene.text("main"))
      let file = scene.text("/trees/keep")
      scene.world.putFile(file, file)
      scene.world.addRepository(repository, branch: main)
      scene.account.repository = repository
      let add = GitCommand.addWorktree(
        repository: repository, path: scene.text(path), branch: scene.text(branch), base: main,
        newBranch: true)
      _ = scene.world.perform(.git(add), by: .initial)
    }
  }

  @Test(arguments: [
    (RecordFacts.Life.running, Said.held), (.ended(.inferred), .held), (.ended(.completed), .held),
    (.ended(.killed), .violated(at: 2)), (.ended(.failed), .violated(at: 2)),
  ])
  func agentOfASessionThatIsOverIsSeenInTheEnd(life: RecordFacts.Life, expected: Said) {
    let said = watch(
      NoOrphans(),
      { scene in
        scene.agent("fix", pid: 100)
        scene.write("fix", life)
      })
    #expect(said == expected)
  }

  @Test func agentWithoutARecordIsSeenInTheEnd() {
    #expect(watch(NoOrphans(), { $0.agent("fix", pid: 100) }) == .violated(at: 2))
    #expect(watch(NoOrphans(), { $0.agent("fix", pid: 100) }, { $0.end(pid: 100) }) == .held)
    #expect(watch(NoOrphans(), { $0.wait(1) }) == .notExercised)
  }

  @Test func processWithTheMarkOfNobodyIsSeen() {
    func record(_ life: RecordFacts.Life, nonce: UInt64) -> (inout Scene) -> Void {
      { scene in
        scene.write("fix", life) {
          $0.nonce = nonce
          $0.name = $1.text("fix-1")
        }
      }
    }
    let make = Self.session("fix-1", nonce: 7)
    #expect(watch(NoOrphans(), make, record(.running, nonce: 7)) == .held)
    #expect(watch(NoOrphans(), make, record(.running, nonce: 8)) == .violated(at: 3))
    #expect(watch(NoOrphans(), make, record(.ended(.killed), nonce: 7)) == .violated(at: 3))
    let owned = watch(
      NoOrphans(), make, record(.ended(.killed), nonce: 7),
      { scene in
        scene.account.ownedNonces = [7]
        scene.account.ownedNames = [scene.text("fix-1")]
      })
    #expect(owned == .held)
  }

  @Test func tmuxSessionOfNobodyIsSeen() {
    let make = Self.session("fix-1", nonce: 0)
    #expect(watch(NoOrphans(), make) == .violated(at: 2))
    let desk = watch(
      NoOrphans(), make,
      { scene in
        let name = scene.text("fix-1")
        DeathIsNoticedTests.desk { $0.realName = name }(&scene)
      })
    #expect(desk == .held)
  }

  @Test func worktreeAndBranchOfNobodyAreSeen() {
    let make = Self.tree("/trees/fix", branch: "fix")
    func record(
      _ life: RecordFacts.Life, isKept: Bool = false, tree: String = "/trees/fix"
    ) -> (inout Scene) -> Void {
      { scene in
        scene.write("fix", life) {
          $0.worktree = $1.text(tree)
          $0.branch = $1.text("fix")
          $0.isWorkKept = isKept
        }
      }
    }
    #expect(watch(NoOrphans(), make) == .violated(at: 2))
    #expect(watch(NoOrphans(), make, record(.running)) == .held)
    #expect(watch(NoOrphans(), make, record(.running, tree: "/trees/b")) == .violated(at: 3))
    #expect(watch(NoOrphans(), make, record(.ended(.killed))) == .violated(at: 3))
    #expect(watch(NoOrphans(), make, record(.ended(.killed), isKept: true)) == .held)
    let branch = watch(
      NoOrphans(), make, { scene in scene.account.ownedNames = [scene.text("/trees/fix")] })
    #expect(branch == .violated(at: 3))
  }

  @Test(arguments: [(true, Said.held), (false, .violated(at: 2))])
  func lockOfADeadHolderIsSeen(lives: Bool, expected: Said) {
    let said = watch(
      NoOrphans(),
      { scene in
        var lock = LockFacts(root: scene.text("/srv/blog"))
        lock.isHeld = true
        lock.holderPid = 100
        lock.holderLives = lives
        scene.account.locks.append(lock)
      })
    #expect(said == expected)
  }
}
