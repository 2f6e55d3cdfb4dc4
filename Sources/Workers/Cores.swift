import Glibc

/// How many cores this process may use.
public enum Cores {
  /// Those that it may be scheduled on, and no more than its group is given time for; at least one.
  public static var available: Int {
    let allowed = text(ofFileAt: "/proc/self/status").flatMap { scheduled(byStatus: $0) }
    let granted = text(ofFileAt: "/sys/fs/cgroup/cpu.max").flatMap { limit(ofGroup: $0) }
    return max(1, min(allowed ?? 1, granted ?? .max))
  }

  /// Those that the scheduler may put it on, by the mask in what the kernel says of the process; nil
  /// when there is none.
  static func scheduled(byStatus status: String) -> Int? {
    let name = "Cpus_allowed:"
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else {
      return nil
    }
    let count = line.dropFirst(name.count).reduce(0) { count, digit in
      count + (digit.hexDigitValue?.nonzeroBitCount ?? 0)
    }
    return count > 0 ? count : nil
  }

  /// Whole cores out of a control group's `QUOTA PERIOD`, in microseconds, rounded up; nil for `max`.
  static func limit(ofGroup line: String) -> Int? {
    let parts = line.split { $0 == " " || $0 == "\n" }
    guard parts.count == 2, let quota = Int(parts[0]), let period = Int(parts[1]), quota > 0,
      period > 0
    else { return nil }
    return (quota + period - 1) / period
  }

  /// The beginning of a file; nil when it cannot be read.
  private static func text(ofFileAt path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 8_192)
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
