import Glibc

/// Threads that work through consecutive numbers together, and hand back what came of them in the
/// order of the numbers.
///
/// Contract: every number is handed out once, in chunks, in order; results are taken by the thread
/// that called, in order, whatever the number of threads; none runs further ahead than `ahead`
/// chunks of what was taken, so that what waits to be taken is bounded. When whoever takes says
/// stop, no more is handed out, what is under way is finished and dropped, and all threads have
/// ended when `run` returns.
///
/// A thread's own state lives in the call of its body: nothing is shared but what a result is.
public struct Workers: Sendable {
  /// How many threads.
  public let count: Int
  /// How large the stack of each is.
  public var stackBytes = 16 << 20
  /// How many chunks each thread may be ahead of what was taken.
  public var ahead = 8

  /// So many threads, at least one.
  public init(count: Int) {
    precondition(count > 0, "\(count) threads do no work")
    self.count = count
  }

  /// What is to be done after a result was taken.
  public enum Decision: Sendable {
    /// There may be more.
    case goOn
    /// No more is to be handed out, and no more will be taken.
    case stop
  }

  /// Works through the numbers; the body is called once on each thread and takes chunks until there
  /// are none.
  ///
  /// The body has to give back a result for every chunk that it takes, before the next one.
  public func run<Result: Sendable>(
    _ numbers: Range<UInt64>, chunk: UInt64,
    _ body: @escaping @Sendable (_ thread: Int, _ queue: WorkQueue<Result>) -> Void,
    take: (_ chunk: Range<UInt64>, _ result: Result) -> Decision
  ) throws(ThreadTrouble) {
    precondition(chunk > 0, "chunks without numbers come to no end")
    let queue = WorkQueue<Result>(numbers, chunk: chunk, window: UInt64(max(1, ahead * count)))
    var threads: [Thread] = []
    defer { for thread in threads { thread.join() } }
    for number in 0..<count {
      do {
        threads.append(try Thread(stackBytes: stackBytes) { body(number, queue) })
      } catch {
        queue.close()
        throw error
      }
    }
    while let (chunk, result) = queue.takeNext() {
      if take(chunk, result) == .stop { break }
    }
    queue.close()
  }
}
