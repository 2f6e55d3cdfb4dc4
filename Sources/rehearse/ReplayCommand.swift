import Commands
import Exploration
import Forms
import Glibc
import Properties
import ScenarioFiles
import Scenarios

/// `rehearse replay`: scenario files, as they should be and under their flaws.
enum ReplayCommand: Subcommand {
  static let paths = Argument<[Path]>("path", help: "A scenario file, or a folder of them.")

  static let command = Command(
    "replay",
    abstract: "Run scenarios, and see each of them fail under its flaws.",
    parameters: [paths])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let files = try ScenarioFinder.files(at: values[paths].map(\.description))
    var worst = ExitStatus.success
    for file in files {
      let bytes = try Input.bytes(of: file)
      do {
        let scenario = try ScenarioFile.load(bytes, file: file)
        let trial = try Trial(scenario)
        try output.print("\(trial.verdict) \(file) \(trial.eventCount)")
        for green in trial.greens {
          for finding in green.findings { if let v = finding.violation { try output.print("  seed \(green.seed): \(v)") } }
        }
        if trial.verdict != .held { worst = .violated }
      } catch let error as Diagnostics {
        try errors.print(error.text)
        worst = .badInput
      } catch let error as StagingError {
        try errors.print(error.message)
        worst = .badInput
      } catch {
        throw Failure(status: .inputOutput, message: "\(error)")
      }
    }
    return worst
  }
}

extension Input {
  /// All bytes of a file.
  static func bytes(of path: String) throws(Failure) -> [UInt8] {
    let input = try Input(path: path)
    defer { input.close() }
    var bytes: [UInt8] = []
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)
    defer { chunk.deallocate() }
    while true {
      let count = try input.read(into: chunk)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}
