import Exploration
import Forms
import Lifecycle
import Properties
import ScenarioFiles
import ScenarioFolders
import Scenarios
import Supervision

/// A known flaw with the scenario that shows it, for drivers to find.
package struct HuntedFlaw: Sendable {
  /// Its name.
  package let name: String
  /// The scenario, by its path below `scenarios`.
  package let path: String
  /// The place of the red, from 1.
  package let number: Int
  /// The scenario.
  package let scenario: Scenario
  /// The red that plants the flaw.
  package let red: Red

  /// What a hunt begins with.
  package enum Base: String, CaseIterable, Sendable {
    /// The file as it is, with the faults that it scripts.
    case scripted
    /// Its actors on its stage: what has to go wrong for the flaw to show is for the driver to find.
    case plain
  }

  /// Why a flaw cannot be hunted.
  package enum Trouble: Error, Hashable {
    case file(String)
    case noSuchRed(path: String, number: Int)
  }

  /// Loads the scenario of a row; nil where there is none.
  package init?(_ row: FlawRow, below folder: String) throws(Trouble) {
    guard case .red(let path, let number) = row.place else { return nil }
    let scenario: Scenario
    do {
      let file = "\(folder)/\(path)"
      scenario = try ScenarioFile.load(ScenarioFolder.bytes(of: file), file: file)
    } catch let error as FileTrouble {
      throw .file(error.message)
    } catch let error as Diagnostics {
      throw .file(error.text)
    } catch {
      throw .file("\(path): \(error)")
    }
    guard scenario.reds.indices.contains(number - 1) else {
      throw .noSuchRed(path: path, number: number)
    }
    name = row.name
    self.path = path
    self.number = number
    self.scenario = scenario
    red = scenario.reds[number - 1]
  }

  /// Whether it is a safeguard of the real machines that is missing.
  package var isSafeguard: Bool { Safeguard.allCases.contains { $0.text == name } }

  /// What counts as finding it: what the red names.
  ///
  /// Without a safeguard it is anything, since the machines violate nothing with it.
  package var violates: [String] { isSafeguard ? [] : red.violates }

  /// Whether any property counts where the swarm has varied the scenario, because what the red names
  /// is none and can only be said of the file as it is.
  package var isLoose: Bool {
    isSafeguard
      || !red.violates.contains { name in PropertyName.allCases.contains { $0.text == name } }
  }

  /// The scenario that a hunt begins with.
  package func scene(_ base: Base) -> Scenario {
    guard base == .plain else { return scenario }
    var plain = scenario
    plain.timeline = []
    let kinds = SystemKind.all(in: scenario)
    for name in PropertyName.allCases where name != .deterministic && name != .creationWithin {
      let fits = kinds.contains { !$0.properties.isDisjoint(with: name.systems) }
      let isThere = plain.expectations.contains { $0.name == name.text }
      if fits, !isThere { plain.expectations.append(.property(name, PropertyLimits())) }
    }
    return plain
  }
}
