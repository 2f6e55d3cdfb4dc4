import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct IsolatedWorktreesTests {
  private static func runs(
    _ key: String, tree: String, branch: String
  ) -> (inout Scene) -> Void {
    { scene in
      scene.write(key, .running) {
        $0.worktree = $1.text(tree)
        $0.branch = $1.text(branch)
      }
    }
  }

  @Test(arguments: [
    ("/trees/a", "a", Said.violated(at: 2)), ("/trees/a", "b", .violated(at: 2)),
    ("/trees/b", "a", .violated(at: 2)), ("/trees/b", "b", .held),
  ])
  func sharedPlaceIsSeenWhenItIsWritten(tree: String, branch: String, expected: Said) {
    let said = watch(
      IsolatedWorktrees(), Self.runs("a", tree: "/trees/a", branch: "a"),
      Self.runs("b", tree: tree, branch: branch))
    #expect(said == expected)
  }

  @Test func sharedFolderOfAgentsIsSeenWhenTheSecondBegins() {
    let shared = watch(
      IsolatedWorktrees(), { $0.agent("a", pid: 100, worktree: "/trees/a") },
      { $0.agent("b", pid: 101, worktree: "/trees/a") })
    #expect(shared == .violated(at: 2))
    let apart = watch(
      IsolatedWorktrees(), { $0.agent("a", pid: 100, worktree: "/trees/a") },
      { $0.agent("b", pid: 101, worktree: "/trees/b") })
    #expect(apart == .held)
  }

  @Test func sessionThatIsOverSharesNothing() {
    let said = watch(
      IsolatedWorktrees(), Self.runs("a", tree: "/trees/a", branch: "a"),
      { $0.write("a", .ended(.killed)) }, Self.runs("b", tree: "/trees/a", branch: "a"))
    #expect(said == .notExercised)
  }
}
