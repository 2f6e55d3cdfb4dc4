import Glibc

/// How many cores this process may use.
public enum Cores {
  /// Those that it may be scheduled on, and no more than its group is given time for; at least one.
  public static var available: Int {
    max(1, min(scheduled, limit(ofGroupAt: "/sys/fs/cgroup/cpu.max") ?? .max))
  }

  /// Those that the scheduler may put it on.
  static var scheduled: Int {
    var set = cpu_set_t()
    let size = MemoryLayout<cpu_set_t>.size
    guard sched_getaffinity(0, size, &set) == 0 else { return 1 }
    return withUnsafeBytes(of: set) { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
  }

  /// What the file of a control group says; nil when it says nothing or is not there.
  static func limit(ofGroupAt path: String) -> Int? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return nil }
    return limit(of: String(decoding: bytes[..<count], as: UTF8.self))
  }

  /// Whole cores out of `QUOTA PERIOD`, in microseconds, rounded up; nil for `max`.
  static func limit(of line: String) -> Int? {
    let parts = line.split { $0 == " " || $0 == "\n" }
    guard parts.count == 2, let quota = Int(parts[0]), let period = Int(parts[1]), quota > 0,
      period > 0
    else { return nil }
    return (quota + period - 1) / period
  }
}
