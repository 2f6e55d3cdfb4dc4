import Glibc

/// A thread of its own for a test that waits in several places at once.
struct Fibre {
  private let thread: pthread_t

  /// Begins to run the body.
  init(_ body: @escaping @Sendable () -> Void) throws {
    let box = Unmanaged.passRetained(Box(body: body))
    var thread = pthread_t()
    let error = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    guard error == 0 else {
      box.release()
      throw NoThread(number: error)
    }
    self.thread = thread
  }

  /// Waits until the body has come to its end.
  func join() { pthread_join(thread, nil) }

  private final class Box: Sendable {
    let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) { self.body = body }
  }

  struct NoThread: Error {
    let number: Int32
  }
}
