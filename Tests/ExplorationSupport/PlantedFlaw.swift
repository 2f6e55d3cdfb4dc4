import Exploration
import Lifecycle
import Scenarios
import Supervision

/// A flaw in a plain scenario, by which drivers are measured: how many runs do they take to find it.
package struct PlantedFlaw: Sendable {
  /// The scene that it is planted in.
  package let scene: PlainScene
  /// What is different.
  package let variant: Variant
  /// Who it is planted in.
  package let actor: String
  /// The properties whose violation counts; any of them if empty, which is for flaws of the real
  /// machines, since those violate nothing without them.
  package let violates: [String]

  /// What it is called: the system, or the safeguard that is missing.
  package var name: String {
    if let system = variant.system {
      let flaws = variant.flaws.map { "/" + ($0.isEmpty ? "none" : $0.joined(separator: "+")) }
      return "\(system.word)\(flaws ?? "")"
    }
    return "without-\(variant.without.joined(separator: "+"))"
  }

  /// The changes of a red.
  package var changes: [Red.Change] { [.init(actor: actor, variant: variant)] }

  private init(
    _ scene: PlainScene, by system: System, of actor: String = Red.everybody,
    flaws: [String]? = nil, _ violates: [String]
  ) {
    self.scene = scene
    self.actor = actor
    variant = Variant(system: system, flaws: flaws)
    self.violates = violates
  }

  private init(_ scene: PlainScene, without safeguard: Safeguard) {
    self.scene = scene
    actor = Red.everybody
    variant = Variant(without: [safeguard.text])
    violates = []
  }

  /// The earlier systems, each by what it is known for.
  package static let systems: [PlantedFlaw] = [
    PlantedFlaw(.launches, by: .genieV1, ["no-lost-update", "identity-is-one"]),
    PlantedFlaw(.launches, by: .genieRC19, ["no-false-timeout"]),
    PlantedFlaw(.launches, by: .genieRC20, ["one-session-per-run", "no-false-timeout"]),
    PlantedFlaw(.launches, by: .genieRC21, ["one-session-per-run", "no-false-timeout"]),
    PlantedFlaw(.launches, by: .genieRC23, ["one-session-per-run", "no-false-timeout"]),
    PlantedFlaw(.launches, by: .genieRC29, ["no-false-timeout"]),
    PlantedFlaw(
      .sessions, by: .naiveReaper, of: "watch", ["failed-probe-is-not-death"]),
    PlantedFlaw(.sessions, by: .reference, ["failed-probe-is-not-death", "converges"]),
    PlantedFlaw(
      .retention, by: .claudeSquad, of: "sweep", ["close-is-safe", "never-the-wrong-target"]),
    PlantedFlaw(
      .desk, by: .rlpDesk, ["death-is-noticed", "one-runner-per-root", "no-orphans"]),
    PlantedFlaw(.locks, by: .rlpDesk, ["one-runner-per-root", "lock-is-recovered"]),
    PlantedFlaw(.locks, by: .carelessLock, ["one-runner-per-root"]),
    PlantedFlaw(
      .forge, by: .naiveForge, flaws: ["falls-back-after-any-error"], ["one-session-per-run"]),
    PlantedFlaw(
      .forge, by: .naiveForge, flaws: ["takes-task-for-attempt"],
      ["stop-is-confirmed", "identity-is-one", "resume-keeps-context", "streams-are-complete"]),
    PlantedFlaw(.forge, by: .naiveForge, flaws: ["believes-stops"], ["stop-is-confirmed"]),
    PlantedFlaw(
      .forge, by: .naiveForge, flaws: ["streams-by-attempt"], ["streams-are-complete"]),
    PlantedFlaw(
      .forge, by: .naiveForge, flaws: ["shows-history-again"], ["streams-are-complete"]),
    PlantedFlaw(
      .forge, by: .naiveForge, flaws: ["resumes-while-running"],
      ["one-session-per-run", "resume-keeps-context"]),
    PlantedFlaw(
      .forge, by: .naiveForge, flaws: ["retries-blindly"], ["one-session-per-run"]),
    PlantedFlaw(.migration, by: .shippedMigration, ["migration-is-lossless"]),
    PlantedFlaw(
      .migration, by: .shippedMigration, flaws: ["creates-without-keys"],
      ["migration-is-lossless"]),
  ]

  /// The real machines without one safeguard each.
  package static let safeguards: [PlantedFlaw] = Safeguard.allCases.map {
    PlantedFlaw(scene(of: $0), without: $0)
  }

  /// All of them.
  package static let all = systems + safeguards

  /// Where a safeguard is missed.
  private static func scene(of safeguard: Safeguard) -> PlainScene {
    switch safeguard.text {
    case "unattached-kept", "failed-is-unknown": .desk
    case "locks-not-inherited": .desk
    case "torn-tail-mended": .migration
    case "guarded-kill": .retention
    case "zombies-are-dead", "permission-is-life", "identity-is-compared": .generations
    default: .sessions
    }
  }
}
