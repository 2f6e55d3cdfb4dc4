import Operations

/// What a migration has done so far, one line a step, each synced before the next step.
///
/// A last line that was not written to its end counts as not written.
struct MigrationJournal: Hashable, Sendable, Foldable {
  /// The fingerprint of the file that is migrated; empty when nothing has begun.
  private(set) var stamp = Text.empty
  /// By which time ages are reckoned.
  private(set) var now = WallTime(milliseconds: 0)
  /// What became of the entries, by their places; nil for those that are to come.
  private(set) var done: [Done?] = []
  /// Whether everything is done.
  private(set) var isDone = false
  /// Whether a rollback has begun.
  private(set) var isRollingBack = false
  /// Whether its last line was not written to its end, so that the next begins with a new line.
  private(set) var isTorn = false

  /// What became of an entry.
  struct Done: Hashable, Sendable {
    var fate: MigrationEntry.Fate
    var task: UInt64
    var attempt: UInt64
  }

  /// Reads a journal.
  init(_ content: Text, _ emit: inout Emitter) {
    let lines = emit.texts.string(content).split(separator: "\n", omittingEmptySubsequences: true)
    isTorn = !content.isEmpty && emit.texts.withBytes(content) { $0.last != UInt8(ascii: "\n") }
    for line in lines {
      let text = emit.texts.text(String(line))
      guard let fields = ForgeFields(text, emit.texts) else { continue }
      read(fields, &emit)
    }
  }

  private mutating func read(_ fields: ForgeFields, _ emit: inout Emitter) {
    switch fields.string("step") {
    case "begin":
      guard let stamp = fields.text("stamp", &emit), let count = fields.number("count"),
        let now = fields.number("now")
      else { return }
      self.stamp = stamp
      self.now = WallTime(milliseconds: Int64(clamping: now))
      done = Array(repeating: nil, count: Int(clamping: count))
    case "session":
      guard let place = fields.number("place"), let fate = fields.number("fate"),
        let known = MigrationEntry.Fate(rawValue: UInt8(clamping: fate)),
        done.indices.contains(Int(clamping: place))
      else { return }
      done[Int(clamping: place)] = Done(
        fate: known, task: fields.number("task") ?? 0, attempt: fields.number("attempt") ?? 0)
    case "done": isDone = true
    case "rollback": isRollingBack = true
    default: break
    }
  }

  /// The line that begins a migration.
  static func begin(
    _ stamp: Text, count: Int, now: WallTime, _ emit: inout Emitter
  ) -> Text {
    var object = object("begin", &emit)
    object.add("stamp", stamp, emit.texts)
    object.add("count", UInt64(count))
    object.add("now", UInt64(clamping: now.milliseconds))
    return line(&object, &emit)
  }

  /// The line that says what became of an entry.
  static func session(_ place: Int, _ entry: MigrationEntry, _ emit: inout Emitter) -> Text {
    var object = object("session", &emit)
    object.add("place", UInt64(place))
    object.add("id", entry.oldID, emit.texts)
    object.add("fate", UInt64(entry.fate.rawValue))
    object.add("task", entry.task)
    object.add("attempt", entry.attempt)
    return line(&object, &emit)
  }

  /// A line of one word.
  static func word(_ word: StaticString, _ emit: inout Emitter) -> Text {
    var object = object(word, &emit)
    return line(&object, &emit)
  }

  private static func object(_ step: StaticString, _ emit: inout Emitter) -> ForgeObject {
    var object = ForgeObject()
    object.add("step", emit.texts.text(step), emit.texts)
    return object
  }

  private static func line(_ object: inout ForgeObject, _ emit: inout Emitter) -> Text {
    let text = object.text(&emit)
    return emit.text { builder, texts in
      builder.add(text, from: texts)
      builder.add("\n")
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(stamp)
    digest.fold(now.milliseconds)
    for done in done {
      digest.fold(done.map { UInt64($0.fate.rawValue) + 1 } ?? 0)
      digest.fold(done?.task ?? 0)
      digest.fold(done?.attempt ?? 0)
    }
    digest.fold((isDone ? 1 : 0) | (isRollingBack ? 2 : 0), isTorn ? 1 : 0)
  }
}
