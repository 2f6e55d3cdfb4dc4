import Operations

/// Where a path leads: a directory and a name in it, which need not be there.
struct Place: Hashable, Sendable {
  /// The directory's place in the table of inodes.
  var directory: Int32
  /// The name; empty when the path ends in `.`, `..` or is the root.
  var name: Text
  /// How the path ends.
  var last: LastPart
  /// The name's entry, or -1.
  var entry: Int32
  /// What is there, or -1.
  var inode: Int32
  /// Whether the path ends in a slash, so that only a directory will do.
  var endsInSlash: Bool

  /// How a path can end.
  enum LastPart: UInt8, Hashable, Sendable {
    case name
    case dot
    case dotDot
    case root
  }
}

/// Whether a symbolic link at the end of a path is followed.
enum FollowRule: UInt8, Hashable, Sendable {
  /// As `mkdir`, `unlink` and `rename` look at it.
  case never
  /// As `lstat` and `link` do: only when a slash comes after it.
  case beforeSlash
  /// As `open` does.
  case always
  /// As `open` with O_CREAT does: no name with a slash after it is even looked at, nor followed.
  case alwaysToCreate
  /// As O_EXCL makes it: nor is a link without a slash.
  case neverToCreate

  /// Whether a link at the end is followed, with or without a slash after it.
  func follows(withSlash hasSlash: Bool) -> Bool {
    switch self {
    case .always, .alwaysToCreate: true
    case .beforeSlash: hasSlash
    case .never, .neverToCreate: false
    }
  }

  /// Whether a name with a slash after it is not looked at.
  var refusesSlash: Bool { self == .alwaysToCreate || self == .neverToCreate }
}
