import Evidence
import Glibc

/// Folders of evidence on this machine: read whole, written whole.
enum EvidenceFolder {
  /// All files below a folder, in the order of their names.
  static func files(in folder: String) throws(Failure) -> [EvidenceFile] {
    var files: [EvidenceFile] = []
    for path in try paths(below: folder, "") {
      files.append(EvidenceFile(path, try bytes(of: "\(folder)/\(path)")))
    }
    return files
  }

  /// The paths of all files below a folder, from there; what is no file or folder is no evidence.
  static func paths(below folder: String, _ prefix: String) throws(Failure) -> [String] {
    guard let directory = opendir(prefix.isEmpty ? folder : "\(folder)/\(prefix)") else {
      throw unreadable("\(folder)/\(prefix)")
    }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      var status = stat()
      guard lstat("\(folder)/\(path)", &status) == 0 else { throw unreadable("\(folder)/\(path)") }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: found += try paths(below: folder, path)
      case S_IFREG: found.append(path)
      default:
        throw Failure(
          status: .badInput, message: "'\(folder)/\(path)' is neither a file nor a folder.")
      }
    }
    return found.sorted()
  }

  /// The bytes of a file, of any size.
  static func bytes(of path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Whether there is something at a path.
  static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  // MARK: - Writing

  /// Writes a file below a folder, and the folders on the way.
  static func write(_ file: EvidenceFile, in folder: String) throws(Failure) {
    let path = "\(folder)/\(file.path)"
    try makeFolders(for: path)
    try OutputFile.write(file.bytes, to: path)
  }

  /// Makes the folders that a path leads through.
  static func makeFolders(for path: String) throws(Failure) {
    for place in path.indices where path[place] == "/" && place != path.startIndex {
      let folder = String(path[..<place])
      if mkdir(folder, 0o755) != 0, errno != EEXIST {
        throw Failure(
          status: .cannotWrite,
          message: "Cannot make '\(folder)': \(String(cString: strerror(errno))).")
      }
    }
  }

  /// Takes away a folder with all that is in it.
  static func remove(_ folder: String) throws(Failure) {
    guard isThere(folder) else { return }
    try removeAll(in: folder)
    if rmdir(folder) != 0 {
      throw Failure(
        status: .cannotWrite,
        message: "Cannot remove '\(folder)': \(String(cString: strerror(errno))).")
    }
  }

  private static func removeAll(in folder: String) throws(Failure) {
    guard let directory = opendir(folder) else { throw unreadable(folder) }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var status = stat()
      let path = "\(folder)/\(name)"
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { try remove(path) } else { unlink(path) }
    }
  }

  /// Takes away a file, if it is there.
  static func removeFile(_ path: String) throws(Failure) {
    guard unlink(path) == 0 || errno == ENOENT else { throw unwritable(path) }
  }

  /// Puts a folder that is complete in the place of another, if there is one.
  static func put(_ folder: String, at place: String) throws(Failure) {
    let former = "\(place).former"
    try remove(former)
    if isThere(place), rename(place, former) != 0 { throw unwritable(place) }
    guard rename(folder, place) == 0 else { throw unwritable(place) }
    try remove(former)
  }

  private static func unreadable(_ path: String) -> Failure {
    Failure(
      status: .inputOutput,
      message: "Cannot read '\(path)': \(String(cString: strerror(errno))).")
  }

  private static func unwritable(_ path: String) -> Failure {
    Failure(
      status: .cannotWrite,
      message: "Cannot write '\(path)': \(String(cString: strerror(errno))).")
  }
}
