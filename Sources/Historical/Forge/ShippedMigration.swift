import Operations
import Supervision

/// Genie's migration of old sessions, as it was shipped or as it was designed.
///
/// As shipped (a20f7807), the creation of a task was a placeholder that counted one more, and the
/// session file was emptied all the same. As designed, a task is created for each, without a key,
/// and an active session is started a second time. Both drop sessions that were stopped, abandoned
/// or orphaned, keep no journal, and write their files in place: what ends them half way leaves
/// tasks that the next run makes again, and a second run overwrites the archive by an empty one.
public struct ShippedMigration: Machine, Hashable {
  /// Whether it creates tasks, or only counts them.
  public enum Variant: UInt8, Hashable, Sendable {
    /// It counts.
    case placeholder
    /// It creates.
    case creating
  }

  /// What it reports.
  public struct Report: Hashable, Sendable {
    /// How many sessions it says went to Forge.
    public var migratedCount: Int32 = 0
    /// How many it archived.
    public var archivedCount: Int32 = 0
    /// How many it skipped; nothing is kept of them.
    public var skippedCount: Int32 = 0
  }

  /// What it decides to do with an entry.
  public enum Fate: UInt8, Hashable, Sendable {
    /// It counts as migrated.
    case migrated
    /// It goes into the archive.
    case archived
    /// It is left out.
    case skipped
  }

  /// What it has decided of each entry, in their order; nothing is said of it but the counts.
  public private(set) var fates: [Fate] = []
  /// What it reports; nil while it is under way.
  public private(set) var report: Report?
  private let variant: Variant
  private var order = MigrationOrder(.toForge, directory: .empty, project: 0, base: .empty)
  private var step = Step.idle
  private var counts = Report()
  private var wanted: [Text] = []
  private var archived: [Text] = []
  private var source = Text.empty

  private static let limit = Interval.seconds(60)
  private static let recentMs: Int64 = 7 * 86_400_000

  enum Step: UInt32, Hashable, Sendable {
    case idle, read, clock, backup, create, archive, marker
  }

  /// Makes it.
  public init(_ variant: Variant = .placeholder) {
    self.variant = variant
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch (step, input) {
    case (.idle, .started(let start)):
      guard let order = MigrationOrder.decode(start.argument, &emit) else { return }
      self.order = order
      ask(.read, .file(.read(path("sessions.json", &emit))), &emit)
    case (.read, .outcome(_, .file(.content(let content)))):
      source = content
      ask(.backup, .file(.write(path("sessions-backup.json", &emit), content: content)), &emit)
    case (.backup, .outcome):
      ask(.clock, .readClock(.wall), &emit)
    case (.clock, .outcome(_, .wallTime(let now))):
      classify(now, &emit)
      goOn(&emit)
    case (.create, .outcome):
      // An error of one session is noted nowhere.
      goOn(&emit)
    case (.archive, .outcome):
      let marker = emit.texts.text("{\"version\":2,\"sessions\":{},\"_migrated\":true}\n")
      ask(.marker, .file(.write(path("sessions.json", &emit), content: marker)), &emit)
    case (.marker, .outcome), (.read, .outcome):
      report = counts
      ask(.idle, .process(.exit(status: 0)), &emit)
    default:
      // It has no other inputs in mind.
      break
    }
  }

  private mutating func classify(_ now: WallTime, _ emit: inout Emitter) {
    guard case .success(let file) = OldSessionFile.read(source, &emit) else { return }
    for session in file.sessions {
      let status = emit.texts.string(session.status)
      let age = session.lastUsed.map { now.milliseconds - $0 }
      switch status {
      case "running", "starting", "pending":
        wanted.append(session.name)
        fates.append(.migrated)
      case "completed", "failed":
        if let age, age < Self.recentMs {
          wanted.append(session.name)
          fates.append(.migrated)
        } else {
          archived.append(session.raw)
          fates.append(.archived)
        }
      default:
        counts.skippedCount += 1
        fates.append(.skipped)
      }
    }
    counts.archivedCount = Int32(archived.count)
  }

  private mutating func goOn(_ emit: inout Emitter) {
    if variant == .placeholder {
      counts.migratedCount += Int32(wanted.count)
      wanted.removeAll()
    }
    guard !wanted.isEmpty else {
      var content = emit.texts.text("")
      for raw in archived {
        content = emit.text { builder, texts in
          builder.add(content, from: texts)
          builder.add(raw, from: texts)
          builder.add("\n")
        }
      }
      ask(.archive, .file(.write(path("sessions-archive.json", &emit), content: content)), &emit)
      return
    }
    let title = wanted.removeFirst()
    counts.migratedCount += 1
    ask(
      .create,
      .forge(
        .createAndStart(project: order.project, title: title, key: .empty, base: order.base)),
      &emit)
  }

  private func path(_ name: StaticString, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(order.directory, from: texts)
      builder.add("/")
      builder.add(name)
    }
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    emit.perform(operation, Tag(rawValue: next.rawValue), limit: Self.limit)
  }

  /// Folds how far it is.
  public func fold(into digest: inout Digest) {
    digest.fold(step.rawValue, UInt32(variant.rawValue))
    digest.fold(report == nil ? 0 : 1, UInt32(bitPattern: counts.migratedCount))
    digest.fold(
      UInt32(bitPattern: counts.archivedCount), UInt32(bitPattern: counts.skippedCount))
    digest.fold(source)
    for title in wanted { digest.fold(title) }
    order.fold(into: &digest)
  }
}
