import Operations

extension GitRepositories {
  /// What differs between the branch's files and those of the folder.
  mutating func status(
    of spot: Spot, _ files: inout FileSystem, _ moment: inout Moment
  ) -> GitOutcome {
    let worktree = repositories[spot.repository].worktrees[spot.worktree]
    guard let branch = repositories[spot.repository].branch(worktree.branch) else {
      return .changes(tracked: 0, untracked: 0)
    }
    let tree = repositories[spot.repository].branches[branch].tree
    let now = snapshot(below: worktree.path, files, &moment)
    var tracked: Int32 = 0
    for file in tree where !worktree.hasIndex || !now.contains(file) { tracked += 1 }
    var untracked: Int32 = 0
    if let root = files.find(worktree.path, &moment) {
      untracked = countUntracked(root, .empty, worktree.hasIndex ? tree : [], files, &moment)
    }
    return .changes(tracked: tracked, untracked: untracked)
  }

  /// The files below a folder in the order of their paths, but for what git keeps for itself and
  /// what belongs to a worktree further down.
  func snapshot(
    below path: Text, _ files: borrowing FileSystem, _ moment: inout Moment
  ) -> [TrackedFile] {
    var found: [TrackedFile] = []
    var twin = copy files
    if let root = twin.find(path, &moment) { gather(root, .empty, files, &found, &moment) }
    let texts = moment.texts
    found.sort { texts.isOrdered($0.path, before: $1.path) }
    return found
  }

  private func gather(
    _ folder: Int32, _ prefix: Text, _ files: borrowing FileSystem, _ found: inout [TrackedFile],
    _ moment: inout Moment
  ) {
    var number = files.inodes[Int(folder)].firstEntry
    while number >= 0 {
      let entry = files.names[number]
      number = entry.next
      guard entry.name != Text(".git") else { continue }
      let path = pathBelow(prefix, entry.name, &moment)
      let inode = files.inodes[Int(entry.inode)]
      if inode.kind != .directory {
        found.append(TrackedFile(path: path, content: inode.content))
      } else if !isWorktree(entry.inode, files) {
        gather(entry.inode, path, files, &found, &moment)
      }
    }
  }

  /// Counts rows of `status`: a folder without any tracked file is one, however much is in it.
  private func countUntracked(
    _ folder: Int32, _ prefix: Text, _ tree: [TrackedFile], _ files: borrowing FileSystem,
    _ moment: inout Moment
  ) -> Int32 {
    var count: Int32 = 0
    var number = files.inodes[Int(folder)].firstEntry
    while number >= 0 {
      let entry = files.names[number]
      number = entry.next
      guard entry.name != Text(".git") else { continue }
      let path = pathBelow(prefix, entry.name, &moment)
      if files.inodes[Int(entry.inode)].kind != .directory {
        if !tree.contains(where: { $0.path == path }) { count += 1 }
      } else if isWorktree(entry.inode, files) {
        count += 1
      } else if tree.contains(where: { isBelow($0.path, path, moment.texts) }) {
        count += countUntracked(entry.inode, path, tree, files, &moment)
      } else if hasFiles(entry.inode, files) {
        count += 1
      }
    }
    return count
  }

  private func hasFiles(_ folder: Int32, _ files: borrowing FileSystem) -> Bool {
    var number = files.inodes[Int(folder)].firstEntry
    while number >= 0 {
      let entry = files.names[number]
      if files.inodes[Int(entry.inode)].kind != .directory { return true }
      if hasFiles(entry.inode, files) { return true }
      number = entry.next
    }
    return false
  }

  private func isWorktree(_ folder: Int32, _ files: borrowing FileSystem) -> Bool {
    files.names.find(Text(".git"), in: folder) >= 0
  }

  private func pathBelow(_ prefix: Text, _ name: Text, _ moment: inout Moment) -> Text {
    guard !prefix.isEmpty else { return name }
    moment.builder.clear()
    moment.builder.add(prefix, from: moment.texts)
    moment.builder.add("/")
    moment.builder.add(name, from: moment.texts)
    return moment.texts.text(moment.builder)
  }
}
