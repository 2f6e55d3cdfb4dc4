import Operations

/// The entries of one stream, put together over all of its connections.
///
/// Each connection tells the history anew from index 0, so an index names an entry only within one
/// pass. A log's new pass is laid over what is known: what is the same is not told again, what was
/// missed is put in at its place, what lies beyond is new. A diff's entries are the changed files
/// as they are now: a file that is known is not told again by a new pass, and is by a live change.
public struct ForgeEntries: Hashable, Sendable, Foldable {
  /// What is known, in the order of the source.
  public private(set) var texts: [Text] = []
  /// How many entries came late, out of the order that they were told in.
  public private(set) var missedCount: Int32 = 0
  /// How many entries were told again and not passed on.
  public private(set) var repeatedCount: Int32 = 0
  /// Where in what is known the next entry of this pass belongs.
  private var place = 0
  /// The index that the next entry of this pass has.
  private var index: Int32 = 0
  /// The files that this pass has told of, for a diff.
  private var seen: [Text] = []
  /// Whether this pass is the first one of its connection, which leaves nothing out.
  private var isFirstPass = true
  private let isDiff: Bool

  /// What to do with an entry.
  public enum Verdict: UInt8, Hashable, Sendable {
    /// It is new: pass it on.
    case new
    /// It was missed: pass it on, out of its order.
    case late
    /// It is known.
    case known
    /// Entries before it are missing: the connection cannot be trusted.
    case gap
  }

  /// Begins a log or a diff.
  public init(isDiff: Bool = false) {
    self.isDiff = isDiff
  }

  /// A connection was opened.
  public mutating func beginConnection() {
    beginPass(isFirst: true)
  }

  private mutating func beginPass(isFirst: Bool) {
    place = 0
    index = 0
    seen = []
    isFirstPass = isFirst
  }

  /// Takes an entry.
  public mutating func take(_ number: Int32, _ text: Text) -> Verdict {
    if number == 0, index > 0 { beginPass(isFirst: false) }
    guard number == index else { return .gap }
    index += 1
    return isDiff ? takeFile(text) : takeLine(text)
  }

  private mutating func takeLine(_ text: Text) -> Verdict {
    if place < texts.count, texts[place] == text {
      place += 1
      repeatedCount += 1
      return .known
    }
    // A pass that was begun anew on an open connection may leave out what a full buffer lost.
    if !isFirstPass, let found = texts[place...].firstIndex(of: text) {
      place = found + 1
      repeatedCount += 1
      return .known
    }
    let isLate = place < texts.count
    texts.insert(text, at: place)
    place += 1
    if isLate { missedCount += 1 }
    return isLate ? .late : .new
  }

  private mutating func takeFile(_ text: Text) -> Verdict {
    let isFirstHere = !seen.contains(text)
    if isFirstHere { seen.append(text) }
    guard texts.contains(text) else {
      texts.append(text)
      return .new
    }
    guard isFirstHere else { return .new }
    repeatedCount += 1
    return .known
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(texts.count)
    for text in texts { digest.fold(text) }
    digest.fold(UInt32(bitPattern: missedCount), UInt32(bitPattern: repeatedCount))
    digest.fold(place)
    digest.fold(UInt32(bitPattern: index), (isFirstPass ? 1 : 0) | (isDiff ? 2 : 0))
    for text in seen { digest.fold(text) }
  }
}
