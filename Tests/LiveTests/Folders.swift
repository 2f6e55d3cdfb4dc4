import Glibc
import TestSupport

/// Makes a folder that nobody else has.
func temporaryFolder() throws -> String { try TextFile.temporaryDirectory() }

/// Removes a folder with all that is in it.
func removeFolder(_ path: String) {
  if let folder = opendir(path) {
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = name(of: entry)
      if name == "." || name == ".." { continue }
      let below = path + "/" + name
      if entry.pointee.d_type == UInt8(DT_DIR) { removeFolder(below) } else { unlink(below) }
    }
  }
  rmdir(path)
}

private func name(of entry: UnsafeMutablePointer<dirent>) -> String {
  withUnsafePointer(to: &entry.pointee.d_name) {
    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
  }
}

/// What a file has; nothing when it cannot be read.
func contents(_ path: String) -> [UInt8] {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return [] }
  defer { close(file) }
  var bytes: [UInt8] = []
  var room = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(file, &room, room.count)
    guard count > 0 else { return bytes }
    bytes += room[..<count]
  }
}

/// Writes a file anew.
func write(_ text: String, to path: String) {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard file >= 0 else { return }
  _ = Glibc.write(file, text, text.utf8.count)
  close(file)
}

/// The numbers of the processes that there are.
func processes() -> [Int32] {
  guard let folder = opendir("/proc") else { return [] }
  defer { closedir(folder) }
  var numbers: [Int32] = []
  while let entry = readdir(folder) {
    if let number = Int32(name(of: entry)) { numbers.append(number) }
  }
  return numbers
}

extension [UInt8] {
  /// Where some bytes stand in these.
  func firstRange(of part: [UInt8]) -> Range<Int>? {
    guard count >= part.count else { return nil }
    return (0...(count - part.count)).first { self[$0...].starts(with: part) }
      .map { $0..<($0 + part.count) }
  }
}
