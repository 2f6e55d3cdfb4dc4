import JSON
import Operations

// How the values that records are made of are spelled in the store. Numbers of 64 bits are strings
// of hexadecimal digits, because JSON's numbers are exact to 53 bits only.

extension JSONWriter {
  /// Writes a text in quotes.
  mutating func text(_ text: Text, _ texts: borrowing Texts) {
    texts.withBytes(text) { string(utf8: $0) }
  }

  /// Writes a number of 64 bits.
  mutating func word(_ number: UInt64) {
    byte(UInt8(ascii: "\""))
    hexadecimal(number)
    byte(UInt8(ascii: "\""))
  }

  /// Writes a process as a further member of an object; nothing when there is none.
  mutating func identity(_ name: StaticString, _ identity: ProcessIdentity?) {
    guard let identity else { return }
    raw(",\"")
    raw(name)
    raw("\":[")
    integer(Int(identity.boot))
    raw(",")
    integer(Int(identity.namespace))
    raw(",")
    integer(Int(identity.pid))
    raw(",")
    integer(Int(identity.startTick))
    raw(",")
    word(identity.nonce)
    raw("]")
  }
}

extension JSONScanner {
  /// Takes an object, one member at a time.
  mutating func object(
    _ member: (JSONString, inout JSONScanner) throws(JSONError) -> Void
  ) throws(JSONError) {
    try beginObject()
    var isFirst = true
    while let key = try nextKey(isFirst: &isFirst) { try member(key, &self) }
  }

  /// Takes an array of whole numbers.
  mutating func numbers() throws(JSONError) -> [Int] {
    var numbers: [Int] = []
    try integers(into: &numbers)
    return numbers
  }

  /// Takes a number of 64 bits.
  mutating func hexadecimal() throws(JSONError) -> UInt64 {
    let digits = try string()
    if !digits.hasEscapes, let number = digits.bytes.hexadecimal { return number }
    guard let number = UInt64(digits.text, radix: 16) else {
      throw .shape("'\(digits.text)' is no hexadecimal number", at: digits.offset)
    }
    return number
  }

  /// Takes a process.
  mutating func identity() throws(JSONError) -> ProcessIdentity {
    try beginArray()
    var isFirst = true
    var parts = (0, 0, 0, 0)
    var count = 0
    var nonce: UInt64 = 0
    while try nextElement(isFirst: &isFirst) {
      switch count {
      case 0: parts.0 = try integer()
      case 1: parts.1 = try integer()
      case 2: parts.2 = try integer()
      case 3: parts.3 = try integer()
      default: nonce = try hexadecimal()
      }
      count = min(count + 1, 4)
    }
    guard count == 4, let boot = UInt32(exactly: parts.0),
      let namespace = UInt32(exactly: parts.1), let pid = Int32(exactly: parts.2)
    else { throw .shape("no process", at: offset) }
    return ProcessIdentity(
      boot: boot, namespace: namespace, pid: pid, startTick: Int64(parts.3), nonce: nonce)
  }
}

extension JSONString {
  /// Whether a string is a word, for switches over keys.
  static func ~= (word: StaticString, string: JSONString) -> Bool { string.equals(word) }
}

extension UnsafeBufferPointer<UInt8> {
  /// The number that up to sixteen hexadecimal digits are; nil for anything else.
  fileprivate var hexadecimal: UInt64? {
    guard (1...16).contains(count) else { return nil }
    var number: UInt64 = 0
    for byte in self {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number = number << 4 | UInt64(byte &- UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"):
        number = number << 4 | UInt64(byte &- UInt8(ascii: "a") &+ 10)
      default: return nil
      }
    }
    return number
  }
}

extension PaneReference {
  /// The reference as whole numbers.
  var numbers: [Int] {
    [Int(serverPid), Int(serverStart), Int(session), Int(window), Int(pane), Int(panePid)]
  }

  /// Reads a reference.
  init?(numbers: [Int]) {
    guard numbers.count == 6 else { return nil }
    self.init(
      serverPid: Int32(clamping: numbers[0]), serverStart: Int64(numbers[1]),
      session: Int32(clamping: numbers[2]), window: Int32(clamping: numbers[3]),
      pane: Int32(clamping: numbers[4]), panePid: Int32(clamping: numbers[5]))
  }
}

extension Ending {
  /// The ending as whole numbers.
  var numbers: [Int] {
    switch self {
    case .exited(let status): [0, Int(status)]
    case .signalled(let signal): [1, Int(signal.rawValue)]
    }
  }

  /// Reads an ending.
  init?(numbers: [Int]) {
    guard numbers.count == 2, let code = UInt8(exactly: numbers[1]) else { return nil }
    switch numbers[0] {
    case 0:
      self = .exited(code)
    case 1:
      guard let signal = Signal(rawValue: code) else { return nil }
      self = .signalled(signal)
    default:
      return nil
    }
  }
}
