import Operations
import Simulation

/// One step of a script that the simulated git and the one of this machine go through.
public enum GitMove: Hashable, Sendable {
  /// A command.
  case command(GitCommand)
  /// Somebody writes a file, if its folder is there.
  case write(Text, content: Text)
  /// Somebody removes a file, or a folder with all that is in it.
  case erase(Text)

  /// In words, with texts by their bytes.
  func words(_ wording: Wording) -> String {
    switch self {
    case .command(let command): wording.words(.git(command))
    case .write(let path, content: let content):
      wording.words(.file(.write(path, content: content)))
    case .erase(let path): wording.words(.file(.removeTree(path)))
    }
  }
}

/// What git answered.
struct GitReply: Hashable {
  var outcome: Outcome
  var rows: [Row]

  /// In words, with texts by their bytes.
  func words(_ wording: Wording) -> String {
    guard !rows.isEmpty else { return wording.words(outcome) }
    func name(_ text: Text) -> String { wording.words(.file(.content(text))) }
    return rows.map { row in
      switch row {
      case .name(let text): name(text)
      case .worktree(let facts):
        "\(name(facts.path)) \(name(facts.branch))"
          + (facts.isLocked ? " locked" : "") + (facts.isPrunable ? " prunable" : "")
      default: "\(row)"
      }
    }.joined(separator: "; ")
  }
}
