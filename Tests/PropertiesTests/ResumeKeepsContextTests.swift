import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct ResumeKeepsContextTests {
  private static func runs(_ scene: inout Scene) {
    scene.write("fix", .running) {
      $0.worktree = $1.text("/trees/fix")
      $0.branch = $1.text("fix")
      $0.conversation = $1.text("attempt-1")
    }
  }

  @Test(arguments: ["worktree", "branch", "conversation"])
  func otherContextIsSeenWhenItIsWritten(what: String) {
    func resumes(_ scene: inout Scene) {
      scene.write("fix", .running) {
        $0.generation += 1
        switch what {
        case "worktree": $0.worktree = $1.text("/trees/other")
        case "branch": $0.branch = $1.text("other")
        default: $0.conversation = $1.text("attempt-2")
        }
      }
    }
    #expect(watch(ResumeKeepsContext(), Self.runs, resumes) == .violated(at: 2))
  }

  @Test func secondAgentBesideALivingOneIsSeenWhenItBegins() {
    let said = watch(
      ResumeKeepsContext(), { $0.agent("fix", pid: 100) }, { $0.agent("fix", pid: 101) })
    #expect(said == .violated(at: 2))
  }

  @Test func agentInAnotherFolderIsSeenWhenItBegins() {
    let said = watch(
      ResumeKeepsContext(), Self.runs, { $0.agent("fix", pid: 100, worktree: "/trees/fix") },
      { $0.end(pid: 100) }, { $0.agent("fix", pid: 101, worktree: "/trees/other") })
    #expect(said == .violated(at: 4))
  }

  @Test func placeThatWasTakenAwayNeedNotBeFoundAgain() {
    func ends(_ scene: inout Scene) {
      scene.write("fix", .ended(.killed)) { facts, _ in facts.isPlaceGone = true }
    }
    func restores(_ scene: inout Scene) {
      scene.write("fix", .starting) {
        $0.generation += 1
        $0.worktree = $1.text("/trees/fix-2")
        $0.branch = $1.text("fix-2")
      }
    }
    #expect(watch(ResumeKeepsContext(), Self.runs, ends, restores) == .held)
    let branchIsLeft = watch(
      ResumeKeepsContext(), NoOrphansTests.tree("/trees/fix", branch: "fix"), Self.runs, ends,
      restores)
    #expect(branchIsLeft == .violated(at: 4))
  }

  @Test func sameContextIsInOrder() {
    let said = watch(
      ResumeKeepsContext(), Self.runs, { $0.agent("fix", pid: 100, worktree: "/trees/fix") },
      { $0.end(pid: 100) }, { $0.write("fix", .ended(.inferred)) },
      { $0.write("fix", .starting) }, { $0.agent("fix", pid: 101, worktree: "/trees/fix") })
    #expect(said == .held)
    let first = watch(ResumeKeepsContext(), Self.runs, { $0.agent("fix", pid: 100) })
    #expect(first == .notExercised)
  }
}
