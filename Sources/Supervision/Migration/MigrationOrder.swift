import Operations

/// What a migration is to do; it travels as the one argument of its process.
public struct MigrationOrder: Hashable, Sendable, Foldable {
  /// What to do.
  public var what: What
  /// The directory of `sessions.json`.
  public var directory: Text
  /// The project in Forge.
  public var project: UInt64
  /// The branch that its attempts begin from.
  public var base: Text

  /// What can be done.
  public enum What: UInt8, Hashable, Sendable {
    /// Moves the sessions to Forge.
    case toForge
    /// Says what would become of each, and writes nothing.
    case dryRun
    /// Takes a migration back, finished or not.
    case rollBack
    /// Brings sessions that have ended in Forge back into the session file, as they stand there.
    case toLocal
  }

  /// Makes an order.
  public init(_ what: What, directory: Text, project: UInt64, base: Text) {
    self.what = what
    self.directory = directory
    self.project = project
    self.base = base
  }

  /// The order as an argument.
  public func encoded(_ emit: inout Emitter) -> Text {
    var object = ForgeObject()
    object.add("what", UInt64(what.rawValue))
    object.add("directory", directory, emit.texts)
    object.add("project", project)
    object.add("base", base, emit.texts)
    return object.text(&emit)
  }

  /// Reads an argument; nil when it is no order.
  public static func decode(_ argument: Text, _ emit: inout Emitter) -> MigrationOrder? {
    guard let fields = ForgeFields(argument, emit.texts),
      let what = fields.number("what").flatMap({ What(rawValue: UInt8(clamping: $0)) }),
      let directory = fields.text("directory", &emit), let project = fields.number("project"),
      let base = fields.text("base", &emit), !directory.isEmpty, !base.isEmpty
    else { return nil }
    return MigrationOrder(what, directory: directory, project: project, base: base)
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(what.rawValue))
    digest.fold(directory)
    digest.fold(project)
    digest.fold(base)
  }
}
