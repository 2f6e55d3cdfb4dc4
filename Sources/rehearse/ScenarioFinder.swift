import Glibc

/// Finds scenario files: those that are named, and those below folders that are named.
enum ScenarioFinder {
  /// How deep folders are looked through.
  private static let depthMax = 32

  /// The files, in the order of the arguments and of their names.
  static func files(at paths: [String]) throws(Failure) -> [String] {
    var files: [String] = []
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0 else {
        throw Failure(
          status: .inputOutput,
          message: "Cannot read '\(path)': \(String(cString: strerror(errno))).")
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        let found = try scenarios(below: path, depth: 0)
        if found.isEmpty {
          throw Failure(status: .badInput, message: "There is no scenario below '\(path)'.")
        }
        files += found
      } else {
        files.append(path)
      }
    }
    return files
  }

  private static func scenarios(below folder: String, depth: Int) throws(Failure) -> [String] {
    guard depth < depthMax else { return [] }
    guard let directory = opendir(folder) else {
      throw Failure(
        status: .inputOutput,
        message: "Cannot read '\(folder)': \(String(cString: strerror(errno))).")
    }
    defer { closedir(directory) }
    var names: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      var status = stat()
      guard stat("\(folder)/\(name)", &status) == 0 else { continue }
      names.append((name, status.st_mode & S_IFMT == S_IFDIR))
    }
    var found: [String] = []
    for (name, isFolder) in names.sorted(by: { $0.name < $1.name }) {
      if isFolder {
        found += try scenarios(below: "\(folder)/\(name)", depth: depth + 1)
      } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        found.append("\(folder)/\(name)")
      }
    }
    return found
  }
}
