import Historical
import Operations
import SimulatedWorld
import Simulation

/// Two tasks, `job-1` and `job-10`, each with a session, a worktree, a branch; work in progress in
/// both trees, and the pid of the first is an editor's by now.
package enum CleanupScene {
  /// Sets the scene; the naive cleanup of `job-1` begins after ten seconds.
  package static func scene(_ probe: Probe = Probe(seed: 1)) -> Universe<PatternCast> {
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
      probe, argument: "job-1")
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

  /// Whether the work in progress of a task is there.
  package static func draft(_ name: String, in universe: inout Universe<PatternCast>) -> Bool {
    let path = universe.text("/worktrees/\(name)/draft")
    return universe.world.content(of: path) != nil
  }

  /// How many editors live.
  package static func editors(_ universe: inout Universe<PatternCast>) -> Int {
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == Text("editor"), process.state != .zombie { count += 1 }
    }
    return count
  }
}
