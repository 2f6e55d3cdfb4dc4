import Glibc

/// Where threads fetch chunks of numbers and bring back what came of them.
///
/// All of it stands under one lock, which is held for as long as it takes to move a few words: it
/// is meant for chunks that take a thousand times as long.
public final class WorkQueue<Result: Sendable>: @unchecked Sendable {
  private let numbers: Range<UInt64>
  private let chunk: UInt64
  private let chunkCount: UInt64
  private let window: UInt64
  private let lock = Lock()
  /// Something was brought back.
  private let brought = Signal()
  /// Something was taken, or nothing more will be handed out.
  private let moved = Signal()
  private var handedOut: UInt64 = 0
  private var taken: UInt64 = 0
  private var isClosed = false
  /// What was brought back and not taken, by the number of the chunk modulo the window.
  private var results: [Result?]

  init(_ numbers: Range<UInt64>, chunk: UInt64, window: UInt64) {
    self.numbers = numbers
    self.chunk = chunk
    self.window = window
    let (whole, rest) = (numbers.upperBound - numbers.lowerBound).quotientAndRemainder(
      dividingBy: chunk)
    chunkCount = whole + (rest > 0 ? 1 : 0)
    results = Array(repeating: nil, count: Int(window))
  }

  /// Fetches the next chunk; nil when there is none, or no more is handed out.
  ///
  /// It waits while what was handed out is too far ahead of what was taken.
  public func next() -> Range<UInt64>? {
    lock.hold()
    defer { lock.free() }
    while !isClosed, handedOut < chunkCount, handedOut - taken >= window { moved.wait(lock) }
    guard !isClosed, handedOut < chunkCount else { return nil }
    handedOut += 1
    return range(handedOut - 1)
  }

  /// Brings back what came of a chunk.
  public func bring(_ result: Result, of range: Range<UInt64>) {
    lock.hold()
    defer { lock.free() }
    let number = (range.lowerBound - numbers.lowerBound) / chunk
    precondition(
      number >= taken && number < handedOut && self.range(number) == range,
      "not handed out, or taken already: \(range)")
    let place = Int(number % window)
    precondition(results[place] == nil, "brought back twice: \(range)")
    results[place] = result
    if number == taken { brought.wake() }
  }

  /// Waits for what came of the next chunk; nil when there is none.
  func takeNext() -> (Range<UInt64>, Result)? {
    lock.hold()
    defer { lock.free() }
    guard taken < chunkCount, !isClosed else { return nil }
    let place = Int(taken % window)
    while results[place] == nil { brought.wait(lock) }
    guard let result = results[place] else { return nil }
    results[place] = nil
    taken += 1
    moved.wakeAll()
    return (range(taken - 1), result)
  }

  /// Hands nothing out any more.
  func close() {
    lock.hold()
    defer { lock.free() }
    isClosed = true
    moved.wakeAll()
  }

  private func range(_ number: UInt64) -> Range<UInt64> {
    let first = numbers.lowerBound + number * chunk
    return first..<min(first + chunk, numbers.upperBound)
  }
}
