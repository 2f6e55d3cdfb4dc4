import Glibc

/// Scenario files on this machine: those that are named, and those below folders that are named.
public enum ScenarioFolder {
  /// How deep folders are looked through.
  private static let depthMax = 32
  /// A scenario that is larger than this is none.
  private static let bytesMax = 16 << 20
  /// How much is read at once.
  private static let chunkBytes = 64 << 10

  /// The files, in the order of the paths and of their names.
  public static func files(at paths: [String]) throws(FileTrouble) -> [String] {
    var files: [String] = []
    for path in paths {
      guard let isFolder = isFolder(path) else { throw .last(path) }
      if isFolder {
        let found = try scenarios(below: path, depth: 0)
        if found.isEmpty { throw .nothingBelow(path: path) }
        files += found
      } else {
        files.append(path)
      }
    }
    return files
  }

  /// All bytes of a file.
  public static func bytes(of path: String) throws(FileTrouble) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkBytes)
    while bytes.count < bytesMax {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last(path) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    throw .refused(path: path, reason: "it is larger than \(bytesMax) bytes")
  }

  /// Whether a path is a folder; nil when there is nothing.
  public static func isFolder(_ path: String) -> Bool? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT == S_IFDIR : nil
  }

  private static func scenarios(
    below folder: String, depth: Int
  ) throws(FileTrouble) -> [String] {
    guard depth < depthMax else { return [] }
    var found: [String] = []
    for name in try names(in: folder) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard let isFolder = isFolder(path) else { continue }
      if isFolder {
        found += try scenarios(below: path, depth: depth + 1)
      } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        found.append(path)
      }
    }
    return found
  }

  private static func names(in folder: String) throws(FileTrouble) -> [String] {
    guard let directory = opendir(folder) else { throw .last(folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
