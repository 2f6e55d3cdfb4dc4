import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Testing

/// What comes of a cleanup by the beginning of a name.
@Suite("A naive cleanup")
struct NaiveCleanupTests {
  /// Two tasks, `job-1` and `job-10`, each with a session, a worktree, a branch; work in progress
  /// in both trees, and the pid of the first is an editor's by now.
  private func scene() -> Universe<PatternCast> {
    var texts = Texts()
    let setup = ["job-1", "job-10"].flatMap { name -> [Operation] in
      [
        .tmux(
          .newSession(name: texts.text(name), Launch(program: Text("claude"))),
          socket: Text("sock")),
        .git(
          .addWorktree(
            repository: Text("/repo"), path: texts.text("/worktrees/\(name)"),
            branch: texts.text(name), base: Text("main"), newBranch: true)),
        .file(
          .write(texts.text("/worktrees/\(name)/draft"), content: texts.text("an afternoon"))),
      ]
    }
    var universe = Universe.of(
      [("setup", 0, .script(Script(setup))), ("cleanup", 10_000, .cleanup(NaiveCleanup()))],
      argument: "job-1")
    for name in ["job-1", "job-10"] {
      for text in [name, "/worktrees/\(name)", "/worktrees/\(name)/draft", "an afternoon"] {
        _ = universe.text(text)
      }
    }
    universe.world.addRepository(Text("/repo"), branch: Text("main"))
    universe.world.putFile(universe.text("/pids/job-1"), universe.text("4711"))
    universe.schedule(
      .foreignProcess(program: Text("editor"), pid: 4_711, user: 1_000),
      at: Instant.start + .milliseconds(5_000))
    return universe
  }

  private func draft(_ name: String, in universe: inout Universe<PatternCast>) -> Bool {
    let path = universe.text("/worktrees/\(name)/draft")
    return universe.world.content(of: path) != nil
  }

  private func editors(_ universe: inout Universe<PatternCast>) -> Int {
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == Text("editor"), process.state != .zombie { count += 1 }
    }
    return count
  }

  @Test("destroys uncommitted work, a stranger's process, and all of the task that begins alike")
  func destroys() {
    var universe = scene()
    universe.run(toMs: 9_000)
    #expect(draft("job-1", in: &universe) && draft("job-10", in: &universe))
    #expect(universe.lives(session: "job-10") == true && editors(&universe) == 1)
    #expect(universe.branches() == ["job-1", "job-10", "main"])
    universe.run(toMs: 20_000)
    #expect(!draft("job-1", in: &universe) && !draft("job-10", in: &universe))
    #expect(universe.lives(session: "job-10") == false)
    #expect(editors(&universe) == 0)
    #expect(universe.branches() == ["main"])
  }
}
