import Operations

/// The operations of one flow, one at a time, each under a tag of its own.
///
/// An answer under any other tag is a late or doubled one and is counted, not taken for another.
struct ForgeCalls: Hashable, Sendable, Foldable {
  private let base: UInt32
  private var serial: UInt32 = 0
  /// The tag whose answer is awaited.
  private(set) var awaited = Tag(rawValue: 0)
  /// How many answers came that nobody waited for.
  private(set) var strayCount: Int32 = 0

  /// What is to be shown, after the line that is on its way.
  ///
  /// Two lines that are written at once may overtake one another, and an exit overtakes both.
  private var lines: [Text] = []
  private var isWriting = false
  /// How many lines nobody took.
  private(set) var unwrittenCount: Int32 = 0

  /// The tag of every line that is shown.
  static let output = Tag(rawValue: .max)
  /// The tag of what is closed or called off on the way: nothing follows from its outcome.
  static let closing = Tag(rawValue: .max - 1)
  /// How long a line may take.
  private static let lineLimit = Interval.seconds(5)

  /// Begins after a tag that others use.
  init(base: UInt32) {
    self.base = base
  }

  /// Asks for an operation and waits for it.
  mutating func ask(_ operation: Operation, limit: Interval = .unlimited, _ emit: inout Emitter) {
    awaited = next()
    emit.perform(operation, awaited, limit: limit)
  }

  /// A tag for something that goes on beside what is awaited.
  mutating func next() -> Tag {
    serial += 1
    return Tag(rawValue: base &+ serial)
  }

  /// Whether it is the awaited answer; it is awaited no longer then.
  mutating func takes(_ tag: Tag) -> Bool {
    guard tag == awaited, serial > 0 else {
      strayCount += 1
      return false
    }
    awaited = Tag(rawValue: base)
    return true
  }

  // MARK: - Lines

  /// Whether everything was shown.
  var isQuiet: Bool { !isWriting }

  /// Shows a line after those before it.
  mutating func show(_ line: Text, _ emit: inout Emitter) {
    if isWriting { lines.append(line) } else { write(line, &emit) }
  }

  /// Goes on after a line; one that nobody took is counted and not shown again.
  mutating func wrote(_ outcome: Outcome, _ emit: inout Emitter) {
    guard isWriting else {
      strayCount += 1
      return
    }
    isWriting = false
    if outcome != .process(.done) { unwrittenCount += 1 }
    if !lines.isEmpty { write(lines.removeFirst(), &emit) }
  }

  private mutating func write(_ line: Text, _ emit: inout Emitter) {
    isWriting = true
    emit.perform(.process(.writeLine(line)), Self.output, limit: Self.lineLimit)
  }

  func fold(into digest: inout Digest) {
    digest.fold(base, serial)
    digest.fold(awaited.rawValue, UInt32(bitPattern: strayCount))
    for line in lines { digest.fold(line) }
    digest.fold(isWriting ? 1 : 0, UInt32(bitPattern: unwrittenCount))
  }
}
