import Operations

/// Remembers which directory and name a path led to.
///
/// Only paths without `..` are kept: what such a path leads to changes only when a directory or a
/// symbolic link is renamed or a link removed, which raises the version, or when its directory is
/// removed, which its inode number tells. It is derived: it is never folded, and losing it costs
/// time alone.
struct PathCache: Sendable {
  private var lines: [Line] = []
  private var version: UInt32 = 1

  private struct Line: Sendable {
    var path = Text.empty
    var name = Text.empty
    var number: UInt64 = 0
    var directory: Int32 = -1
    var version: UInt32 = 0
  }

  /// How many paths it has room for: little, since a copy of the world copies it.
  private static let size = 128

  /// The directory's place and number and the name, if they are remembered.
  func find(_ path: Text) -> (directory: Int32, number: UInt64, name: Text)? {
    guard !lines.isEmpty else { return nil }
    let line = lines[Int(truncatingIfNeeded: path.fingerprint) & (Self.size - 1)]
    guard line.path == path, line.version == version else { return nil }
    return (line.directory, line.number, line.name)
  }

  /// Remembers where a path led.
  mutating func keep(_ path: Text, directory: Int32, number: UInt64, name: Text) {
    if lines.isEmpty { lines = Array(repeating: Line(), count: Self.size) }
    lines[Int(truncatingIfNeeded: path.fingerprint) & (Self.size - 1)] = Line(
      path: path, name: name, number: number, directory: directory, version: version)
  }

  /// The paths that are remembered.
  var paths: [Text] { lines.filter { $0.version == version }.map(\.path) }

  /// Forgets everything.
  mutating func forget() {
    version &+= 1
  }
}
