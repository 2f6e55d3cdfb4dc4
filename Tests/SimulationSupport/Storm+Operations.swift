import Operations

extension Storm {
  /// Any operation at all.
  mutating func operation() -> Operation {
    switch dice.below(20) {
    case 0, 1, 2: .process(process())
    case 3, 4, 5, 6: .tmux(tmux(), socket: Text(dice.once(in: 12) ? "/tmp/other" : "/tmp/tmux"))
    case 7, 8, 9: .file(file())
    case 10, 11: .git(git())
    case 12, 13: .store(store())
    case 14, 15, 16: .forge(forge())
    case 17: pullRequest()
    case 18: message()
    default: timing()
    }
  }

  mutating func launch() -> Launch {
    // Machines start machines down to a depth, and seldom, so that the world does not fill up.
    let isMachine = depth < 2 && dice.once(in: 3)
    let program = dice.text(isMachine ? StormTexts.programs : StormTexts.tools)
    return Launch(
      program: program, argument: Text(StormTexts.depths[min(depth + 1, 3)]),
      nonce: UInt64(dice.below(8)), newSession: dice.once(in: 4), newGroup: dice.once(in: 4),
      newNamespace: dice.once(in: 12), ignoresHangUp: dice.once(in: 6))
  }

  private mutating func identity() -> ProcessIdentity {
    guard !identities.isEmpty else {
      return ProcessIdentity(boot: 1, namespace: 0, pid: 2, startTick: 0, nonce: 0)
    }
    var identity = dice.pick(identities)
    // Now and then it is mistaken about who has the number.
    if dice.once(in: 6) { identity.startTick -= 1 }
    return identity
  }

  private mutating func process() -> ProcessOperation {
    let signals: [Signal] = [
      .hangUp, .interrupt, .terminate, .kill, .segmentationFault, .continue, .continue, .stop,
    ]
    let pid = dice.once(in: 10) ? Int32(300 + dice.below(40)) : dice.pick(pids)
    return switch dice.below(25) {
    case 0, 1, 2, 3: .spawn(launch())
    case 4, 5: .probe(pid: pid)
    case 6: .inspect(pid: pid)
    case 7, 8, 9: .identify(identity())
    case 10: .signal(pid: pid, dice.pick(signals))
    case 11: .signalGroup(group: pid, dice.pick(signals))
    case 12: .signalIdentity(identity(), dice.pick(signals))
    case 13, 14, 15, 16: .reap(pid: pid)
    case 17, 18: .list
    case 19: .find(nonce: UInt64(dice.below(8)))
    case 20: dice.once(in: 3) ? .exit(status: UInt8(dice.below(3))) : .whoAmI
    case 21, 22, 23: .awaitExit(pid: pid)
    default: .writeLine(Text(dice.pick(StormTexts.values)))
    }
  }

  private mutating func file() -> FileOperation {
    let path = dice.text(StormTexts.paths)
    let other = dice.text(StormTexts.paths)
    let content = dice.text(StormTexts.values)
    return switch dice.below(20) {
    case 0: .read(path)
    case 1: .write(path, content: content)
    case 2: .append(path, content: content)
    case 3: .createExclusive(path, content: content)
    case 4: .replace(path, content: content)
    case 5: .makeDirectory(path)
    case 6: .makeDirectories(path)
    case 7: .removeDirectory(path)
    case 8: .remove(path)
    case 9: dice.once(in: 4) ? .removeTree(path) : .stat(path)
    case 10: .link(from: path, to: other)
    case 11: .symbolicLink(from: path, to: other)
    case 12: .rename(from: path, to: other)
    case 13: .sync(path)
    case 14: .list(path)
    case 15: .stat(path)
    case 16: .canonicalise(path)
    case 17, 18: .lock(path, dice.once(in: 2) ? .shared : .exclusive)
    default: .unlock(path)
    }
  }

  private mutating func git() -> GitCommand {
    let repository = dice.text(StormTexts.repositories)
    let path = dice.text(StormTexts.worktrees)
    let branch = dice.text(StormTexts.branches)
    return switch dice.below(12) {
    case 0, 1, 2:
      .addWorktree(
        repository: repository, path: path, branch: branch, base: Text("main"),
        newBranch: dice.once(in: 2))
    case 3: .listWorktrees(repository: repository)
    case 4: .removeWorktree(repository: repository, path: path, force: dice.once(in: 2))
    case 5: .pruneWorktrees(repository: repository)
    case 6:
      dice.once(in: 3) ? .lockWorktree(repository: repository, path: path) : .status(path: path)
    case 7, 8: .status(path: path)
    case 9: .commit(path: path, message: branch)
    case 10: .listBranches(repository: repository)
    default: .deleteBranch(repository: repository, name: branch, force: dice.once(in: 2))
    }
  }

  private mutating func store() -> StoreOperation {
    let place = dice.below(4)
    let key = Text(StormTexts.keys[place])
    let expected = dice.once(in: 3) ? Int64(dice.below(3)) : revisions[place]
    return switch dice.below(10) {
    case 0, 1: .get(key: key)
    case 2, 3, 4: .put(key: key, value: dice.text(StormTexts.values), expected: expected)
    case 5: .delete(key: key, expected: expected)
    case 6: .list
    case 7: .begin
    case 8: .commit
    default: .rollBack
    }
  }

  private mutating func pullRequest() -> Operation {
    let branch = dice.text(StormTexts.branches)
    return .pullRequest(
      dice.once(in: 3) ? .create(branch: branch, title: Text("x")) : .observe(branch: branch))
  }

  private mutating func message() -> Operation {
    let message = Message(
      topic: Text("x"), body: dice.text(StormTexts.values), number: UInt64(dice.below(9)))
    return switch dice.below(4) {
    case 0: .send(message, to: .person(dice.text(StormTexts.persons)))
    case 1: .send(message, to: .process(identity()))
    default: .send(message, to: .actor(dice.text(StormTexts.actors)))
    }
  }

  private mutating func timing() -> Operation {
    switch dice.below(8) {
    case 0, 1, 2, 3: .timer(.milliseconds(Int64(dice.below(1_500))))
    case 4: .cancelTimer(Tag(rawValue: UInt32(dice.below(48))))
    case 5: .readClock(dice.pick([.monotonic, .boottime, .wall]))
    case 6: dice.once(in: 8) ? .timer(.unlimited) : .timer(.zero)
    default: .drawNumber
    }
  }
}
