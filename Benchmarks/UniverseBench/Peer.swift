import Glibc

/// SimPy, doing the timer ping in a process of its own.
struct Peer {
  private let python: String
  private let script: String

  /// Nil when it has not been installed; `Benchmarks/Peers/install-simpy.sh` does.
  init?() {
    python = ".build/peers/simpy/bin/python"
    script = "Benchmarks/Peers/simpy_ping.py"
    guard access(python, X_OK) == 0, access(script, R_OK) == 0 else { return nil }
  }

  /// The seconds that it takes for so many events; nil when it fails.
  func seconds(processes: Int, events: Int64) -> Double? {
    guard let pipe = popen("\(python) \(script) \(processes) \(events)", "r") else { return nil }
    var line = [CChar](repeating: 0, count: 64)
    let isRead = fgets(&line, Int32(line.count), pipe) != nil
    guard pclose(pipe) == 0, isRead else { return nil }
    let bytes = line.prefix { $0 != 0 && $0 != CChar(UInt8(ascii: "\n")) }
    return Double(String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}
