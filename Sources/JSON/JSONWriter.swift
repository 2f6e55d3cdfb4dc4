/// A growing run of bytes that JSON is written into.
///
/// It owns its memory, and keeps it when it is emptied, so that a program that streams writes into
/// the same few pages for ever.
public struct JSONWriter: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var filled = 0
  /// Whether every integer that was written is one that `JSONScanner` takes: none is negative, and
  /// none is beyond 2^53.
  public internal(set) var areIntegersExact = true

  /// How many bytes have been written.
  public var count: Int { filled }

  /// An empty writer with room for so many bytes.
  public init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// The bytes written so far; they must not outlive the call.
  public borrowing func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: base, count: filled))
  }

  /// Forgets what was written, and keeps the room.
  public mutating func removeAll() {
    filled = 0
    areIntegersExact = true
  }

  // MARK: Raw bytes

  /// Writes JSON that is known beforehand.
  @inlinable @inline(__always)
  public mutating func raw(_ text: StaticString) {
    raw(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes bytes that are known to be JSON.
  @inlinable @inline(__always)
  public mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (base + filled).update(from: source, count: bytes.count)
    filled &+= bytes.count
  }

  /// Writes once more what was written in this range.
  public mutating func repeating(_ range: Range<Int>) {
    precondition(range.upperBound <= filled, "\(range) is not within 0..<\(filled)")
    reserve(range.count)
    (base + filled).update(from: base + range.lowerBound, count: range.count)
    filled &+= range.count
  }

  /// Writes one byte.
  @inlinable @inline(__always)
  public mutating func byte(_ byte: UInt8) {
    reserve(1)
    base[filled] = byte
    filled &+= 1
  }

  /// Makes room for so many more bytes.
  @inlinable @inline(__always)
  mutating func reserve(_ extra: Int) {
    if capacity &- filled < extra { grow(by: extra) }
  }

  @inline(never) @usableFromInline
  mutating func grow(by extra: Int) {
    let larger = max(capacity * 2, filled + extra)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: filled)
    base.deallocate()
    base = moved
    capacity = larger
  }
}
