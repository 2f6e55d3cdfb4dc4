import CLive
import Glibc

/// Where threads leave what came of operations, for the one that waits at its descriptor.
final class Completions: @unchecked Sendable {
  /// Can be read from when something has been left.
  let descriptor: Int32
  private var left: [(number: UInt64, answer: Answer)] = []
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  init() throws(CallError) {
    descriptor = live_open_bell()
    guard descriptor >= 0 else { throw CallError(errno) }
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    close(descriptor)
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Leaves the answer to the operation of a number.
  func leave(_ answer: Answer, to number: UInt64) {
    pthread_mutex_lock(lock)
    left.append((number, answer))
    pthread_mutex_unlock(lock)
    live_ring(descriptor)
  }

  /// Takes what has been left, in the order in which it was.
  func take() -> [(number: UInt64, answer: Answer)] {
    live_silence(descriptor)
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    let taken = left
    left = []
    return taken
  }
}
