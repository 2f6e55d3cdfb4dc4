import Operations
import SimulatedWorld
import Simulation

/// Work that is nowhere but where it lies is lost by no teardown, rollback, cleanup or recovery.
///
/// It is violated at the event at which a file with such work is gone or holds something else. A
/// worktree or a tree of files that somebody removes, and a session that ends, put it to the test.
///
/// Systems: lifecycle, Forge.
public struct WorkIsKept: Property {
  /// What must hold.
  public static let sentence =
    "Work that is nowhere but where it lies is lost by no teardown, rollback, cleanup or recovery."
  /// What it is called in files and reports.
  public let name = PropertyName.workIsKept
  /// What it has found so far.
  public var finding = Finding()

  /// Watches nothing yet.
  public init() {}

  /// It judges by what is so, and remembers nothing.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool { true }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    guard !account.works.isEmpty else { return }
    if account.changes.contains(where: \.ends) || account.entries.contains(where: \.isRemoval) {
      exercise()
    }
    for work in account.works where !work.isThere {
      let deed = account.entries.first { $0.isRemoval }?.actor ?? account.mover
      let owner = account.sessions.first {
        !$0.worktree.isEmpty && world.moment.texts.hasPrefix(work.path, $0.worktree)
      }
      violate(
        account,
        Violation(
          "work in \(world.say(work.path)) that was nowhere else is lost, by "
            + account.say(deed, world),
          actors: deed == .none ? [] : [deed],
          subjects: [work.path] + (owner.map { [$0.key, $0.worktree] } ?? []),
          state: (owner.map { [$0.line(world)] } ?? [])
            + [.init("was in \(world.say(work.path))", world.say(work.content))]))
    }
  }
}

extension TraceEntry {
  /// Whether somebody removes files or a worktree.
  fileprivate var isRemoval: Bool {
    guard case .performed(let operation, _) = kind else { return false }
    switch operation.verb {
    case .fileRemove, .fileRemoveTree, .fileRemoveDirectory, .gitRemoveWorktree, .gitDeleteBranch:
      return true
    default: return false
    }
  }
}
