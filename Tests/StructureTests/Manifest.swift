import Foundation

/// The targets of Package.swift, as the package manager itself reads them.
struct Manifest: Decodable {
  struct Target: Decodable {
    var name: String
    var type: String
    var path: String?
    var dependencies: [Dependency]

    /// Where its files are, if the manifest does not say.
    var folder: String { path ?? (type == "test" ? "Tests/" : "Sources/") + name }
  }

  /// A dependency is written {"byName": [name, condition]}, or with "target" or "product".
  struct Dependency: Decodable {
    var name: String

    init(name: String) { self.name = name }

    init(from decoder: any Decoder) throws {
      let kinds = try decoder.singleValueContainer().decode([String: [Part]].self)
      name = kinds.values.first?.first?.text ?? ""
    }

    private struct Part: Decodable {
      var text: String?
      init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
      }
    }
  }

  var targets: [Target]

  /// Reads the manifest of this package.
  ///
  /// The build folder is locked while tests run, so the
  /// package manager gets another one.
  static func read() throws -> Manifest {
    try Command.withTemporaryFolder { folder in
      let dump = try Command.run(
        ["swift", "package", "--scratch-path", folder.path, "dump-package"], in: Tree.root)
      return try JSONDecoder().decode(Manifest.self, from: Data(dump.output.utf8))
    }
  }
}
