import CLive
import Glibc

/// A process that was started here and has not been reaped.
///
/// Its descriptor refers to it and to no other, whoever gets its number later.
struct Child: Sendable {
  /// Its number.
  let pid: Int32
  /// What refers to it.
  let descriptor: Int32

  /// What is started, and how.
  struct Plan {
    /// The file of the program.
    var path: String
    /// What it is given, its own name not counted.
    var arguments: [String] = []
    /// Its whole environment, each as `NAME=value`.
    var environment: [String]
    /// Where it begins; nil for where this program is.
    var directory: String?
    /// Its standard input, output and error; -1 for none.
    var input: Int32 = -1
    var output: Int32 = -1
    var error: Int32 = -1
    var newSession = false
    var newGroup = false
    var newNamespace = false
    var ignoresHangUp = false
    /// Whether it has those of this program's descriptors that are not closed on exec: a lock that is
    /// meant to be inherited.
    var inheritsDescriptors = false
  }

  /// Starts a program; it is the caller's to reap.
  init(_ plan: Plan) throws(CallError) {
    var pid: pid_t = 0
    var descriptor: Int32 = -1
    let error = Self.withPointers(to: [plan.path] + plan.arguments) { arguments in
      Self.withPointers(to: plan.environment) { environment in
        plan.path.withCString { path in
          Self.withOptional(plan.directory) { directory in
            var launch = live_launch(
              path: path, arguments: arguments, environment: environment, directory: directory,
              input: plan.input, output: plan.output, error: plan.error,
              new_session: plan.newSession, new_group: plan.newGroup,
              new_namespace: plan.newNamespace, ignores_hang_up: plan.ignoresHangUp,
              inherits_descriptors: plan.inheritsDescriptors)
            return live_start(&launch, &pid, &descriptor)
          }
        }
      }
    }
    guard error == 0 else { throw CallError(error) }
    self.pid = pid
    self.descriptor = descriptor
  }

  /// Waits until it has ended, or until an instant; its wait status, or nil when it has not.
  ///
  /// After it was reaped the descriptor is closed, and the child must not be used any more.
  func reap(until deadline: Deadline) throws(CallError) -> Int32? {
    while true {
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let count = poll(&ready, 1, deadline.milliseconds)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw CallError(errno) }
      guard count > 0 else { return nil }
      var status: Int32 = 0
      let reaped = waitpid(pid, &status, 0)
      if reaped < 0, errno == EINTR { continue }
      guard reaped == pid else { throw CallError(errno) }
      close(descriptor)
      return status
    }
  }

  /// Signals it; once it was reaped, nobody.
  func signal(_ number: Int32) { _ = live_signal_process(descriptor, number) }

  private static func withOptional<Result>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
  ) -> Result {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }

  private static func withPointers<Result>(
    to texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { body($0.baseAddress.unsafelyUnwrapped) }
  }
}

/// A call to the kernel that failed.
struct CallError: Error, Hashable {
  /// The number of the error.
  let number: Int32

  init(_ number: Int32) {
    self.number = number
  }
}

/// Until when somebody waits, by the clock that stands still while the machine sleeps.
public struct Deadline: Sendable {
  /// Nanoseconds on that clock; the largest number for ever.
  public let nanoseconds: Int64

  /// So long from now.
  public init(after nanoseconds: Int64) {
    let (sum, overflow) = Self.now.addingReportingOverflow(max(nanoseconds, 0))
    self.nanoseconds = overflow ? .max : sum
  }

  /// Never.
  public static let never = Deadline(after: .max)

  /// The reading of the clock.
  public static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Whether it has come.
  public var hasPassed: Bool { Self.now >= nanoseconds }

  /// What is left of it, as `poll` wants it: rounded up, -1 for ever.
  var milliseconds: Int32 {
    if nanoseconds == .max { return -1 }
    let left = nanoseconds - Self.now
    return left <= 0 ? 0 : Int32(clamping: (left + 999_999) / 1_000_000)
  }
}
