import Glibc

/// Files of a run, whole.
enum LiveFile {
  /// What is in a file; nil when it cannot be read.
  static func text(of path: String) -> String? {
    bytes(of: path).map { String(decoding: $0, as: UTF8.self) }
  }

  static func bytes(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = room.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      guard count > 0 else { return count == 0 ? bytes : nil }
      bytes += room[..<count]
    }
  }

  /// The lines of a file; none when it is not there.
  static func lines(of path: String) -> [String] {
    (text(of: path) ?? "").split(separator: "\n").map(String.init)
  }

  /// Writes a file that its owner may read, and run if it is a program.
  static func write(_ text: String, to path: String, isProgram: Bool = false) throws(LiveTrouble) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isProgram ? 0o700 : 0o600)
    guard file >= 0 else { throw LiveTrouble("write", path) }
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw LiveTrouble("write", path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(LiveTrouble) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw LiveTrouble("make", path)
    }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw LiveTrouble("make", path) }
  }

  /// The names in a folder, in the order of their bytes.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes what is at a path, and all below it; links are removed and not followed.
  static func remove(_ path: String) {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return }
    if facts.st_mode & S_IFMT == S_IFDIR {
      for name in names(in: path) { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}

/// What keeps a scenario from being run on this machine at all.
public struct LiveTrouble: Error, Hashable {
  /// What a person is told.
  public let message: String

  /// Says what it is.
  init(_ message: String) { self.message = message }

  /// Says what the kernel refused.
  init(_ deed: String, _ path: String) {
    message = "Cannot \(deed) '\(path)': \(String(cString: strerror(errno)))."
  }
}
