import Glibc
import Operations

/// A path as the kernel is told it: bytes, and a zero after them.
struct RealPath: Sendable {
  private let bytes: [UInt8]

  /// Takes a path that somebody asked for.
  ///
  /// One that does not begin at the root would mean something else in every program, and one with a
  /// zero in it something shorter: both are refused.
  init(asked bytes: [UInt8]) throws(Errno) {
    guard !bytes.isEmpty else { throw .noSuchFile }
    guard bytes[0] == UInt8(ascii: "/") else { throw .invalid }
    try self.init(bytes)
  }

  /// Takes any bytes but those with a zero: a name in a directory, or what a link leads to.
  init(_ bytes: [UInt8]) throws(Errno) {
    guard !bytes.contains(0) else { throw .invalid }
    self.bytes = bytes + [0]
  }

  /// Lends it to a call.
  func withPointer<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    bytes.withUnsafeBytes {
      body($0.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped)
    }
  }

  /// What the kernel knows of what it leads to; of a link at its end itself, unless that is followed.
  func facts(followingLinks: Bool = false) throws(Errno) -> Glibc.stat {
    var facts = Glibc.stat()
    try call {
      withPointer { fstatat(AT_FDCWD, $0, &facts, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW) }
    }
    return facts
  }

  /// What comes before its last name, and that name with the slashes that follow it; the name is
  /// empty when there are only slashes.
  var parts: (directory: RealPath, name: RealPath) {
    get throws(Errno) {
      let end = lastNameEnd
      let start = bytes[..<end].lastIndex(of: Self.slash).map { $0 + 1 } ?? 0
      return (try RealPath(Array(bytes[..<start])), try RealPath(Array(bytes[start...].dropLast())))
    }
  }

  /// The beginnings of the path that end with a name, and at last all of it, as `mkdir -p` goes.
  var steps: [RealPath] {
    get throws(Errno) {
      let length = bytes.count - 1
      var steps: [RealPath] = []
      var end = 0
      while end < length {
        while end < length, bytes[end] == Self.slash { end += 1 }
        while end < length, bytes[end] != Self.slash { end += 1 }
        steps.append(try RealPath(Array(bytes[..<end])))
      }
      return steps
    }
  }

  /// How it ends.
  var ending: Ending {
    let end = lastNameEnd
    let name = bytes[..<end].suffix { $0 != Self.slash }
    if name.isEmpty { return .root }
    if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return .dots }
    return end < bytes.count - 1 ? .slash : .name
  }

  /// How a path can end.
  enum Ending: Hashable, Sendable {
    /// It is nothing but slashes.
    case root
    /// With `.` or `..`.
    case dots
    /// With a name and a slash.
    case slash
    /// With a name.
    case name
  }

  /// The path without the slashes at its end.
  var withoutSlash: RealPath {
    get throws(Errno) { try RealPath(Array(bytes[..<lastNameEnd])) }
  }

  private static let slash = UInt8(ascii: "/")

  /// Where the last name ends.
  private var lastNameEnd: Int {
    var end = bytes.count - 1
    while end > 0, bytes[end - 1] == Self.slash { end -= 1 }
    return end
  }
}

extension Collection where Self: BidirectionalCollection {
  /// The longest end of it whose elements are all as asked for.
  fileprivate func suffix(while isWanted: (Element) -> Bool) -> SubSequence {
    var start = endIndex
    while start > startIndex, isWanted(self[index(before: start)]) { formIndex(before: &start) }
    return self[start...]
  }
}
