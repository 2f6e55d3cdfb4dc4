import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct ConvergesTests {
  private static func runs(_ scene: inout Scene) {
    scene.write("fix", .running)
    scene.agent("fix", pid: 100)
  }

  private static func begins(_ scene: inout Scene) {
    scene.write("fix", .running) { facts, _ in facts.hasIntent = true }
  }

  private static func finishes(_ scene: inout Scene) {
    scene.write("fix", .running) { facts, _ in facts.hasIntent = false }
  }

  private let soon = PropertyName.converges.make(limits: PropertyLimits(within: .seconds(10)))

  @Test func disagreementBeyondTheLimitIsSeenAtTheFirstEventAfterIt() {
    let said = watch(
      soon, Self.runs, Self.begins, { $0.wait(5_000) }, { $0.fault() }, { $0.wait(9_000) },
      { $0.wait(1_000) }, Self.finishes)
    #expect(said == .violated(at: 6))
    let inTime = watch(
      soon, Self.runs, Self.begins, { $0.wait(9_000) }, Self.finishes, { $0.wait(1_000) },
      Self.begins, { $0.wait(9_000) }, Self.finishes, { $0.wait(60_000) })
    #expect(inTime == .held)
  }

  @Test func whatIsLeftIsSeenInTheEnd() {
    #expect(watch(Converges(), Self.runs, Self.begins) == .violated(at: 3))
    #expect(watch(Converges(), Self.runs, { $0.end(pid: 100) }) == .violated(at: 3))
    #expect(watch(Converges(), { $0.write("fix", .starting) }) == .violated(at: 2))
    #expect(watch(Converges(), Self.runs, { $0.write("fix", .ended(.killed)) }) == .violated(at: 3))
    let effects = watch(
      Converges(), Self.runs, { $0.begin("supervisor", .supervisor) },
      { scene in scene.write("fix", .running) { facts, _ in facts.openEffects = 1 } })
    #expect(effects == .violated(at: 4))
    let command = watch(Converges(), { $0.begin("stop", .killer, run: "fix") })
    #expect(command == .violated(at: 2))
  }

  @Test func stateThatAllAgreeAboutIsInOrder() {
    #expect(watch(Converges(), Self.runs) == .held)
    #expect(watch(Converges(), Self.runs, { $0.write("fix", .starting) }) == .held)
    let over = watch(
      Converges(), Self.runs, { $0.end(pid: 100) }, { $0.write("fix", .ended(.inferred)) })
    #expect(over == .held)
    // Told to a person: there is nothing more to be done.
    #expect(watch(Converges(), { $0.write("fix", .doubtful) }) == .held)
    let command = watch(
      Converges(), { $0.begin("stop", .killer, run: "fix") }, { $0.answer("stop", .refused) })
    #expect(command == .held)
    #expect(watch(Converges(), { $0.wait(1) }) == .notExercised)
  }
}
