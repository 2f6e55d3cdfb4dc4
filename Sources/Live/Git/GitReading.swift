import Operations

/// Reads what git prints, by the bytes.
enum GitReading {
  /// The rows of `worktree list --porcelain -z`: a NUL ends each line, and one more each worktree.
  static func worktrees(_ output: [UInt8], _ texts: TextTable) -> [Row] {
    var rows: [Row] = []
    var row: WorktreeFacts?
    for line in output.split(separator: 0, omittingEmptySubsequences: false) {
      guard !line.isEmpty else {
        if let row { rows.append(.worktree(row)) }
        row = nil
        continue
      }
      let (name, value) = Self.cut(line)
      switch name {
      case "worktree":
        row = WorktreeFacts(
          path: texts.text(Array(value)), branch: .empty, isLocked: false, isPrunable: false)
      case "branch":
        let prefix = value.starts(with: heads) ? heads.count : 0
        row?.branch = texts.text(Array(value.dropFirst(prefix)))
      case "locked": row?.isLocked = true
      case "prunable": row?.isPrunable = true
      default: break  // The commit, and that a worktree is bare or has no branch.
      }
    }
    return rows
  }

  private static let heads = Array("refs/heads/".utf8)

  private static func cut(_ line: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>) {
    let end = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
    return (String(decoding: line[..<end], as: UTF8.self), line[end...].dropFirst())
  }

  /// Counts the rows of `status --porcelain -z`, in which nothing is renamed.
  static func changes(_ output: [UInt8]) -> GitOutcome {
    var tracked: Int32 = 0
    var untracked: Int32 = 0
    for row in output.split(separator: 0) {
      if row.starts(with: "??".utf8) { untracked += 1 } else { tracked += 1 }
    }
    return .changes(tracked: tracked, untracked: untracked)
  }

  /// The names of branches, one a line: none has a line feed in it.
  static func branches(_ output: [UInt8], _ texts: TextTable) -> [Row] {
    output.split(separator: UInt8(ascii: "\n")).map { .name(texts.text(Array($0))) }
  }
}
