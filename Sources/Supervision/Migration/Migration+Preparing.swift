import JSON
import Operations

extension Migration {
  // MARK: - Reading, before anything is changed

  mutating func prepare(_ outcome: Outcome, _ emit: inout Emitter) {
    switch (step, outcome) {
    case (.lock, .file(.done)):
      file(.readJournal, .read(files.journal(&emit)), &emit)
    case (.lock, .file(.failed(.wouldBlock))):
      fail(.anotherMigration, &emit)
    case (.readJournal, .file(.content(let content))):
      journal = MigrationJournal(content, &emit)
      isTorn = journal.isTorn && policy.safeguards.contains(.tornTailMended)
      chooseSource(&emit)
    case (.readJournal, .file(.failed(.noSuchFile))):
      chooseSource(&emit)
    case (.readSource, .file(.content(let content))):
      read(content, &emit)
    case (.readSource, .file(.failed(.noSuchFile))):
      if hasBegun { fail(.backupLost, &emit) } else { finish(.nothing, &emit) }
    case (.health, .forge(.done)):
      step = .clock
      calls.ask(.readClock(.wall), &emit)
    case (.health, _):
      fail(.forgeDown, &emit)
    case (.clock, .wallTime(let time)):
      now = hasBegun ? journal.now : time
      place = -1
      if order.what == .toLocal { askNextStatus(&emit) } else { inspectNext(&emit) }
    case (.inspect, _):
      // Unknown is not dead: only a process that is certainly not there lets its session go on.
      switch outcome {
      case .process(.failed(.noSuchProcess)): break
      case .process(.facts(let facts)) where facts.state == .zombie: break
      default: lives[place] = true
      }
      inspectNext(&emit)
    case (.lock, _), (.readJournal, _), (.readSource, _):
      fail(Self.obstacle(outcome), &emit)
    default:
      preconditionFailure("\(outcome) before a migration: \(self)")
    }
  }

  private mutating func chooseSource(_ emit: inout Emitter) {
    hasBegun = !journal.stamp.isEmpty
    stamp = journal.stamp
    switch order.what {
    case .rollBack:
      guard hasBegun else {
        fail(.nothingToRollBack, &emit)
        return
      }
    case .toLocal:
      guard !hasBegun || journal.isDone else {
        finish(.refused(.migrationBegun), &emit)
        return
      }
      // What is in the file now counts, not what was migrated once.
      hasBegun = false
    case .toForge, .dryRun:
      if journal.isRollingBack {
        fail(.rollbackBegun, &emit)
        return
      }
      if journal.isDone {
        finish(.alreadyMigrated, &emit)
        return
      }
    }
    let path = hasBegun ? files.backup(stamp, &emit) : files.store(&emit)
    file(.readSource, .read(path), &emit)
  }

  private mutating func read(_ content: Text, _ emit: inout Emitter) {
    if hasBegun, MigrationFiles.stamp(content, &emit) != stamp {
      fail(.backupLost, &emit)
      return
    }
    source = content
    stamp = MigrationFiles.stamp(content, &emit)
    switch OldSessionFile.read(content, &emit) {
    case .failure(let error):
      fail(.notReadable(offset: error.offset), &emit)
      return
    case .success(let file):
      guard (file.version ?? 0) <= 4 else {
        fail(.newerVersion, &emit)
        return
      }
      sessions = file.sessions
    }
    guard !sessions.isEmpty else {
      finish(.nothing, &emit)
      return
    }
    if order.what == .toLocal {
      beginBringingBack(&emit)
      return
    }
    lives = Array(repeating: false, count: sessions.count)
    guard order.what != .rollBack else {
      planRollBack(&emit)
      return
    }
    step = .health
    calls.ask(.forge(.health), limit: policy.healthLimit, &emit)
  }

  /// Asks about the next process that an active session names.
  private mutating func inspectNext(_ emit: inout Emitter) {
    pidPlace += 1
    while place < sessions.count {
      if place >= 0, MigrationPlan.isActive(sessions[place]), pidPlace < sessions[place].pids.count,
        !isSettled(place), !lives[place]
      {
        step = .inspect
        calls.ask(
          .process(.inspect(pid: sessions[place].pids[pidPlace])), limit: policy.processLimit,
          &emit)
        return
      }
      place += 1
      pidPlace = 0
    }
    plan(&emit)
  }

  /// Whether an earlier run has settled an entry; what it found then still counts.
  private mutating func isSettled(_ place: Int) -> Bool {
    guard hasBegun, journal.done.indices.contains(place), let done = journal.done[place] else {
      return false
    }
    lives[place] = done.fate == .live
    return true
  }

  mutating func plan(_ emit: inout Emitter) {
    entries =
      MigrationPlan(sessions, livesOf: lives, now: now, policy, &emit).entries
    if order.what == .dryRun {
      finish(.planned(entries), &emit)
    } else if hasBegun {
      place = -1
      goOn(&emit)
    } else {
      file(.backup, .replace(files.backup(stamp, &emit), content: source), &emit)
    }
  }
}
