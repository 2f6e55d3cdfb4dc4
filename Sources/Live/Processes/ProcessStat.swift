import Operations

/// The fields of `/proc/PID/stat` that tell processes apart.
struct ProcessStat: Hashable, Sendable {
  /// The name of the program, of which the kernel keeps 15 bytes.
  var name: [UInt8]
  /// What it is doing.
  var state: ProcessState
  /// Its parent's pid, 0 when that is outside of the namespace.
  var parent: Int32
  var group: Int32
  var session: Int32
  /// When it started, in clock ticks since boot.
  var startTick: Int64

  /// Reads the line; nil when it is none.
  init?(_ line: [UInt8]) {
    guard let open = line.firstIndex(of: UInt8(ascii: "(")),
      let close = line.lastIndex(of: UInt8(ascii: ")")), open < close
    else { return nil }
    name = Array(line[(open + 1)..<close])
    // The first of these is the third field.
    let fields = line[(close + 1)...].split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    guard fields.count > 19, let parent = Self.number(fields[1]),
      let group = Self.number(fields[2]),
      let session = Self.number(fields[3]), let tick = Self.number(fields[19])
    else { return nil }
    switch fields[0].first {
    case UInt8(ascii: "T"), UInt8(ascii: "t"): state = .stopped
    case UInt8(ascii: "Z"), UInt8(ascii: "X"), UInt8(ascii: "x"): state = .zombie
    default: state = .running
    }
    self.parent = Int32(truncatingIfNeeded: parent)
    self.group = Int32(truncatingIfNeeded: group)
    self.session = Int32(truncatingIfNeeded: session)
    startTick = tick
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Int64? {
    Int64(String(decoding: field, as: UTF8.self))
  }
}

/// The lines of `/proc/PID/status` that `stat` does not have.
struct ProcessStatus: Hashable, Sendable {
  /// The process of a thread; its own pid for a process.
  var process: Int32
  /// The user whose rights it has.
  var user: UInt32
  /// Its pid in each namespace from the reader's down to its own.
  var pids: [Int32]
  /// Its group and session as its own namespace counts them.
  var group: Int32
  var session: Int32

  /// Reads the lines; nil when one is missing.
  init?(_ text: [UInt8]) {
    var lines: [(name: ArraySlice<UInt8>, values: [Int64])] = []
    for line in text.split(separator: UInt8(ascii: "\n")) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      lines.append(
        (
          line[..<colon],
          line[(colon + 1)...].split(separator: UInt8(ascii: "\t"))
            .compactMap { Int64(String(decoding: $0, as: UTF8.self)) }
        ))
    }
    func values(_ name: StaticString) -> [Int64]? {
      name.withUTF8Buffer { name in lines.first { $0.name.elementsEqual(name) }?.values }
    }
    guard let process = values("Tgid")?.first, let users = values("Uid"), users.count > 1,
      let pids = values("NSpid"), !pids.isEmpty, let group = values("NSpgid")?.last,
      let session = values("NSsid")?.last
    else { return nil }
    self.process = Int32(truncatingIfNeeded: process)
    user = UInt32(truncatingIfNeeded: users[1])
    self.pids = pids.map { Int32(truncatingIfNeeded: $0) }
    self.group = Int32(truncatingIfNeeded: group)
    self.session = Int32(truncatingIfNeeded: session)
  }
}
