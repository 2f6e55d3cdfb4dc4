import Operations

// What follows from a check of the panes, and how a worker is started again.

extension DeskRunner {
  /// Checks the panes.
  mutating func check(_ site: DeskPhase.Site, _ emit: inout Emitter) {
    guard let panes else { preconditionFailure("nothing to check: \(self)") }
    phase = .checking(site)
    monitor.begin(panes, token: token, &emit)
  }

  /// Takes what a check has found.
  mutating func checked(_ verdict: PaneMonitor.Verdict, _ emit: inout Emitter) {
    guard case .checking(let site) = phase else {
      preconditionFailure("a verdict on no check: \(verdict), \(self)")
    }
    switch verdict {
    case .alive(let name):
      unknownChecks = 0
      goOn(from: site, name, &emit)
    case .dead:
      end(.blocked(death(at: site, &emit)), &emit)
    case .unknown:
      unknownChecks += 1
      guard unknownChecks < policy.unknownChecksMax else {
        let detail = emit.text { builder, _ in
          builder.add("tmux has not answered for ")
          builder.add(policy.unknownChecksMax)
          builder.add(" checks; the agents' processes run")
        }
        return end(.blocked(BlockReason(.infrastructureFailure, detail)), &emit)
      }
      switch site {
      case .postSend, .poll:
        // What the agent writes can be read all the same.
        wait(&emit)
      case .create, .iterationStart, .verifierStart, .restart:
        phase = .waitingToCheck(site)
        asking.ask(.timer(policy.unknownPause), &emit)
      }
    }
  }

  private mutating func goOn(
    from site: DeskPhase.Site, _ name: Text, _ emit: inout Emitter
  ) {
    switch site {
    case .create:
      sessionName = name
      write(.session, &emit)
    case .iterationStart, .verifierStart:
      attempts = 0
      send(&emit)
    case .postSend:
      polls = 0
      wait(&emit)
    case .poll:
      listen(&emit)
    case .restart:
      phase = .respawning
      let launch = Launch(program: setup.workerProgram, argument: known.folder, nonce: token)
      asking.ask(
        .tmux(.respawnPane(.pane(pane.pane), launch, kill: true), socket: setup.socket),
        limit: policy.callLimit, &emit)
    }
  }

  /// The reason that a death gives, in the words of governance.
  func death(at site: DeskPhase.Site, _ emit: inout Emitter) -> BlockReason {
    let detail = emit.text { builder, _ in
      builder.add("tmux session/pane dead during ")
      builder.add(site.word)
    }
    return BlockReason(.infrastructureFailure, detail)
  }

  // MARK: - A worker that is started again

  /// Starts the worker again after a pause, unless that was done often enough.
  mutating func restartWorker(_ emit: inout Emitter) {
    guard counts.restarts < policy.workerRestartsMax else {
      let detail = emit.text { builder, _ in
        builder.add("worker stuck after ")
        builder.add(counts.restarts)
        builder.add(" restarts: no heartbeat")
      }
      return end(.blocked(BlockReason(.infrastructureFailure, detail)), &emit)
    }
    let pause = policy.backoff(after: counts.restarts)
    counts.restarts += 1
    attempts = 0
    phase = .backingOff
    asking.ask(.timer(pause), &emit)
  }

  /// Takes the answer to a respawn.
  mutating func respawned(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .tmux(.done), .limitPassed, .tmux(.failed):
      // What runs in the pane now is to be seen there, whatever the client said.
      learn(&emit)
    default:
      end(.unable(.restart), &emit)
    }
  }

  private mutating func learn(_ emit: inout Emitter) {
    phase = .learning
    asking.ask(
      .tmux(.listAllPanes, socket: setup.socket), limit: policy.callLimit, &emit)
  }

  /// Takes the snapshot that tells the new process of the worker's pane.
  mutating func learned(_ outcome: Outcome, _ emit: inout Emitter) {
    guard case .tmux(.listing) = outcome, let worker = panes?.worker else {
      attempts += 1
      guard attempts < policy.callAttemptsMax else { return end(.unable(.restart), &emit) }
      return learn(&emit)
    }
    for row in emit.rows {
      guard case .pane(let facts) = row, facts.reference.isBeside(worker),
        facts.reference.pane == worker.pane
      else { continue }
      panes?.worker = facts.reference
    }
    // A pane that is not there any more is found out by the next check.
    write(.prompt, &emit)
  }
}
