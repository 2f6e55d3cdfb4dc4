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
  public var count: Int { storage.entries.count }

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
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
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
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
    storage.meanings[storage.nextMeaning] = Meaning(text: text, object: meaning)
    storage.nextMeaning = (storage.nextMeaning + 1) % storage.meanings.count
  }

  /// What somebody has read in a text, if that was kept.
  public func meaning(of text: Text) -> (any AnyObject & Sendable)? {
    for place in storage.meanings.indices where storage.meanings[place].text == text {
      return storage.meanings[place].object
    }
    return nil
  }

  /// Calls the closure with the bytes of a text; a text that was never added has none.
  public func withBytes<Result>(
    _ text: Text, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let entry = storage.find(text) else {
      return body(UnsafeBufferPointer(start: nil, count: 0))
    }
    return storage.bytes.withUnsafeBufferPointer { all in
      body(UnsafeBufferPointer(rebasing: all[entry.start..<entry.start + entry.count]))
    }
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
  fileprivate final class Storage: @unchecked Sendable {
    // Nobody but the table reaches its storage, so that the compiler's own checks are enough.
    @exclusivity(unchecked) var bytes: [UInt8] = []
    @exclusivity(unchecked) var entries: [Entry] = []
    /// Entry numbers plus one by fingerprint; 0 is a free place.
    ///
    /// Its size is a power of two.
    @exclusivity(unchecked) var index: [UInt32] = Array(repeating: 0, count: 64)

    /// The latest texts whose meaning is known, the oldest first to be replaced.
    @exclusivity(unchecked) var meanings = Array(repeating: Meaning(), count: 8)
    @exclusivity(unchecked) var nextMeaning = 0

    func find(_ text: Text) -> Entry? {
      let mask = index.count - 1
      var place = Int(truncatingIfNeeded: text.fingerprint) & mask
      while index[place] != 0 {
        let entry = entries[Int(index[place]) - 1]
        if entry.text == text { return entry }
        place = (place + 1) & mask
      }
      return nil
    }

    func holds(_ other: UnsafeBufferPointer<UInt8>, at entry: Entry) -> Bool {
      guard entry.count == other.count else { return false }
      return bytes.withUnsafeBufferPointer { Self.haveEqualWords($0, entry.start, other) }
    }

    /// Whether the bytes from a place on are these, eight at a time.
    private static func haveEqualWords(
      _ all: UnsafeBufferPointer<UInt8>, _ start: Int, _ other: UnsafeBufferPointer<UInt8>
    ) -> Bool {
      let left = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(all)[start...])
      let right = UnsafeRawBufferPointer(other)
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
      entries.append(Entry(text: text, start: bytes.count, count: content.count))
      bytes.append(contentsOf: content)
      if entries.count * 2 > index.count {
        index = Array(repeating: 0, count: index.count * 2)
        for number in entries.indices { place(number) }
      } else {
        place(entries.count - 1)
      }
    }

    func copy() -> Storage {
      let twin = Storage()
      // Whoever copies it is about to add to it, and will go on doing so.
      twin.bytes.reserveCapacity(bytes.count + 8_192)
      twin.bytes += bytes
      twin.entries.reserveCapacity(entries.count + 128)
      twin.entries += entries
      twin.index = index
      twin.meanings = meanings
      twin.nextMeaning = nextMeaning
      return twin
    }

    private func place(_ number: Int) {
      let mask = index.count - 1
      var place = Int(truncatingIfNeeded: entries[number].text.fingerprint) & mask
      while index[place] != 0 { place = (place + 1) & mask }
      index[place] = UInt32(number + 1)
    }
  }
}
