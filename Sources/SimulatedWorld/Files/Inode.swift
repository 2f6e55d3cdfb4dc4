import Operations

/// A file, a directory or a symbolic link, apart from the names that it has.
struct Inode: Hashable, Sendable {
  /// Never given out twice; 0 marks a free place.
  var number: UInt64 = 0
  var kind = FileKind.file
  /// How many names it has; a directory has two and one for each directory in it, or none at all
  /// once it was removed.
  var links: Int32 = 0
  /// The bytes of a file, or what a symbolic link points to.
  var content = Text.empty
  /// The length of the content; the number of entries of a directory.
  var size: Int64 = 0
  var modified = WallTime(milliseconds: 0)
  var owner: UInt32 = 0
  var mode = FileMode.file
  /// The directory that a directory stands in.
  var parent: Int32 = -1
  /// A directory's own entry in its parent, and the first of its own entries.
  var entry: Int32 = -1
  var firstEntry: Int32 = -1
  /// How many descriptors and durability records keep it although it may have no name.
  var holds: Int32 = 0
  /// How many shared locks it has, and whether it has an exclusive one.
  var sharedLocks: Int32 = 0
  var isLockedAlone = false
  /// What a power failure leaves at least, and since when that differs from the content.
  var durableContent = Text.empty
  var dirtySince = Instant.never
}

/// Who may do what with an inode: the owner, and everyone else; user 0 may do anything.
public struct FileMode: OptionSet, Hashable, Sendable {
  /// The bits, three for the owner and three for the others.
  public let rawValue: UInt8

  /// Makes a mode of bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The owner reads.
  public static let ownerReads = FileMode(rawValue: 0o40)
  /// The owner writes.
  public static let ownerWrites = FileMode(rawValue: 0o20)
  /// The owner looks names up.
  public static let ownerSearches = FileMode(rawValue: 0o10)
  /// Others read.
  public static let othersRead = FileMode(rawValue: 0o4)
  /// Others write.
  public static let othersWrite = FileMode(rawValue: 0o2)
  /// Others look names up.
  public static let othersSearch = FileMode(rawValue: 0o1)

  /// 0644, as a umask of 022 leaves it.
  public static let file: FileMode = [.ownerReads, .ownerWrites, .othersRead]
  /// 0755.
  public static let directory: FileMode = [
    .ownerReads, .ownerWrites, .ownerSearches, .othersRead, .othersSearch,
  ]
  /// 0777.
  public static let everything = FileMode(rawValue: 0o77)
}
