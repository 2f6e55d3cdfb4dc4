import Operations
import SimulatedWorld

/// Every session of the old store is migrated, archived or named as skipped, once, and a second run
/// changes nothing.
///
/// It is violated at the event at which a migration says that it is done while an entry of the old
/// store has no fate, or is not exactly once where it is said to be; and at which a migration that
/// was run again is done and has changed something.
///
/// Systems: Forge.
public struct MigrationIsLossless: Property {
  /// What must hold.
  public static let sentence =
    "Every session of the old store is migrated, archived or named as skipped, once, and a second "
    + "run changes nothing."
  /// What it is called in files and reports.
  public let name = PropertyName.migrationIsLossless
  /// What it has found so far.
  public var finding = Finding()

  private var finishedCount = 0

  /// Watches nothing yet.
  public init() {}

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    guard let migration = account.migration, migration.finishedCount > finishedCount else { return }
    let isFirst = finishedCount == 0
    finishedCount = migration.finishedCount
    exercise()
    for entry in migration.entries {
      guard let words = words(entry) else { continue }
      violate(
        account,
        Violation(
          "\(account.say(migration.by, world)) says that all is done, and session "
            + "\(world.say(entry.id)) \(words)",
          actors: [migration.by], subjects: [entry.id],
          state: [
            .init("fate of \(world.say(entry.id))", "\(entry.fate)"),
            .init("copies of \(world.say(entry.id))", "\(entry.copyCount)"),
          ]))
    }
    guard !isFirst, !migration.changedAfterwards.isEmpty else { return }
    violate(
      account,
      Violation(
        "\(account.say(migration.by, world)) has changed \(migration.changedAfterwards.count) "
          + "things although all was done before",
        actors: [migration.by], subjects: migration.changedAfterwards,
        state: migration.changedAfterwards.map { .init("changed", world.say($0)) }))
  }

  private func words(_ entry: MigrationFacts.Entry) -> String? {
    switch (entry.fate, entry.copyCount) {
    case (.untold, _): "is neither migrated nor archived nor named as skipped"
    case (_, 1): nil
    case (.skipped, 0): "was skipped and is not in the old store any more"
    case (.migrated, 0): "is called migrated and is nowhere"
    case (.archived, 0): "is called archived and is nowhere"
    case (.restored, 0): "is called restored and is nowhere"
    case (_, let count): "is there \(count) times"
    }
  }
}
