import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct ReactionsAreCurrentTests {
  /// Hands over a reaction.
  static func dispatch(
    _ change: @escaping (inout DispatchFacts) -> Void = { _ in }
  ) -> (inout Scene) -> Void {
    { scene in
      var facts = DispatchFacts(
        session: scene.text("fix"), reaction: scene.text("ci-failed"), incident: 1,
        unchangedSince: .start, by: scene.id("supervisor"))
      facts.number = 1
      change(&facts)
      scene.account.dispatches.append(facts)
    }
  }

  @Test func reactionThatWasOvertakenIsSeenWhenItIsHandedOver() {
    let late = watch(
      ReactionsAreCurrent(), { $0.wait(6_000) }, Self.dispatch { $0.overtaken = .start })
    #expect(late == .violated(at: 2))
    let race = watch(
      ReactionsAreCurrent(), { $0.wait(4_000) }, Self.dispatch { $0.overtaken = .start })
    #expect(race == .held)
  }

  @Test(arguments: [UInt64(0), 2])
  func secondReactionToOneIncidentIsSeen(number: UInt64) {
    let said = watch(
      ReactionsAreCurrent(), Self.dispatch(), Self.dispatch { $0.number = number })
    #expect(said == .violated(at: 2))
  }

  @Test func repetitionNextAttemptAndNextIncidentAreInOrder() {
    let said = watch(
      ReactionsAreCurrent(), Self.dispatch(), Self.dispatch(),
      Self.dispatch {
        $0.attempt = 2
        $0.number = 2
      },
      Self.dispatch {
        $0.incident = 2
        $0.number = 3
      })
    #expect(said == .held)
  }

  @Test func effectThatIsNeverCarriedOutIsSeenInTheEnd() {
    func calls(_ scene: inout Scene) {
      scene.write("fix", .running) { facts, _ in facts.openEffects = 1 }
    }
    let left = watch(ReactionsAreCurrent(), { $0.begin("supervisor", .supervisor) }, calls)
    #expect(left == .violated(at: 3))
    let done = watch(
      ReactionsAreCurrent(), { $0.begin("supervisor", .supervisor) }, calls,
      { scene in scene.write("fix", .running) { facts, _ in facts.openEffects = 0 } })
    #expect(done == .held)
    #expect(watch(ReactionsAreCurrent(), calls) == .held)
    #expect(watch(ReactionsAreCurrent(), { $0.write("fix", .running) }) == .notExercised)
  }
}
