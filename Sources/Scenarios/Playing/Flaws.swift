import Historical

extension ForgeFlaws {
  /// What files call them.
  static let byName: [(name: StaticString, flaw: ForgeFlaws)] = [
    ("retries-blindly", .retriesBlindly),
    ("falls-back-after-any-error", .fallsBackAfterAnyError),
    ("takes-task-for-attempt", .takesTaskForAttempt), ("believes-stops", .believesStops),
    ("streams-by-attempt", .streamsByAttempt), ("shows-history-again", .showsHistoryAgain),
    ("resumes-while-running", .resumesWhileRunning),
  ]
}

/// What was wrong with the migration, as a choice: it was shipped with a placeholder, and designed
/// to create.
struct ShippedMigrationFlaws: OptionSet {
  let rawValue: UInt8

  /// It counts sessions instead of creating them.
  static let onlyCounts = ShippedMigrationFlaws(rawValue: 1)
  /// It creates them without keys.
  static let createsWithoutKeys = ShippedMigrationFlaws(rawValue: 2)

  /// What files call them.
  static let byName: [(name: StaticString, flaw: ShippedMigrationFlaws)] = [
    ("only-counts", .onlyCounts), ("creates-without-keys", .createsWithoutKeys),
  ]

  /// The variant of the machine.
  var variant: ShippedMigration.Variant { contains(.onlyCounts) ? .placeholder : .creating }
}

extension System {
  /// The flaws that a file may choose among, by their names; none for the others.
  public var flaws: [String] {
    switch self {
    case .naiveForge: ForgeFlaws.byName.map { "\($0.name)" }
    case .shippedMigration: ShippedMigrationFlaws.byName.map { "\($0.name)" }
    default: []
    }
  }
}
