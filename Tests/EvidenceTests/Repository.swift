import Glibc
import TestSupport

/// The sources that the tests are of, as a place to run the program in.
enum Repository {
  /// The folder.
  static let path: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// Runs the program there.
  static func rehearse(
    _ words: String..., environment: [String] = [], secondsMax: Int = 120
  ) throws -> Program {
    let line = "cd '\(path)' && exec \"$0\" \"$@\""
    return try Program.run(
      "/bin/sh", ["-c", line, Program.built] + words, environment: environment,
      secondsMax: secondsMax)
  }

  /// Runs a line of the shell there.
  static func shell(_ line: String) throws -> Program {
    try Program.run("/bin/sh", ["-c", "cd '\(path)' && { \(line)\n}"], secondsMax: 120)
  }
}
