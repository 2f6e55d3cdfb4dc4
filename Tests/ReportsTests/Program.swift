import Foundation

/// A program of somebody else's that is given a file and says what it makes of it.
struct Program {
  /// Its exit status; 124 if it did not end in time.
  let status: Int32
  /// What it printed.
  let output: String
  /// What it complained of.
  let errors: String

  private static let secondsMax = 120

  /// Python as it is installed, for drivers that need nothing else.
  static let python = find("python3")
  /// Python with the readers and validators that `scripts/install-report-validators.sh` installs.
  static let validators: String? = {
    let path = root + "/.build/validators/bin/python"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()
  /// The versions of Jenkins' schema for JUnit reports.
  static let schemas = (
    earlier: root + "/.build/validators/junit-10-earlier.xsd",
    current: root + "/.build/validators/junit-10-current.xsd"
  )

  /// Runs a driver on a file with this text.
  static func run(
    _ python: String, _ driver: String, on text: String, _ words: [String] = []
  ) throws -> Program {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("report")
    try Data(text.utf8).write(to: file)

    // Both streams go into files: a pipe that nobody empties would hold the program up.
    let streams = try ["output", "errors"].map { name in
      let path = folder.appendingPathComponent(name)
      try Data().write(to: path)
      return path
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["timeout", String(secondsMax), python, root + "/Tests/ReportsTests/Drivers/\(driver).py"]
      + [file.path] + words
    process.environment = ["PATH": path, "PYTHONIOENCODING": "utf-8"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: streams[0])
    process.standardError = try FileHandle(forWritingTo: streams[1])
    try process.run()
    process.waitUntilExit()
    return Program(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: streams[0]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: streams[1]), as: UTF8.self))
  }

  private static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static func find(_ name: String) -> String? {
    path.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
