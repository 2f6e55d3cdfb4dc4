import Operations

extension GitRepositories {
  /// `worktree add`: nil when it goes on and is answered later.
  ///
  /// A base makes a new branch.
  mutating func add(
    _ given: Text, _ branch: Text, base: Text?, in place: Int, _ files: inout FileSystem,
    _ caller: ProcessIndex, _ moment: inout Moment
  ) throws(GitFailure) -> GitOutcome? {
    if let base {
      try makeBranch(branch, at: base, in: place, &files, &moment)
      if dies(at: .branch) { throw GitFailure(.killed) }
    } else if repositories[place].branch(branch) == nil {
      throw GitFailure(.invalidReference, branch)
    }
    let path = files.wholePath(given, &moment)
    if let kind = files.kind(of: path, &moment),
      kind != .directory || !isEmpty(path, &files, &moment)
    {
      throw GitFailure(.pathExists, given)
    }
    if let known = repositories[place].worktrees.first(where: { $0.path == path }) {
      throw GitFailure(known.isLocked ? .missingButLocked : .registeredButMissing, given)
    }
    if base == nil, let user = repositories[place].user(of: branch) {
      throw GitFailure(.branchInUse, branch, user.path)
    }
    if case .failed(let error)? = files.perform(.makeDirectories(path), by: caller, &moment) {
      throw GitFailure(.noLeadingDirectories, given, moment.texts.text(error.message))
    }
    let owner = files.user(of: caller)
    let add = PendingAdd(
      attempt: nextAttempt, repository: place,
      admin: makeAdmin(for: path, branch, in: place, &files, owner, &moment),
      path: path, branch: branch, owner: owner, call: moment.agenda.call)
    nextAttempt += 1
    if dies(at: .adminFolder) { throw GitFailure(.killed) }
    files.put(join(path, "/.git", &moment), add.admin, owner: owner, &moment)
    if dies(at: .linkFile) { throw GitFailure(.killed) }
    files.put(join(add.admin, "/index.lock", &moment), .empty, owner: owner, &moment)
    if dies(at: .checkout) {
      _ = checkOut(add, share: 2, &files, &moment)
      throw GitFailure(.killed)
    }
    adds.append(add)
    moment.agenda.plan(
      .git(.addFinishes(attempt: add.attempt)),
      after: addDelay.draw(from: &moment.streams.latency))
    return nil
  }

  /// Carries out the second half of a command.
  public mutating func happen(
    _ event: GitEvent, _ files: inout FileSystem, _ moment: inout Moment
  ) {
    switch event {
    case .addFinishes(let attempt):
      // An add that was killed in between does not finish.
      guard let number = adds.firstIndex(where: { $0.attempt == attempt }) else { return }
      let add = adds.remove(at: number)
      moment.agenda.answer(add.call, .git(finish(add, &files, &moment)))
    }
  }

  private mutating func finish(
    _ add: PendingAdd, _ files: inout FileSystem, _ moment: inout Moment
  ) -> GitOutcome {
    guard let number = worktree(of: add),
      files.kind(of: join(add.path, "/.git", &moment), &moment) != nil,
      files.kind(of: add.admin, &moment) != nil
    else { return .failed(GitFailure(.notARepository, add.path)) }
    if let unwritten = checkOut(add, share: 1, &files, &moment) {
      files.erase(add.path, &moment)
      files.erase(add.admin, &moment)
      repositories[add.repository].worktrees.remove(at: number)
      return .failed(GitFailure(.noSpace, unwritten))
    }
    files.erase(join(add.admin, "/index.lock", &moment), &moment)
    files.erase(join(add.admin, "/locked", &moment), &moment)
    repositories[add.repository].worktrees[number].isLocked = false
    repositories[add.repository].worktrees[number].hasIndex = true
    repositories[add.repository].worktrees[number].lockReason = .empty
    return .done
  }

  private func worktree(of add: PendingAdd) -> Int? {
    repositories[add.repository].worktrees.firstIndex { $0.admin == add.admin }
  }

  /// Writes the files of the branch, or one in so many; the first that could not be written.
  private func checkOut(
    _ add: PendingAdd, share: Int, _ files: inout FileSystem, _ moment: inout Moment
  ) -> Text? {
    guard let branch = repositories[add.repository].branch(add.branch) else { return nil }
    let tree = repositories[add.repository].branches[branch].tree
    for (number, file) in tree.enumerated() where number % share == 0 {
      moment.builder.clear()
      moment.builder.add(add.path, from: moment.texts)
      moment.builder.add("/")
      moment.builder.add(file.path, from: moment.texts)
      let path = moment.texts.text(moment.builder)
      guard files.put(path, file.content, owner: add.owner, &moment) else { return path }
    }
    return nil
  }

  private mutating func dies(at stage: AddStage) -> Bool {
    guard stageOfDeath == stage else { return false }
    stageOfDeath = nil
    return true
  }

  private mutating func makeBranch(
    _ branch: Text, at base: Text, in place: Int, _ files: inout FileSystem,
    _ moment: inout Moment
  ) throws(GitFailure) {
    guard repositories[place].branch(branch) == nil else {
      throw GitFailure(.branchExists, branch)
    }
    guard let from = repositories[place].branch(base) else { throw GitFailure(.invalidBase, base) }
    let lock = referenceLock(branch, in: place, &moment)
    guard files.kind(of: lock, &moment) == nil else {
      throw GitFailure(.referenceLocked, branch, lock)
    }
    guard files.room > 0, !files.isReadOnly else {
      throw GitFailure(.referenceNotWritten, branch, lock)
    }
    var new = repositories[place].branches[from]
    new.name = branch
    repositories[place].branches.append(new)
  }

  /// Makes the admin folder, locked until the add is done, and registers the worktree.
  private mutating func makeAdmin(
    for path: Text, _ branch: Text, in place: Int, _ files: inout FileSystem, _ owner: UInt32,
    _ moment: inout Moment
  ) -> Text {
    var number = 0
    var admin: Text
    repeat {
      moment.builder.clear()
      moment.builder.add(repositories[place].worktrees[0].admin, from: moment.texts)
      moment.builder.add("/worktrees/")
      moment.builder.add(lastName(of: path, &moment.texts), from: moment.texts)
      if number > 0 { moment.builder.add(number) }
      admin = moment.texts.text(moment.builder)
      number += 1
    } while files.kind(of: admin, &moment) != nil
    files.put(join(admin, "/locked", &moment), moment.texts.text("initializing"), &moment)
    files.put(join(admin, "/gitdir", &moment), join(path, "/.git", &moment), &moment)
    repositories[place].worktrees.append(
      Repository.Worktree(
        path: path, branch: branch, admin: admin, isLocked: true,
        lockReason: moment.texts.text("initializing"), hasIndex: false))
    return admin
  }

  private func lastName(of path: Text, _ texts: inout Texts) -> Text {
    let bytes = texts.withBytes(path) { Array($0) }
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return bytes[start...].withUnsafeBufferPointer { texts.text($0) }
  }

  private func isEmpty(_ path: Text, _ files: inout FileSystem, _ moment: inout Moment) -> Bool {
    guard let folder = files.find(path, &moment) else { return true }
    return files.inodes[Int(folder)].size == 0
  }
}
