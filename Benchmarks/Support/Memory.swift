import Glibc

/// What this process takes.
package enum Memory {
  /// The bytes that are resident, as `/proc/self/statm` says in pages.
  package static func resident() -> Int {
    let file = open("/proc/self/statm", O_RDONLY)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      var numbers = (0, 0)
      var isSecond = false
      for place in 0..<max(0, count) {
        let digit = Int(buffer[place]) - Int(UInt8(ascii: "0"))
        if buffer[place] == UInt8(ascii: " ") {
          if isSecond { break }
          isSecond = true
        } else if isSecond {
          numbers.1 = numbers.1 * 10 + digit
        } else {
          numbers.0 = numbers.0 * 10 + digit
        }
      }
      return numbers.1 * Int(getpagesize())
    }
  }
}
