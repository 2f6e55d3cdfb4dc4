import Historical

/// A flaw of an older system that a scenario may choose, by its name.
struct NamedFlaw<Flaws: OptionSet & Sendable>: Sendable {
  let name: StaticString
  let flaw: Flaws
  /// What it does.
  let sentence: StaticString

  init(_ name: StaticString, _ flaw: Flaws, _ sentence: StaticString) {
    self.name = name
    self.flaw = flaw
    self.sentence = sentence
  }
}

extension ForgeFlaws {
  /// What files call them.
  static let named: [NamedFlaw<ForgeFlaws>] = [
    NamedFlaw(
      "falls-back-after-any-error", .fallsBackAfterAnyError,
      "After any error of Forge the session is launched on this machine."),
    NamedFlaw(
      "takes-task-for-attempt", .takesTaskForAttempt,
      "The task's id, which a creation answers, is kept as the attempt's."),
    NamedFlaw(
      "believes-stops", .believesStops, "A stop that was answered is taken for one that is done."),
    NamedFlaw(
      "streams-by-attempt", .streamsByAttempt, "Logs are asked for by the attempt's id."),
    NamedFlaw(
      "shows-history-again", .showsHistoryAgain,
      "A log that was cut is shown again from the start."),
    NamedFlaw(
      "resumes-while-running", .resumesWhileRunning, "A follow-up is sent whatever still runs."),
    NamedFlaw(
      "retries-blindly", .retriesBlindly,
      "After any error a creation is sent again (it was not shipped so)."),
  ]
}

/// What was wrong with the migration, as a choice: it was shipped with a placeholder, and designed
/// to create.
struct ShippedMigrationFlaws: OptionSet, Sendable {
  let rawValue: UInt8

  /// It counts sessions instead of creating them.
  static let onlyCounts = ShippedMigrationFlaws(rawValue: 1)
  /// It creates them without keys.
  static let createsWithoutKeys = ShippedMigrationFlaws(rawValue: 2)

  /// What files call them.
  static let named: [NamedFlaw<ShippedMigrationFlaws>] = [
    NamedFlaw(
      "only-counts", .onlyCounts,
      "Sessions are counted as migrated, and created nowhere."),
    NamedFlaw(
      "creates-without-keys", .createsWithoutKeys,
      "Sessions are created without keys, as it was designed (it was not shipped so)."),
  ]

  /// The variant of the machine.
  var variant: ShippedMigration.Variant { contains(.onlyCounts) ? .placeholder : .creating }
}

extension System {
  /// A flaw that a file may choose.
  public struct FlawFacts: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// What it does.
    public var sentence: String
  }

  /// The flaws that a file may choose among; none for a system that is as it is.
  public var flaws: [FlawFacts] {
    switch self {
    case .naiveForge: Self.facts(ForgeFlaws.named)
    case .shippedMigration: Self.facts(ShippedMigrationFlaws.named)
    default: []
    }
  }

  private static func facts<Flaws>(_ flaws: [NamedFlaw<Flaws>]) -> [FlawFacts] {
    flaws.map { FlawFacts(name: "\($0.name)", sentence: "\($0.sentence)") }
  }
}
