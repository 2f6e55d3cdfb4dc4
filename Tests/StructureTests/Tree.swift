import Foundation

/// The package as it lies on disk.
enum Tree {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every file that is or would be kept under version control, relative to the package.
  ///
  /// Without git (an unpacked archive) it is every file outside hidden folders.
  static let files: [String] = {
    let listing = try? Command.run(
      ["git", "ls-files", "--cached", "--others", "--exclude-standard"], in: root)
    guard let listing, listing.status == 0, !listing.output.isEmpty else { return walk() }
    return listing.output.split(separator: "\n").map(String.init).filter(exists).sorted()
  }()

  /// The Swift files below Sources, taken apart.
  static let sources: [SourceFile] = files.filter { path in
    path.hasPrefix("Sources/") && path.hasSuffix(".swift")
  }.compactMap { path in
    text(of: path).map { SourceFile(path: path, text: $0) }
  }

  /// The text of a file, or nil if it is not text.
  static func text(of path: String) -> String? {
    guard let data = try? Data(contentsOf: root.appendingPathComponent(path)) else { return nil }
    return String(data: data, encoding: .utf8)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  static func folders(in path: String) -> [String] {
    let folder = root.appendingPathComponent(path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { name in
      (try? folder.appendingPathComponent(name).resourceValues(forKeys: [.isDirectoryKey]))?
        .isDirectory == true
    }.sorted()
  }

  private static func walk() -> [String] {
    let all = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
    let prefix = root.path + "/"
    return (all?.compactMap { $0 as? URL } ?? [])
      .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true }
      .map { String($0.path.dropFirst(prefix.count)) }
      .sorted()
  }
}
