import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct WorkIsKeptTests {
  private static func work(_ scene: inout Scene) {
    let path = scene.text("/trees/fix/notes")
    scene.account.works.append(WorkFacts(path: path, content: scene.text("mine")))
    scene.write("fix", .running) { $0.worktree = $1.text("/trees/fix") }
    scene.begin("cleaner", .cleaner, run: "fix")
  }

  private static func removes(_ scene: inout Scene) {
    let (repository, path) = (scene.text("/repo"), scene.text("/trees/fix"))
    let removal = GitCommand.removeWorktree(repository: repository, path: path, force: true)
    scene.enter(.performed(.git(removal), .git(.done)), by: "cleaner")
  }

  @Test func workThatIsGoneIsSeenAtOnce() {
    let said = watch(
      WorkIsKept(), Self.work,
      { scene in
        Self.removes(&scene)
        scene.account.works[0].isThere = false
      })
    #expect(said == .violated(at: 2))
  }

  @Test func removalThatLeavesItIsInOrder() {
    #expect(watch(WorkIsKept(), Self.work, Self.removes) == .held)
    #expect(watch(WorkIsKept(), Self.work, { $0.write("fix", .ended(.killed)) }) == .held)
    #expect(watch(WorkIsKept(), Self.work) == .notExercised)
    #expect(watch(WorkIsKept(), Self.removes) == .notExercised)
  }
}
