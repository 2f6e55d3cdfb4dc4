import Exploration
import Forms
import ScenarioFiles
import ScenarioFolders

/// One scenario file, as an argument of a test.
public struct ScenarioCase: Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// Why the files could not be found, if they could not.
  private let trouble: FileTrouble?

  init(path: String, trouble: FileTrouble? = nil) {
    self.path = path
    self.trouble = trouble
  }

  /// The file, as a test's name shows it.
  public var description: String { path }

  /// Runs the scenario as it should be and under its reds; throws what a person needs to see.
  public func check() throws(ScenarioFailure) {
    do {
      if let trouble { throw trouble }
      let bytes = try ScenarioFolder.bytes(of: path)
      let scenario = try ScenarioFile.load(bytes, file: path)
      let trial = try Trial(scenario)
      switch trial.verdict {
      case .held: return
      case .vacuous(let gaps):
        throw ScenarioFailure(
          "\(path) is vacuous: " + gaps.map { $0.words(in: scenario) }.joined(separator: "; "))
      case .nondeterministic: throw ScenarioFailure("\(path): one seed ran differently twice")
      case .violated:
        let seed = trial.greens.last?.seed ?? 1
        let failure = try Failure(of: scenario, seed: seed)
        let lines = failure.map { FailurePage($0, file: path).lines } ?? trial.violations
        throw ScenarioFailure(lines.joined(separator: "\n"))
      }
    } catch let failure as ScenarioFailure {
      throw failure
    } catch let trouble as FileTrouble {
      throw ScenarioFailure(trouble.message)
    } catch let diagnostics as Diagnostics {
      throw ScenarioFailure(diagnostics.text)
    } catch {
      throw ScenarioFailure("\(path) cannot be played: \(error)")
    }
  }
}

/// Why a scenario did not hold, on one screen.
public struct ScenarioFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What a person is shown.
  public let description: String

  init(_ description: String) { self.description = description }
}
