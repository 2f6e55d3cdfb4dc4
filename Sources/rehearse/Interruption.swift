import Glibc
import Synchronization

/// Whether somebody has asked the program to end: a person with Ctrl-C, or an engine with SIGTERM.
///
/// The first time it is noted, so that what was done can be written down. The second time the program
/// ends at once. What comes in the same moment is the same request: `timeout` and others signal a
/// process and then its group, too.
enum Interruption {
  /// When it was asked, in nanoseconds of the clock that nobody sets; 0 when it was not.
  fileprivate static let asked = Atomic<Int64>(0)
  fileprivate static let momentNs: Int64 = 250_000_000

  /// Whether it was asked.
  static var isAsked: Bool { asked.load(ordering: .relaxed) != 0 }

  /// From now on a signal is noted.
  static func note() {
    // A handler must not be the first to touch it.
    _ = isAsked
    set(hear)
  }

  /// From now on a signal ends the program, as it does any other.
  static func forget() { set(SIG_DFL) }

  /// What is ignored, as below `nohup`, stays so.
  private static func set(_ handler: (@convention(c) (Int32) -> Void)?) {
    for number in [SIGINT, SIGTERM] {
      let former = signal(number, handler)
      if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }
}

/// What a signal does: nothing that is not allowed amid anything else.
private func hear(_: Int32) {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  let now = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  let first = Interruption.asked.load(ordering: .relaxed)
  if first == 0 {
    Interruption.asked.store(now, ordering: .relaxed)
  } else if now - first > Interruption.momentNs {
    _exit(ExitStatus.interrupted.rawValue)
  }
}
