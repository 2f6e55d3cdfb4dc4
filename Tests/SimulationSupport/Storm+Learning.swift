import Operations

extension Storm {
  mutating func learn(_ outcome: Outcome) {
    switch outcome {
    case .process(.identity(let identity)): learn(identity)
    case .process(.facts(let facts)), .process(.other(let facts)): learn(facts.identity)
    case .tmux(.created(let pane)): learn(pane.panePid)
    case .forge(.task(let task)): learn(task.id)
    case .forge(.attempt(let attempt)): learn(attempt.id)
    case .forge(.process(let process)):
      learn(process.id)
      run = process.id
    case .store(.record(let record)): learn(record)
    case .store(.conflict(let revision)), .store(.written(let revision)):
      revisions[dice.below(revisions.count)] = revision
    default: break
    }
  }

  mutating func learn(_ row: Row) {
    switch row {
    case .process(let facts): learn(facts.identity)
    case .pane(let facts): learn(facts.reference.panePid)
    case .record(let record): learn(record)
    case .forgeTask(let task): learn(task.id)
    case .forgeAttempt(let attempt): learn(attempt.id)
    case .forgeProcess(let process):
      learn(process.id)
      run = process.id
    case .forgeApproval(let approval): learn(approval.id)
    case .name, .session, .worktree: break
    }
  }

  mutating func learn(_ identity: ProcessIdentity) {
    learn(identity.pid)
    if identities.count < 6 {
      identities.append(identity)
    } else {
      identities[dice.below(6)] = identity
    }
  }

  private mutating func learn(_ pid: Int32) {
    if pids.count < 8 { pids.append(pid) } else { pids[1 + dice.below(7)] = pid }
  }

  private mutating func learn(_ id: UInt64) {
    if ids.count < 8 { ids.append(id) } else { ids[1 + dice.below(7)] = id }
  }

  private mutating func learn(_ record: StoredRecord) {
    if let place = StormTexts.keys.firstIndex(where: { Text($0) == record.key }) {
      revisions[place] = record.revision
    }
  }
}
