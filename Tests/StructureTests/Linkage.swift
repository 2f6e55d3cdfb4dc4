import Foundation

/// What the object files of a target ask the linker for.
///
/// The compiler writes a library for every imported module into the object file, whether anything
/// of it is used or not; undefined symbols would show only what is used.
enum Linkage {
  /// The standard library and what the compiler adds by itself.
  static let standard: Set<String> = [
    "swiftCore", "swift_Concurrency", "swift_StringProcessing", "swift_RegexParser",
    "swiftSwiftOnoneSupport",
  ]

  static func libraries(of object: URL) throws -> [String] {
    let dump = try Command.run(
      ["readelf", "--wide", "--string-dump=.swift1_autolink_entries", object.path],
      in: object.deletingLastPathComponent())
    return dump.output.split(separator: "\n").compactMap { line in
      line.range(of: "  -l").map { String(line[$0.upperBound...]) }
    }
  }

  /// The libraries that a pure target has no business with.
  static func foreign(
    _ libraries: [String], mayLinkC: Bool, inherited: [String] = []
  ) -> [String] {
    libraries.filter { library in
      mayLinkC
        ? library.contains("Foundation")
        : !standard.contains(library) && !inherited.contains(library)
    }
  }

  /// The folder of the build that this very test process came from.
  static func buildFolder() throws -> URL {
    let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: executable).deletingLastPathComponent()
  }

  /// The object files of a target that belong to sources which still exist.
  ///
  /// The build folder keeps those of deleted files.
  static func objects(of target: String, sources: [SourceFile]) throws -> [URL] {
    let folder = try buildFolder().appendingPathComponent("\(target).build")
    let names = sources.filter { $0.target == target }.compactMap {
      $0.path.split(separator: "/").last.map { "\($0).o" }
    }
    return names.sorted().map { folder.appendingPathComponent($0) }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
  }
}
