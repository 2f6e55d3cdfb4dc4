import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct IdentityIsOneTests {
  @Test(arguments: ["id", "name", "branch", "worktree", "log"])
  func whatTwoLiveSessionsShareIsSeenWhenItIsWritten(what: String) {
    func mark(_ record: inout RecordFacts, _ texts: inout Texts) {
      let shared = texts.text("shared")
      switch what {
      case "id": record.id = shared
      case "name": record.name = shared
      case "branch": record.branch = shared
      case "worktree": record.worktree = shared
      default: record.log = shared
      }
    }
    let said = watch(
      IdentityIsOne(), { $0.write("a", .starting, mark) }, { $0.write("b", .starting, mark) })
    #expect(said == .violated(at: 2))
    let isOver = watch(
      IdentityIsOne(), { $0.write("a", .starting, mark) }, { $0.write("a", .ended(.killed)) },
      { $0.write("b", .starting, mark) }, { $0.write("c", .starting) })
    #expect(isOver == .held)
  }

  @Test func idThatChangesIsSeen() {
    let said = watch(
      IdentityIsOne(), { $0.write("a", .running) },
      { scene in scene.write("a", .running) { $0.id = $1.text("b") } })
    #expect(said == .violated(at: 2))
  }

  @Test func idOfAnotherRunIsSeenWhenItIsTold() {
    let said = watch(
      IdentityIsOne(), { $0.begin("one", .launcher, run: "a") },
      { $0.begin("two", .launcher, run: "b") }, { $0.answer("one", .done, id: "a-1") },
      { $0.answer("two", .done, id: "a-1") })
    #expect(said == .violated(at: 4))
    let record = watch(
      IdentityIsOne(), { $0.write("a", .running) }, { $0.begin("two", .launcher, run: "b") },
      { $0.answer("two", .done, id: "a") })
    #expect(record == .violated(at: 3))
  }

  @Test func oneSessionAloneShowsNothing() {
    #expect(watch(IdentityIsOne(), { $0.write("a", .running) }) == .notExercised)
  }
}
