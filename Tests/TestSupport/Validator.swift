import Foundation

/// A validator of JSON Schema that is not ours, if it can be had here.
package enum Validator {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The path of the program; nil where there is no Python or no network.
  package static let program: String? = {
    let said = try? run([root.appendingPathComponent("scripts/install-schema-validator.sh").path])
    guard let said, said.status == 0 else { return nil }
    return said.output.split(separator: "\n").last.map(String.init)
  }()

  /// Which of some documents a schema refuses, by their places among them.
  package static func refused(_ documents: [String], by schema: String) throws -> Set<Int> {
    guard let program else { return [] }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent(
        "forms-\(ProcessInfo.processInfo.processIdentifier)-\(documents.count)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let schemaPath = folder.appendingPathComponent("schema.json").path
    try Data(schema.utf8).write(to: URL(fileURLWithPath: schemaPath))
    var arguments = [program, "--output-format", "json", "--schemafile", schemaPath]
    for (index, document) in documents.enumerated() {
      let path = folder.appendingPathComponent("\(index).yaml")
      try Data(document.utf8).write(to: path)
      arguments.append(path.path)
    }
    let said = try run(arguments)
    let report = try JSONDecoder().decode(Report.self, from: Data(said.output.utf8))
    let paths = report.errors.map(\.filename) + report.parse_errors.map(\.filename)
    return Set(
      paths.compactMap { Int(URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent) })
  }

  private struct Report: Decodable {
    struct File: Decodable { var filename: String }
    var errors: [File] = []
    var parse_errors: [File] = []
  }

  private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["timeout", "300"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
