import Commands
import LaunchStudy

/// A launcher by its name on the command line.
struct LaunchSystemWord: Word {
  let system: LaunchSystem

  init?(_ description: String) {
    guard let system = LaunchSystem(rawValue: description) else { return nil }
    self.system = system
  }

  var description: String { system.rawValue }

  static var expectation: String {
    let words = LaunchSystem.allCases.map(\.rawValue)
    return words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
  }

  static var completion: Completion { .choice(LaunchSystem.allCases.map(\.rawValue)) }
}
