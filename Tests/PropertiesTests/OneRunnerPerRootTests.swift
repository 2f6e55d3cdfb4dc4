import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct OneRunnerPerRootTests {
  /// Somebody claims a root that it spells so.
  static func claims(
    _ name: String, _ spelling: String, root: String = "", holds: Bool = false,
    refused: Bool = false
  ) -> (inout Scene) -> Void {
    { scene in
      let (spelling, root) = (scene.text(spelling), scene.text(root))
      let actor = scene.id(name)
      if scene.account.facts(of: actor)?.stance.role == .other { scene.begin(name, .contender) }
      scene.actor(name) {
        $0.stance.root = spelling
        $0.canonicalRoot = root
        $0.stance.holdsRoot = holds
        $0.stance.wasRefused = refused
      }
    }
  }

  @Test func secondHolderIsSeenHoweverItSpellsTheRoot() {
    let said = watch(
      OneRunnerPerRoot(), Self.claims("one", "/srv/blog", holds: true),
      Self.claims("two", "/srv/link", root: "/srv/blog"),
      Self.claims("two", "/srv/link", root: "/srv/blog", holds: true))
    #expect(said == .violated(at: 3))
  }

  @Test func holderWhoIsGoneAndOtherRootsAreInOrder() {
    let said = watch(
      OneRunnerPerRoot(), Self.claims("one", "/srv/blog", holds: true),
      Self.claims("three", "/srv/shop", holds: true),
      { scene in scene.actor("one") { $0.lives = false } },
      Self.claims("two", "/srv/blog", holds: true))
    #expect(said == .held)
    #expect(
      watch(OneRunnerPerRoot(), Self.claims("one", "/srv/blog", holds: true)) == .notExercised)
  }

  @Test func refusalBecauseOfAnotherRootIsSeen() {
    let other = watch(
      OneRunnerPerRoot(), Self.claims("one", "/srv/blog", holds: true),
      Self.claims("two", "/srv/shop", refused: true))
    #expect(other == .violated(at: 2))
    let same = watch(
      OneRunnerPerRoot(), Self.claims("one", "/srv/blog", holds: true),
      Self.claims("two", "/srv/blog", refused: true))
    #expect(same == .held)
    let justNow = watch(
      OneRunnerPerRoot(), Self.claims("one", "/srv/blog", holds: true),
      Self.claims("three", "/srv/shop", holds: true), Self.claims("two", "/srv/blog"),
      Self.claims("one", "/srv/blog"), Self.claims("two", "/srv/blog", refused: true))
    #expect(justNow == .held)
  }
}
