import Glibc

/// Why a thread could not be started.
public struct ThreadTrouble: Error, Hashable, Sendable {
  /// The number of the error.
  public let number: Int32

  /// One line for a person.
  public var message: String {
    "Cannot start a thread: \(String(cString: strerror(number))). Ask for fewer of them."
  }
}

/// A thread that runs one body.
struct Thread {
  private let handle: pthread_t

  private final class Errand {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread; whoever does has to join it.
  init(stackBytes: Int, _ body: @escaping @Sendable () -> Void) throws(ThreadTrouble) {
    var attributes = pthread_attr_t()
    var status = pthread_attr_init(&attributes)
    guard status == 0 else { throw ThreadTrouble(number: status) }
    defer { pthread_attr_destroy(&attributes) }
    status = pthread_attr_setstacksize(&attributes, stackBytes)
    guard status == 0 else { throw ThreadTrouble(number: status) }
    let errand = Unmanaged.passRetained(Errand(body))
    var handle = pthread_t()
    status = pthread_create(
      &handle, &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Errand>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, errand.toOpaque())
    guard status == 0 else {
      errand.release()
      throw ThreadTrouble(number: status)
    }
    self.handle = handle
  }

  /// Waits until it has ended.
  func join() {
    let status = pthread_join(handle, nil)
    precondition(status == 0, "cannot join a thread: \(String(cString: strerror(status)))")
  }
}
