/// The bytes of every text that was said in a universe.
///
/// Contract: texts are only ever added, so a text that was given out can be read for as long as
/// the table lives, and memory is bounded by the distinct texts of a run. Adding a text that is
/// known allocates nothing. Copying the table is one retain; the first addition to a shared table
/// copies it. Two texts with one fingerprint would be a programmer's error that no input of this
/// project has produced; it traps and prints both.
public struct Texts: Sendable {
  private var storage: Storage

  /// Makes an empty table.
  public init() {
    storage = Storage()
  }

  /// How many texts it knows, the empty one not counted.
  public var count: Int { storage.count }

  /// Adds a text by its bytes, or finds it.
  public mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> Text {
    let text = Text(bytes: bytes)
    guard !text.isEmpty else { return text }
    if let entry = storage.find(text) {
      precondition(
        storage.holds(bytes, at: entry),
        "two texts, one fingerprint: \(string(text)) and \(String(decoding: bytes, as: UTF8.self))")
      return text
    }
    if !isKnownUniquelyReferenced(&storage) { storage = Storage(copying: storage) }
    storage.add(text, bytes)
    return text
  }

  /// Adds a literal, or finds it.
  public mutating func text(_ literal: StaticString) -> Text {
    literal.withUTF8Buffer { text($0) }
  }

  /// Adds a string, or finds it.
  public mutating func text(_ string: String) -> Text {
    var string = string
    return string.withUTF8 { text($0) }
  }

  /// Adds what a builder put together, or finds it.
  public mutating func text(_ builder: borrowing TextBuilder) -> Text {
    builder.bytes.withUnsafeBufferPointer { text($0) }
  }

  /// Keeps what somebody has read in a text, so that it need not be read again.
  ///
  /// It has to follow from the text alone. Only the latest few are kept.
  public mutating func keep(_ meaning: any AnyObject & Sendable, of text: Text) {
    if !isKnownUniquelyReferenced(&storage) { storage = Storage(copying: storage) }
    storage.keep(meaning, of: text)
  }

  /// What somebody has read in a text, if that was kept.
  public func meaning(of text: Text) -> (any AnyObject & Sendable)? {
    storage.meaning(of: text)
  }

  /// Calls the closure with the bytes of a text; a text that was never added has none.
  public func withBytes<Result>(
    _ text: Text, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let entry = storage.find(text) else {
      return body(UnsafeBufferPointer(start: nil, count: 0))
    }
    // A table that is added to meanwhile is another, or has another storage afterwards.
    return withExtendedLifetime(storage) { body(storage.content(of: entry)) }
  }

  /// Whether the bytes of this text are here.
  public func knows(_ text: Text) -> Bool {
    text.isEmpty || storage.find(text) != nil
  }

  /// The text as a string, for people to read.
  public func string(_ text: Text) -> String {
    withBytes(text) { String(decoding: $0, as: UTF8.self) }
  }

  /// The number of bytes of a text.
  public func length(_ text: Text) -> Int {
    storage.find(text)?.count ?? 0
  }

  /// Whether one text begins with another.
  public func hasPrefix(_ text: Text, _ prefix: Text) -> Bool {
    withBytes(text) { whole in
      withBytes(prefix) { part in
        part.count <= whole.count && whole.prefix(part.count).elementsEqual(part)
      }
    }
  }

  /// Whether the first text stands before the second when ordered by bytes, as `LC_ALL=C` does.
  public func isOrdered(_ first: Text, before second: Text) -> Bool {
    withBytes(first) { left in
      withBytes(second) { right in left.lexicographicallyPrecedes(right) }
    }
  }
}

extension Texts {
  /// Where the bytes of one text stand.
  fileprivate struct Entry {
    let text: Text
    let start: Int
    let count: Int
  }

  /// What somebody has read in a text.
  fileprivate struct Meaning {
    var text = Text.empty
    var object: (any AnyObject & Sendable)?
  }

  /// The arena, its entries, and an open-addressed index over them.
  ///
  /// It has its memory to itself and not in arrays: each run of a campaign begins with a copy, and
  /// all of it is then copied at once.
  fileprivate final class Storage: @unchecked Sendable {
    // Nobody but the table reaches its storage, so that the compiler's own checks are enough.
    @exclusivity(unchecked) private var bytes: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var byteCount: Int
    @exclusivity(unchecked) private var byteRoom: Int
    @exclusivity(unchecked) private var entries: UnsafeMutablePointer<Entry>
    @exclusivity(unchecked) private(set) var count: Int
    @exclusivity(unchecked) private var room: Int
    /// Entry numbers plus one by fingerprint; 0 is a free place.
    @exclusivity(unchecked) private var index: UnsafeMutablePointer<UInt32>
    /// How many places the index has less one; they are a power of two, and twice as many as there
    /// is room for entries.
    @exclusivity(unchecked) private var mask: Int

    /// The latest texts whose meaning is known, the oldest first to be replaced.
    @exclusivity(unchecked) private var meanings: UnsafeMutablePointer<Meaning>
    @exclusivity(unchecked) private var nextMeaning: Int

    private static let meaningCount = 8

    init() {
      (byteCount, byteRoom) = (0, 4_096)
      bytes = .allocate(capacity: byteRoom)
      (count, room) = (0, 256)
      entries = .allocate(capacity: room)
      mask = room * 2 - 1
      index = .allocate(capacity: mask + 1)
      index.initialize(repeating: 0, count: mask + 1)
      meanings = .allocate(capacity: Self.meaningCount)
      meanings.initialize(repeating: Meaning(), count: Self.meaningCount)
      nextMeaning = 0
    }

    /// Whoever copies it is about to add to it, and will go on doing so.
    init(copying twin: Storage) {
      byteCount = twin.byteCount
      byteRoom = twin.byteCount + 8_192
      bytes = .allocate(capacity: byteRoom)
      bytes.update(from: twin.bytes, count: byteCount)
      (count, room) = (twin.count, twin.room)
      entries = .allocate(capacity: room)
      entries.update(from: twin.entries, count: count)
      mask = twin.mask
      index = .allocate(capacity: mask + 1)
      index.update(from: twin.index, count: mask + 1)
      meanings = .allocate(capacity: Self.meaningCount)
      meanings.initialize(from: twin.meanings, count: Self.meaningCount)
      nextMeaning = twin.nextMeaning
    }

    deinit {
      bytes.deallocate()
      entries.deallocate()
      index.deallocate()
      meanings.deinitialize(count: Self.meaningCount)
      meanings.deallocate()
    }

    // MARK: Texts

    func find(_ text: Text) -> Entry? {
      var place = Int(truncatingIfNeeded: text.fingerprint) & mask
      while index[place] != 0 {
        let entry = entries[Int(index[place]) &- 1]
        if entry.text == text { return entry }
        place = (place &+ 1) & mask
      }
      return nil
    }

    /// The bytes of an entry; they must not outlive the next addition.
    func content(of entry: Entry) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: bytes + entry.start, count: entry.count)
    }

    func holds(_ other: UnsafeBufferPointer<UInt8>, at entry: Entry) -> Bool {
      guard entry.count == other.count else { return false }
      return Self.haveEqualWords(
        UnsafeRawBufferPointer(content(of: entry)), UnsafeRawBufferPointer(other))
    }

    /// Whether bytes are the same, eight at a time.
    private static func haveEqualWords(
      _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
    ) -> Bool {
      var index = 0
      while right.count &- index >= 8 {
        let isSame =
          left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        guard isSame else { return false }
        index &+= 8
      }
      while index < right.count {
        guard left[index] == right[index] else { return false }
        index &+= 1
      }
      return true
    }

    func add(_ text: Text, _ content: UnsafeBufferPointer<UInt8>) {
      guard let source = content.baseAddress else { return }
      if byteRoom - byteCount < content.count {
        byteRoom = max(byteRoom * 2, byteCount + content.count)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: byteRoom)
        larger.update(from: bytes, count: byteCount)
        // What is added may be a part of what is here.
        (larger + byteCount).update(from: source, count: content.count)
        bytes.deallocate()
        bytes = larger
      } else {
        (bytes + byteCount).update(from: source, count: content.count)
      }
      if count == room { grow() }
      entries[count] = Entry(text: text, start: byteCount, count: content.count)
      byteCount += content.count
      place(count)
      count += 1
    }

    /// Makes room for twice as many entries.
    private func grow() {
      room *= 2
      let larger = UnsafeMutablePointer<Entry>.allocate(capacity: room)
      larger.update(from: entries, count: count)
      entries.deallocate()
      entries = larger
      index.deallocate()
      mask = room * 2 - 1
      index = .allocate(capacity: mask + 1)
      index.initialize(repeating: 0, count: mask + 1)
      for number in 0..<count { place(number) }
    }

    private func place(_ number: Int) {
      var place = Int(truncatingIfNeeded: entries[number].text.fingerprint) & mask
      while index[place] != 0 { place = (place &+ 1) & mask }
      index[place] = UInt32(number + 1)
    }

    // MARK: Meanings

    func keep(_ meaning: any AnyObject & Sendable, of text: Text) {
      meanings[nextMeaning] = Meaning(text: text, object: meaning)
      nextMeaning = (nextMeaning + 1) % Self.meaningCount
    }

    func meaning(of text: Text) -> (any AnyObject & Sendable)? {
      for place in 0..<Self.meaningCount where meanings[place].text == text {
        return meanings[place].object
      }
      return nil
    }
  }
}
