import Operations

extension World {
  /// Lets a fault strike now; `settle` must follow, as after an operation.
  public mutating func strike(_ fault: WorldFault) {
    switch fault {
    case .tmux(let fault): strike(fault)
    case .file(let fault): strike(fault)
    case .git(let fault): strike(fault)
    case .store(let fault): strike(fault)
    case .forge(let fault): strike(fault)
    case .pullRequest(let fault): strike(fault)
    }
  }

  private mutating func strike(_ fault: TmuxFault) {
    switch fault {
    case .paneDies(let session, let socket, let ending):
      tmuxPart.value.endPane(ofSession: session, at: socket, ending, &processes, &moment)
    case .sessionKilled(let session, let socket):
      _ = tmuxPart.value.perform(
        .killSession(.exact(session)), socket: socket, by: .initial, &processes, &moment)
    case .serverKilled(let socket):
      tmuxPart.value.killServer(at: socket, &processes, &moment)
    case .serverRestarted(let socket, let program):
      tmuxPart.value.restartServer(at: socket, running: program, &processes, &moment)
    case .serverStopped(let socket):
      tmuxPart.value.stopServer(at: socket, &processes, &moment)
    case .serverContinued(let socket):
      tmuxPart.value.continueServer(at: socket, &processes, &moment)
    case .callsFail(let count):
      tmuxPart.value.failNextCalls(count)
    case .clientsDetached(let session, let socket):
      tmuxPart.value.detachClients(ofSession: session, at: socket, &processes, &moment)
    case .destroyUnattached(let socket, let isOn):
      tmuxPart.value.setDestroyUnattached(isOn, at: socket, &processes, &moment)
    case .remainOnExit(let socket, let value):
      tmuxPart.value.setRemainOnExit(value, at: socket, &processes, &moment)
    case .nameTaken(let session, let socket, let program):
      tmuxPart.value.takeName(session, at: socket, running: program, &processes, &moment)
    case .prefixTwin(let session, let socket, let program):
      tmuxPart.value.addPrefixTwin(of: session, at: socket, running: program, &processes, &moment)
    case .statusesLate(let delay):
      tmuxPart.value.delayStatuses(by: delay)
    case .socketDeleted(let socket):
      tmuxPart.value.deleteSocket(at: socket)
    }
  }

  private mutating func strike(_ fault: FileFault) {
    switch fault {
    case .diskFull(let bytes): filesPart.value.setFull(after: bytes)
    case .readOnly(let isReadOnly): filesPart.value.isReadOnly = isReadOnly
    case .failNext(let path, let error): filesPart.value.failNext(path, error)
    case .fail(let path, let error): filesPart.value.fail(path, error)
    case .heal(let path): filesPart.value.heal(path)
    case .shortWrite(let path, let bytes, let error):
      filesPart.value.shortenNextWrite(path, keep: Int(bytes), error)
    case .tornWrite(let path, let bytes): filesPart.value.tearNextWrite(path, keep: Int(bytes))
    case .deny(let path): _ = filesPart.value.deny(path, &moment)
    case .appears(let path, let content): _ = filesPart.value.put(path, content, &moment)
    case .directoryAppears(let path): _ = filesPart.value.putDirectory(path, &moment)
    case .alias(let name, let path):
      _ = filesPart.value.perform(.symbolicLink(from: path, to: name), by: .initial, &moment)
    case .vanishes(let path): filesPart.value.erase(path, &moment)
    }
  }

  private mutating func strike(_ fault: GitFault) {
    switch fault {
    case .addKilled(let stage): gitPart.value.killNextAdd(at: stage)
    case .removalRefused: gitPart.value.refuseNextRemoval()
    case .branchExists(let repository, let name, let base):
      _ = gitPart.value.addBranch(name, at: base, in: repository)
    case .addSlow(let delay): gitPart.value.addDelay = .constant(delay)
    }
  }

  private mutating func strike(_ fault: StoreFault) {
    switch fault {
    case .busy(let interval): storePart.value.setBusy(until: moment.now + interval)
    case .slow(let interval): storePart.value.delay = .constant(interval)
    case .trouble(let trouble): storePart.value.trouble = trouble
    }
  }

  private mutating func strike(_ fault: ForgeBackendFault) {
    switch fault {
    case .request(let verb, let fault): forgePart.value.failNext(verb, fault)
    case .crash(let killingExecutors):
      forgePart.value.crash(killingExecutors: killingExecutors, &processes, &moment)
    case .start: _ = forgePart.value.start(parent: .initial, &processes, &moment)
    case .spawnFails: forgePart.value.failNextSpawn()
    case .worktreeFails: forgePart.value.failNextWorktree()
    case .streamsCut: forgePart.value.cutAllStreams(&moment)
    case .logRepeats(let process): forgePart.value.repeatLog(process: process, &moment)
    }
  }

  private mutating func strike(_ fault: PullRequestFault) {
    switch fault {
    case .fetchesFail(let count): pullRequestsPart.value.failNext(count)
    case .unreachable(let isUnreachable): pullRequestsPart.value.setUnreachable(isUnreachable)
    case .hang: pullRequestsPart.value.hangNext()
    case .stale(let interval): pullRequestsPart.value.setStale(by: interval)
    case .outOfOrder: pullRequestsPart.value.setBackNext()
    case .becomes(let branch, let facts):
      pullRequestsPart.value.set(facts, of: branch, now: moment.now)
    case .flapping(let branch, let period):
      _ = pullRequestsPart.value.flapChecks(of: branch, every: period, now: moment.now)
    }
  }
}
