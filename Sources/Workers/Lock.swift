import Glibc

/// One at a time.
final class Lock: @unchecked Sendable {
  fileprivate let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() {
    mutex.initialize(to: pthread_mutex_t())
    check(pthread_mutex_init(mutex, nil), "make a lock")
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func hold() { check(pthread_mutex_lock(mutex), "take a lock") }

  func free() { check(pthread_mutex_unlock(mutex), "give a lock back") }
}

/// What somebody waits for who has the lock.
final class Signal: @unchecked Sendable {
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    condition.initialize(to: pthread_cond_t())
    check(pthread_cond_init(condition, nil), "make a signal")
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  /// Gives the lock back until it is woken; it may also wake without reason.
  func wait(_ lock: Lock) { check(pthread_cond_wait(condition, lock.mutex), "wait for a signal") }

  func wake() { check(pthread_cond_signal(condition), "wake one") }

  func wakeAll() { check(pthread_cond_broadcast(condition), "wake all") }
}

/// These calls fail only when they are used wrongly.
private func check(_ status: Int32, _ what: StaticString) {
  precondition(status == 0, "cannot \(what): \(String(cString: strerror(status)))")
}
