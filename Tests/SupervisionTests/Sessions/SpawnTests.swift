import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("Spawning a session")
struct SpawnTests {
  @Test("makes a worktree, a tmux session, a runner and an agent, and one record of them")
  func plain() throws {
    var stage = SessionStage()
    let actor = stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 10)
    let actorResult = stage.result(of: actor)
    #expect(actorResult == .started)
    let documentFound = stage.document("a")
    let document = try #require(documentFound)
    #expect(document.intent == nil)
    #expect(document.status == .spawning)
    #expect(document.lifecycle.generation == 1)
    #expect(document.workspace.state == .made)
    let agents = stage.living("agent")
    #expect(agents == 1)
    let runners = stage.living("runner")
    #expect(runners == 1)
    let trees = stage.worktreeCount
    #expect(trees == 1)
    let sessions = stage.tmuxSessions
    #expect(sessions == [document.runtime.name])
    let machine = stage.command(of: actor)
    let elapsed = try #require(machine?.elapsed)
    #expect(elapsed < .seconds(1))
  }

  @Test("under a key that has its session already starts nothing")
  func again() {
    var stage = SessionStage()
    let first = stage.command(stage.spawnRequest("a"), as: "one")
    let second = stage.command(
      stage.spawnRequest("a"), as: "two", at: .start + .milliseconds(20))
    let third = stage.command(stage.spawnRequest("a"), as: "three", at: .start + .seconds(5))
    stage.run(seconds: 20)
    let results = [stage.result(of: first), stage.result(of: second), stage.result(of: third)]
    #expect(results.filter { $0 == .started }.count == 1, "\(results)")
    #expect(results.filter { $0 == .existing }.count == 2, "\(results)")
    let agents = stage.living("agent")
    #expect(agents == 1)
    let trees = stage.worktreeCount
    #expect(trees == 1)
  }

  @Test("kill ends it, and a second one finds that it is over")
  func kill() throws {
    var stage = SessionStage()
    stage.command(stage.spawnRequest("a"), as: "one")
    let kill = stage.command(
      SessionRequest(.kill, id: stage.universe.text("a")), as: "two", at: .start + .seconds(5))
    let again = stage.command(
      SessionRequest(.kill, id: stage.universe.text("a")), as: "three", at: .start + .seconds(25))
    stage.run(seconds: 40)
    let killResult = stage.result(of: kill)
    #expect(killResult == .ended(.removed))
    let againResult = stage.result(of: again)
    #expect(againResult == .alreadyOver)
    let status = stage.document("a")?.status
    #expect(status == .killed)
    let agents = stage.living("agent")
    #expect(agents == 0)
    let trees = stage.worktreeCount
    #expect(trees == 0)
    let sessions = stage.tmuxSessions
    #expect(sessions == [])
  }

  @Test("restore brings it back in its place, under a new generation")
  func restore() throws {
    var stage = SessionStage()
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 3)
    let documentFound = stage.document("a")
    let document = try #require(documentFound)
    let folder = stage.universe.world.moment.texts.string(document.workspace.path)
    stage.universe.world.putFile(
      stage.universe.text("\(folder)/new"), stage.universe.text("unsaved"))
    let id = stage.universe.text("a")
    let early = stage.command(SessionRequest(.restore, id: id), as: "two", at: .start + .seconds(4))
    let kill = stage.command(SessionRequest(.kill, id: id), as: "three", at: .start + .seconds(8))
    let late = stage.command(
      SessionRequest(.restore, id: id), as: "four", at: .start + .seconds(20))
    stage.run(seconds: 40)
    let earlyResult = stage.result(of: early)
    #expect(earlyResult == .refused(.live))
    let killResult = stage.result(of: kill)
    #expect(killResult == .ended(.kept))
    let lateResult = stage.result(of: late)
    #expect(lateResult == .started)
    let restoredFound = stage.document("a")
    let restored = try #require(restoredFound)
    #expect(restored.lifecycle.generation == 2)
    #expect(restored.workspace.path == document.workspace.path)
    #expect(restored.workspace.branch == document.workspace.branch)
    #expect(restored.runtime.nonce != document.runtime.nonce)
    let agents = stage.living("agent")
    #expect(agents == 1)
    let trees = stage.worktreeCount
    #expect(trees == 1)
  }
}
