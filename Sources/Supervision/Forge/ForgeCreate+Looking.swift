import Operations

extension ForgeCreate {
  // MARK: - Sending

  mutating func send(_ emit: inout Emitter) -> ForgeResult? {
    step = .send
    hasSent = true
    absentAfter = nil
    isNew = true
    calls.ask(
      .forge(
        .createAndStart(
          project: session.project, title: session.title, key: session.key, base: session.base)),
      limit: policy.createLimit, &emit)
    return nil
  }

  mutating func sent(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    switch outcome {
    case .forge(.task(let task)) where task.key == session.key:
      session.task = task.id
    case .forge(.attempt(let attempt)):
      session.task = attempt.task
    default:
      let trouble = ForgeTrouble(outcome)
      if trouble == .refused, session.sendCount == 1 {
        // Nobody listened, and nothing was ever sent before: there is nothing to look for.
        return giveUp(.refusedAtFirstContact, &emit)
      }
      if trouble.isRejection { absentAfter = .start }
    }
    isDecisive = absentAfter != nil
    return beginLook(&emit)
  }

  mutating func giveUp(_ reason: ForgeCertainty, _ emit: inout Emitter) -> ForgeResult? {
    guard policy.givesUp else {
      return .unresolved(reason == .refusedAtFirstContact ? .forge(.refused) : .notSent)
    }
    certainty = reason
    session.phase = .fellBack
    return put(.giveUp, &emit)
  }

  // MARK: - Looking

  mutating func beginLook(_ emit: inout Emitter) -> ForgeResult? {
    step = .look
    look.begin(session, &calls, policy, &emit)
    return nil
  }

  mutating func found(_ finding: ForgeLook.Finding, _ emit: inout Emitter) -> ForgeResult? {
    switch finding {
    case .found(let attempt, let process):
      return complete(attempt, process, &emit)
    case .absent:
      guard isDecisive else { return pause(&emit) }
      if hasSent { return giveUp(.provenAbsent, &emit) }
      guard session.sendCount < policy.sendCountMax else { return .unresolved(.sentTooOften) }
      session.claimer = me
      session.sendCount += 1
      return put(.claim, &emit)
    case .taskOnly(let task):
      session.task = task
      return finish(&emit)
    case .attemptOnly(let attempt):
      session.task = attempt.task
      return finish(&emit)
    case .trouble(.status(404)) where session.task != 0:
      // The task was deleted by somebody: look for the key once more.
      session.task = 0
      return pause(&emit)
    case .trouble(let trouble):
      guard lookCount < policy.lookCountMax else { return .unresolved(.forge(trouble)) }
      return pause(&emit)
    }
  }

  /// Finishes a creation that stopped half way, once it is certain that it has stopped.
  private mutating func finish(_ emit: inout Emitter) -> ForgeResult? {
    guard isDecisive else { return pause(&emit) }
    guard !hasAskedAttempt else { return .unresolved(.incomplete) }
    session.claimer = me
    return put(.attemptClaim, &emit)
  }

  mutating func attempted(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    // An attempt that was answered is complete; anything else may become so until it is too late.
    if case .forge(.attempt) = outcome {
      absentAfter = .start
    } else {
      absentAfter = ForgeTrouble(outcome).isRejection ? .start : nil
    }
    isDecisive = absentAfter != nil
    return beginLook(&emit)
  }

  private mutating func pause(_ emit: inout Emitter) -> ForgeResult? {
    guard lookCount < policy.lookCountMax else { return .unresolved(.incomplete) }
    step = .lookPause
    calls.ask(.timer(policy.lookPause(after: lookCount)), &emit)
    lookCount += 1
    isAdopted = true
    return nil
  }

  mutating func lookAgain(at now: Instant, _ emit: inout Emitter) {
    if let absentAfter {
      isDecisive = now >= absentAfter
    } else {
      // Whoever sent it has waited for its limit, unless that was another life.
      let wait = hasSent ? policy.createGrace : policy.createLimit + policy.createGrace
      absentAfter = now + wait
      isDecisive = false
    }
    _ = beginLook(&emit)
  }

  // MARK: - Ending

  private mutating func complete(
    _ attempt: ForgeAttempt, _ process: ForgeProcess, _ emit: inout Emitter
  ) -> ForgeResult? {
    session.task = attempt.task
    session.attempt = attempt.id
    session.branch = attempt.branch
    session.worktree = attempt.worktree
    session.process = process.id
    session.conversation = process.conversation
    status = process.status
    guard status == .running else { return recordIDs(&emit) }
    // What a look found may have its row and not yet its process.
    if isAdopted || !hasSent {
      step = .spawnPause
      calls.ask(.timer(policy.spawnGrace), &emit)
      return nil
    }
    return listProcesses(&emit)
  }

  mutating func listProcesses(_ emit: inout Emitter) -> ForgeResult? {
    step = .processes
    calls.ask(.process(.list), limit: policy.readLimit, &emit)
    return nil
  }

  mutating func recordIDs(_ emit: inout Emitter) -> ForgeResult? {
    session.phase = .created
    return put(.record, &emit)
  }

  mutating func end(_ emit: inout Emitter) -> ForgeResult? {
    step = .endClock
    calls.ask(.readClock(.monotonic), &emit)
    return nil
  }

  func finished(at now: Instant) -> ForgeResult {
    guard isRecorded, status == .failed, isNew || isAdopted else {
      return .created(
        session, isNew: isNew, isRecorded: isRecorded, elapsed: now - startedAt)
    }
    return .failedToStart(session)
  }
}
