import Live
import Operations
import SimulatedWorld

/// Writes scripts of commands of git by chance, the same for the same seed.
public struct GitScriptWriter {
  private var stream: RandomStream
  private let table: TextTable
  private let folder: String
  /// Whether there are worktrees within the main one, which is not committed then: it would take
  /// them for repositories that are parts of it.
  private let nests: Bool
  private static let length = 40

  /// Begins with a seed; the texts of the scripts are added to the table.
  public init(seed: UInt64, texts: TextTable, folder: String) {
    stream = RandomStream(seed: seed, name: "git conformance")
    table = texts
    self.folder = folder
    nests = seed % 3 == 0
  }

  /// One script.
  public mutating func script() -> [GitMove] {
    (0..<Self.length).map { _ in
      switch below(20) {
      case 0...4: .write(file(), content: table.text(pick(["one", "two", ""])))
      case 5: .erase(file())
      case 6: .erase(place(pick(["w", "v x", inner, "w/.git", "v x/.git"])))
      default: .command(command())
      }
    }
  }

  private mutating func command() -> GitCommand {
    let root = place("root")
    switch below(20) {
    case 0...4:
      return .addWorktree(
        repository: root, path: worktree(), branch: branch(),
        base: once(in: 4) ? branch() : table.text("main"), newBranch: true)
    case 5...7:
      return .addWorktree(
        repository: root, path: worktree(), branch: branch(), base: .empty, newBranch: false)
    case 8...10: return .removeWorktree(repository: root, path: worktree(), force: once(in: 2))
    case 11: return .pruneWorktrees(repository: root)
    case 12: return .lockWorktree(repository: root, path: worktree())
    case 13...16:
      let path = nests ? place(pick(["w", "v x", "root/in"])) : worktree()
      return .commit(path: path, message: table.text("message"))
    default: return .deleteBranch(repository: root, name: branch(), force: once(in: 2))
    }
  }

  private mutating func branch() -> Text {
    table.text(pick([once(in: 3) ? "main" : "f", "f", "g", "h/i"]))
  }

  private mutating func worktree() -> Text {
    place(pick(["w", "w", "v x", inner, once(in: 2) ? "root" : "none"]))
  }

  private mutating func file() -> Text {
    place(pick(["root", "w", "v x", inner]) + "/" + pick(["a", "c", "folder/b", "folder/d"]))
  }

  private var inner: String { nests ? "root/in" : "x" }

  private func place(_ name: String) -> Text { table.text("\(folder)/\(name)") }
  private mutating func below(_ bound: Int) -> Int { Int(stream.next(below: UInt64(bound))) }
  private mutating func once(in count: Int) -> Bool { below(count) == 0 }
  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}
