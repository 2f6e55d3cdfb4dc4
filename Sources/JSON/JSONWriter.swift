/// A growing run of bytes that JSON is written into.
///
/// It owns its memory, and keeps it when it is emptied, so that a program that streams writes into
/// the same few pages for ever.
public struct JSONWriter: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes have been written.
  public private(set) var count = 0
  /// Whether every integer that was written is one that `JSONScanner` takes: none is negative, and
  /// none is beyond 2^53.
  public internal(set) var areIntegersExact = true

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
    try body(UnsafeBufferPointer(start: base, count: count))
  }

  /// Forgets what was written, and keeps the room.
  public mutating func removeAll() {
    count = 0
    areIntegersExact = true
  }

  // MARK: Raw bytes

  /// Writes JSON that is known beforehand.
  @inline(__always)
  public mutating func raw(_ text: StaticString) {
    raw(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes bytes that are known to be JSON.
  @inline(__always)
  public mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (base + count).update(from: source, count: bytes.count)
    count &+= bytes.count
  }

  /// Writes once more what was written in this range.
  public mutating func repeating(_ range: Range<Int>) {
    precondition(range.upperBound <= count, "\(range) is not within 0..<\(count)")
    reserve(range.count)
    (base + count).update(from: base + range.lowerBound, count: range.count)
    count &+= range.count
  }

  /// Writes one byte.
  @inline(__always)
  public mutating func byte(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count &+= 1
  }

  /// Makes room for so many more bytes.
  @inline(__always)
  private mutating func reserve(_ extra: Int) {
    if capacity &- count < extra { grow(by: extra) }
  }

  @inline(never)
  private mutating func grow(by extra: Int) {
    let larger = max(capacity * 2, count + extra)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }
}
