import Glibc
import ScenarioFiles

/// Files to begin with, and where they are.
enum Samples {
  /// The folder of the package.
  static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  /// The text of a file of the package; empty if it is not there.
  static func text(of path: String) -> String {
    guard let file = fopen("\(root)/\(path)", "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  /// The example, the scaffold, and some that were made.
  static let documents: [String] =
    [text(of: "scenarios/first.yaml"), Scaffold.text(named: "fix-1")]
    + (0..<40).map { ScenarioFile.text(of: RoundTripTests.scenario(50_000 + $0)) }

  /// How many documents are changed: more when the environment asks for it.
  static let mutationCount: Int =
    getenv("REHEARSAL_MUTATIONS").flatMap { Int(String(cString: $0)) } ?? 20_000
}
