import JSON
import Operations
import Supervision

// The project lock of rlp-desk 0.11.1 (R14; the same code to 0.14.0), as its shell script has it.
//
// Contract as it was meant: one runner for one project root; stale locks are cleaned up; another
// root's runner does not matter.
//
// What it does: `mkdir LOCK.d`. When that is taken, `jq .pid LOCK` (0 when that fails) and `kill -0`:
// alive means "duplicate" and exit 1; else `rm -rf LOCK.d`, `mkdir LOCK.d`, and `printf > LOCK`. At
// the end, whoever's record has the own slug is removed.
//
// Flaws, each of which can be seen in a universe:
// - between one's look and its `rm -rf` another may have made the directory anew: two hold it;
// - between `mkdir` and `printf` the record is the old one or none: the next one steals;
// - an empty or half-written record counts as stale, while its owner lives;
// - `"pid":null`, or no pid, ends the script in an error of the shell, at every later start too;
// - a root with a quote in it makes a record that nobody can read;
// - a pid that was taken again keeps the root for ever; so does a zombie while it lasts;
// - another user's live runner counts as dead, because the shell's `kill -0` fails on it;
// - the slug decides who may remove the lock, so one removes another's;
// - the key is the root as it was spelt, so each spelling has a lock of its own.

/// The lock of one run, one shell command after the other.
public struct RlpDeskLock: Sendable, Foldable {
  /// What came of it.
  public enum Result: Hashable, Sendable {
    /// The lock is believed to be its own.
    case acquired
    /// "duplicate rlp-desk runner detected": exit 1.
    case duplicate
    /// "another wrapper raced ahead": exit 1.
    case racedAhead
    /// "null: parameter not set": the shell gives up.
    case shellError
    /// The lock was removed, or was another's.
    case released
  }

  enum Step: UInt32, Hashable, Sendable {
    case idle, making, readingPid, readingSlug, probing, removing, makingAgain, writing, held
    case readingOwnSlug, removingDirectory, removingFile
  }

  private(set) var step = Step.idle
  private var asking: Asking
  private var root = Text.empty
  private var slug = Text.empty
  private var pid: Int32 = 0
  private var file = Text.empty
  private var directory = Text.empty
  private var found: Int32 = 0

  /// Makes a lock; the tags from the base on, 4096 of them, are its own.
  public init(base: UInt32) {
    asking = Asking(base: base)
  }

  /// Whether it believes that the lock is its own.
  public var isHeld: Bool { step == .held }

  /// Whether the tag is one of its questions.
  public func owns(_ tag: Tag) -> Bool { asking.owns(tag) }

  /// The path of the record for a root as it is spelt.
  public static func path(root: Text, _ emit: inout Emitter) -> Text {
    var digits = String(UInt32(truncatingIfNeeded: root.fingerprint), radix: 16)
    digits = String(repeating: "0", count: 8 - digits.utf8.count) + digits
    let hash = emit.texts.text(digits)
    return emit.text { builder, texts in
      builder.add(root, from: texts)
      builder.add("/.claude/ralph-desk/logs/.rlp-desk-runner-")
      builder.add(hash, from: texts)
      builder.add(".lock")
    }
  }

  /// Begins to acquire; the folder of the logs is there.
  public mutating func begin(root: Text, slug: Text, pid: Int32, _ emit: inout Emitter) {
    self.root = root
    self.slug = slug
    self.pid = pid
    let file = Self.path(root: root, &emit)
    self.file = file
    directory = emit.text { builder, texts in
      builder.add(file, from: texts)
      builder.add(".d")
    }
    ask(.making, .file(.makeDirectory(directory)), &emit)
  }

  /// Begins to release, as `cleanup` does, whoever has it.
  public mutating func release(_ emit: inout Emitter) {
    ask(.readingOwnSlug, .file(.read(file)), &emit)
  }

  /// Takes an answer; a result when it is decided.
  public mutating func handle(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) -> Result? {
    guard asking.takes(tag) else { return nil }
    switch step {
    case .making:
      // Any failure is taken for a directory that is there.
      guard case .file(.done) = outcome else {
        ask(.readingPid, .file(.read(file)), &emit)
        return nil
      }
      write(&emit)
    case .readingPid:
      switch field("pid", outcome, emit.texts) {
      case .number(let number): found = number
      case .other: return end(.shellError)
      case .nothing: found = 0
      }
      ask(.readingSlug, .file(.read(file)), &emit)
    case .readingSlug:
      // The slug is for the message alone.
      guard found > 0 else {
        ask(.removing, .file(.removeTree(directory)), &emit)
        return nil
      }
      ask(.probing, .process(.probe(pid: found)), &emit)
    case .probing:
      // The shell's exit status tells EPERM and ESRCH apart as little as the script does.
      if case .process(.exists) = outcome { return end(.duplicate) }
      ask(.removing, .file(.removeTree(directory)), &emit)
    case .removing:
      ask(.makingAgain, .file(.makeDirectory(directory)), &emit)
    case .makingAgain:
      guard case .file(.done) = outcome else { return end(.racedAhead) }
      write(&emit)
    case .writing:
      step = .held
      return .acquired
    case .readingOwnSlug:
      guard isOwnSlug(outcome, emit.texts) else { return end(.released) }
      ask(.removingDirectory, .file(.removeTree(directory)), &emit)
    case .removingDirectory:
      ask(.removingFile, .file(.removeTree(file)), &emit)
    case .removingFile:
      return end(.released)
    case .idle, .held:
      preconditionFailure("an answer to no question: \(outcome), \(self)")
    }
    return nil
  }

  /// `printf > LOCK`: the file is emptied first, and nothing is escaped.
  private mutating func write(_ emit: inout Emitter) {
    let (pid, slug, root) = (pid, slug, root)
    let record = emit.text { builder, texts in
      builder.add("{\"pid\":")
      builder.add(pid)
      builder.add(",\"slug\":\"")
      builder.add(slug, from: texts)
      builder.add("\",\"root\":\"")
      builder.add(root, from: texts)
      builder.add("\",\"started_at\":\"\"}\n")
    }
    ask(.writing, .file(.write(file, content: record)), &emit)
  }

  /// What `jq -r .pid` gives to the shell's arithmetic.
  private enum Field {
    case number(Int32)
    /// Nothing, or jq failed and `echo 0` took its place.
    case nothing
    /// `null` or another word, which the shell takes for a parameter that is not set.
    case other
  }

  private func field(
    _ name: StaticString, _ outcome: Outcome, _ texts: borrowing Texts
  ) -> Field {
    guard case .file(.content(let record)) = outcome, !record.isEmpty else { return .nothing }
    return texts.withBytes(record) { bytes in
      do throws(JSONError) {
        var scanner = JSONScanner(bytes)
        try scanner.beginObject()
        var isFirst = true
        var number: Int?
        while let key = try scanner.nextKey(isFirst: &isFirst) {
          if key.equals(name), try scanner.peek() == .number {
            number = try scanner.integer()
          } else {
            try scanner.skipValue()
          }
        }
        return number.flatMap(Int32.init(exactly:)).map { .number($0) } ?? .other
      } catch {
        return .nothing
      }
    }
  }

  private func isOwnSlug(_ outcome: Outcome, _ texts: borrowing Texts) -> Bool {
    guard case .file(.content(let record)) = outcome else { return false }
    let wanted = texts.string(slug)
    return texts.withBytes(record) { bytes in
      do throws(JSONError) {
        var scanner = JSONScanner(bytes)
        try scanner.beginObject()
        var isFirst = true
        var isOwn = false
        while let key = try scanner.nextKey(isFirst: &isFirst) {
          if key.equals("slug"), try scanner.peek() == .string {
            isOwn = try scanner.string().text == wanted
          } else {
            try scanner.skipValue()
          }
        }
        return isOwn
      } catch {
        return false
      }
    }
  }

  private mutating func end(_ result: Result) -> Result {
    step = .idle
    return result
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    asking.ask(operation, &emit)
  }

  /// Folds where it stands and what it found.
  public func fold(into digest: inout Digest) {
    digest.fold(step.rawValue, UInt32(bitPattern: found))
    asking.fold(into: &digest)
    digest.fold(file)
    digest.fold(slug)
    digest.fold(Int64(pid))
  }
}
