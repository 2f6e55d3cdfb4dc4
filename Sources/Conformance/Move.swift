import Operations
import Simulation

/// One step of a script that both worlds go through.
public enum Move: Hashable, Sendable {
  /// One of the programs asks for something.
  case ask(Operation, by: Int)
  /// One of the programs ends, and another takes its place.
  case ends(Int)

  /// In words, with texts by their bytes.
  func words(_ wording: Wording) -> String {
    switch self {
    case .ask(let operation, by: let program): "\(program): \(wording.words(operation))"
    case .ends(let program): "\(program): ends"
    }
  }
}

/// What a world answered, without what two worlds cannot have in common.
///
/// The numbers of inodes and the times of writing are left out; which names are one file stands in
/// the state.
public struct Reply: Hashable, Sendable {
  /// The outcome.
  public var outcome: Outcome
  /// The rows of its listing.
  public var rows: [Row]

  /// Takes an answer and leaves out what cannot be compared.
  init(_ outcome: Outcome, _ rows: [Row]) {
    self.outcome = outcome
    self.rows = rows
    if case .file(.facts(var facts)) = outcome {
      facts.inode = 0
      facts.modified = WallTime(milliseconds: 0)
      self.outcome = .file(.facts(facts))
    }
    if case .file(.listing(var listing)) = outcome {
      listing.slot = 0
      self.outcome = .file(.listing(listing))
    }
    if case .store(.listing(var listing)) = outcome {
      listing.slot = 0
      self.outcome = .store(.listing(listing))
    }
  }

  /// In words, with texts by their bytes.
  func words(_ wording: Wording) -> String {
    guard !rows.isEmpty else { return wording.words(outcome) }
    let names = rows.map { row in
      switch row {
      case .name(let name): wording.words(.file(.content(name)))
      case .record(let record): wording.words(.store(.record(record)))
      default: "\(row)"
      }
    }
    return names.joined(separator: ", ")
  }
}
