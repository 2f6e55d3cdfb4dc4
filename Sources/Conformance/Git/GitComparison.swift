import Glibc
import Live
import Operations
import Simulation

/// Takes the simulated git and that of this machine through scripts, side by side.
///
/// After each move the replies must be the same, and so all worktrees, branches and changes.
public struct GitComparison: SideBySide, Sendable {
  /// The texts of the scripts.
  public let table: TextTable
  /// Who follows.
  public let follower: Follower
  private let folder: String

  /// Compares with the texts of the scripts, in a folder that may be emptied.
  public init(texts: TextTable, folder: String, follower: Follower) {
    table = texts
    self.follower = follower
    self.folder = folder
  }

  /// Goes through a script from a repository of one commit; nil when the two agree to its end.
  public func firstDifference(_ moves: [GitMove]) -> Difference<GitMove>? {
    LiveGit.erase(folder)
    mkdir(folder, 0o755)
    defer { LiveGit.erase(folder) }
    let root = table.text(folder + "/root")
    let live = LiveGit(texts: table, root: root)
    var simulated = SimulatedGit(texts: live.texts, root: root)
    for (place, move) in moves.enumerated() where !follower.hasEnough() {
      guard let (left, right) = compare(move, &simulated, live) else { continue }
      return Difference(moves: Array(moves[...place]), simulated: left, live: right)
    }
    return nil
  }

  private func compare(
    _ move: GitMove, _ simulated: inout SimulatedGit, _ live: LiveGit
  ) -> (String, String)? {
    switch move {
    case .command(let command):
      if let parting = compare(command, &simulated, live) { return parting }
    case .write(let path, content: let content):
      simulated.write(path, content)
      live.write(path, content)
    case .erase(let path):
      simulated.erase(path)
      live.erase(path)
    }
    for command in looks {
      guard let (left, right) = compare(command, &simulated, live) else { continue }
      return ("then \(left)", "then \(right)")
    }
    return nil
  }

  private func compare(
    _ command: GitCommand, _ simulated: inout SimulatedGit, _ live: LiveGit
  ) -> (String, String)? {
    let (left, right) = (simulated.perform(command), live.perform(command))
    guard left != right else { return nil }
    return (
      left.words(Wording(of: simulated.texts)), right.words(Wording(of: live.texts))
    )
  }

  /// What is looked at after each move.
  private var looks: [GitCommand] {
    let root = table.text(folder + "/root")
    let paths = ["root", "w", "v x", "x", "root/in"].map { table.text("\(folder)/\($0)") }
    return [.listWorktrees(repository: root), .listBranches(repository: root)]
      + paths.map { .status(path: $0) }
  }

  /// A move, for people to read.
  public func words(_ move: GitMove, _ wording: Wording) -> String { move.words(wording) }
}
