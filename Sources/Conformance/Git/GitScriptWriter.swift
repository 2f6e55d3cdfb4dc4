import Live
import Operations
import SimulatedWorld

/// Writes scripts of commands of git by chance, the same for the same seed.
public struct GitScriptWriter {
  private var stream: RandomStream
  private let table: TextTable
  private let folder: String
  private static let length = 30

  /// Begins with a seed; the texts of the scripts are added to the table.
  public init(seed: UInt64, texts: TextTable, folder: String) {
    stream = RandomStream(seed: seed, name: "git conformance")
    table = texts
    self.folder = folder
  }

  /// One script.
  public mutating func script() -> [GitMove] {
    (0..<Self.length).map { _ in
      switch below(20) {
      case 0...4: .write(file(), content: table.text(pick(["one", "two", ""])))
      case 5: .erase(file())
      case 6: .erase(place(pick(["w", "v x", "root/in", "w/.git", "v x/.git"])))
      default: .command(command())
      }
    }
  }

  private mutating func command() -> GitCommand {
    let root = place("root")
    switch below(20) {
    case 0...4:
      return .addWorktree(
        repository: root, path: worktree(), branch: branch(), base: branch(), newBranch: true)
    case 5...7:
      return .addWorktree(
        repository: root, path: worktree(), branch: branch(), base: .empty, newBranch: false)
    case 8...10: return .removeWorktree(repository: root, path: worktree(), force: once(in: 2))
    case 11: return .pruneWorktrees(repository: root)
    case 12: return .lockWorktree(repository: root, path: worktree())
    case 13...16: return .commit(path: worktree(), message: table.text("message"))
    default: return .deleteBranch(repository: root, name: branch(), force: once(in: 2))
    }
  }

  private mutating func branch() -> Text { table.text(pick(["main", "f", "g", "h/i"])) }

  private mutating func worktree() -> Text {
    place(pick(["w", "w", "v x", "root/in", "root/folder", once(in: 4) ? "root" : "none"]))
  }

  private mutating func file() -> Text {
    place(pick(["root", "w", "v x", "root/in"]) + "/" + pick(["a", "c", "folder/b", "folder/d"]))
  }

  private func place(_ name: String) -> Text { table.text("\(folder)/\(name)") }
  private mutating func below(_ bound: Int) -> Int { Int(stream.next(below: UInt64(bound))) }
  private mutating func once(in count: Int) -> Bool { below(count) == 0 }
  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}
