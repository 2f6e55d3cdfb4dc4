import Operations

extension TmuxServers {
  /// Starts a server behind a socket, whatever was there; nil when the process table is full.
  mutating func startServer(
    at path: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> Int32? {
    let launch = Launch(
      program: moment.texts.text("tmux: server"), newSession: true, ignoresHangUp: true)
    // A server reaps what it started, but only once it runs, so it is not said to do so at once.
    guard let process = processes.spawn(launch, parent: .initial, &moment),
      let pid = processes[process]?.identity.pid
    else { return nil }
    let number = nextServer
    nextServer += 1
    servers.append(
      TmuxServer(
        number: number, process: process, pid: pid, started: moment.wall.milliseconds / 1_000))
    if let place = sockets.firstIndex(where: { $0.path == path }) {
      sockets[place].server = number
    } else {
      sockets.append(TmuxSocket(path: path, server: number))
    }
    return number
  }

  /// Ends a server with all that it has; its socket file stays.
  mutating func endServer(
    _ number: Int32, _ ending: Ending, _ processes: inout Processes, _ moment: inout Moment
  ) {
    guard let index = serverIndex(number) else { return }
    let process = servers[index].process
    for pane in panes where pane.server == number { closeTerminal(of: pane, processes, &moment) }
    panes.removeAll { $0.server == number }
    windows.removeAll { $0.server == number }
    sessions.removeAll { $0.server == number }
    settings.removeAll { $0.key.server == number }
    clients.removeAll { $0.server == number }
    servers.remove(at: index)
    reapChildren(of: process, &processes)
    // In good order a server tells its clients to go, and they go with status 0.
    let outcome: TmuxOutcome =
      switch ending {
      case .exited, .signalled(.terminate), .signalled(.interrupt): .done
      case .signalled: .failed(TmuxFailure(.serverExited))
      }
    for call in waiting where call.server == number {
      moment.agenda.answer(call.call, .tmux(outcome))
    }
    waiting.removeAll { $0.server == number }
    processes.end(process, ending, &moment)
  }

  /// Ends a server that has no session, if it is to end so.
  mutating func endIfEmpty(
    _ number: Int32, _ processes: inout Processes, _ moment: inout Moment
  ) {
    guard let index = serverIndex(number), servers[index].exitsEmpty, !hasSessions(number) else {
      return
    }
    endServer(number, .exited(0), &processes, &moment)
  }

  /// Closes the terminal of a pane that goes: whoever lives there will get a hang-up.
  func closeTerminal(
    of pane: TmuxPane, _ processes: borrowing Processes, _ moment: inout Moment
  ) {
    guard processes.lives(pane.process) else { return }
    let delay = timings.hangUp.draw(from: &moment.streams.world)
    moment.agenda.plan(.tmux(.terminalClosed(pane.process)), after: delay)
  }

  // MARK: - Deaths

  /// Learns that a process has ended: a server's own, a client's or a pane's; others are nothing.
  ///
  /// It must be told of every death before the places of the dead are used again.
  public mutating func noticeDeath(
    of process: ProcessIndex, _ processes: inout Processes, _ moment: inout Moment
  ) {
    if let index = servers.firstIndex(where: { $0.process == process }) {
      let ending = processes[process]?.ending ?? .signalled(.kill)
      endServer(servers[index].number, ending, &processes, &moment)
      return
    }
    if let client = clients.first(where: { $0.process == process }) {
      // A stopped server sees it when it goes on.
      if !isStopped(client.server, processes) {
        loseClients(of: client.server, &processes, &moment)
      }
    }
    guard let dead = processes[process], let link = dead.pane else { return }
    if let pane = paneIndex(link), panes[pane].process == process, panes[pane].life == .running {
      panes[pane].life = .ending
      panes[pane].ending = dead.ending
      let delay = timings.deathSeen.draw(from: &moment.streams.world)
      moment.agenda.plan(.tmux(.paneEnded(link, process)), after: delay)
    }
    hangUpGroup(of: dead, &processes, &moment)
    if let index = serverIndex(link.server), dead.parent == servers[index].process,
      !isStopped(link.server, processes)
    {
      processes.reapOrphan(process)
    }
  }

  /// Learns that a process goes on: a server sees what it missed and answers the first call.
  public mutating func noticeContinue(
    of process: ProcessIndex, _ processes: inout Processes, _ moment: inout Moment
  ) {
    guard let index = servers.firstIndex(where: { $0.process == process }) else { return }
    let number = servers[index].number
    reapChildren(of: process, &processes)
    loseClients(of: number, &processes, &moment)
    for _ in panes.indices {
      guard let pane = panes.firstIndex(where: { $0.isDue && $0.server == number }) else { break }
      panes[pane].isDue = false
      seeEnd(of: pane, &processes, &moment)
    }
    if waiting.contains(where: { $0.server == number }) {
      moment.agenda.plan(.tmux(.nextWaitingCall(server: number)), after: .zero)
    }
  }

  /// Carries out the call that has waited longest; one a moment, for each has rows of its own.
  mutating func answerNextCall(
    of number: Int32, _ processes: inout Processes, _ moment: inout Moment
  ) {
    guard !isStopped(number, processes),
      let place = waiting.firstIndex(where: { $0.server == number })
    else { return }
    let call = waiting.remove(at: place)
    let outcome = serve(call.command, on: number, by: call.caller, &processes, &moment)
    moment.agenda.answer(call.call, .tmux(outcome))
    if waiting.contains(where: { $0.server == number }) {
      moment.agenda.plan(.tmux(.nextWaitingCall(server: number)), after: .zero)
    }
  }

  private mutating func loseClients(
    of number: Int32, _ processes: inout Processes, _ moment: inout Moment
  ) {
    let before = clients.count
    dropDeadClients(of: number, processes)
    guard clients.count < before else { return }
    destroyUnattached(on: number, processes, &moment)
    endIfEmpty(number, &processes, &moment)
  }

  /// The terminal of a session's first process is hung up by its end: so is its process group.
  private func hangUpGroup(
    of leader: SimulatedProcess, _ processes: inout Processes, _ moment: inout Moment
  ) {
    var members: [ProcessIndex] = []
    processes.forEach { process in
      if process.group == leader.identity.pid, process.session == leader.identity.pid,
        process.identity.namespace == leader.identity.namespace, process.state != .zombie
      {
        members.append(process.index)
      }
    }
    for member in members { processes.send(.hangUp, to: member, &moment) }
  }

  private func reapChildren(of server: ProcessIndex, _ processes: inout Processes) {
    var zombies: [ProcessIndex] = []
    processes.forEach { process in
      if process.parent == server, process.state == .zombie { zombies.append(process.index) }
    }
    for zombie in zombies { processes.reapOrphan(zombie) }
  }

  // MARK: - The end of a pane

  /// The server looks at a pane whose process has ended (`server_destroy_pane` of 3.3a).
  mutating func seeEnd(of pane: Int, _ processes: inout Processes, _ moment: inout Moment) {
    let number = panes[pane].server
    switch panes[pane].life {
    case .running, .dead:
      return
    case .ending:
      guard remainOnExit(of: panes[pane]) != Text("off") else {
        removePane(pane, processes, &moment)
        endIfEmpty(number, &processes, &moment)
        return
      }
      let isLate = moment.streams.world.happens(perMillion: timings.lateStatusPerMillion)
      panes[pane].life = .deadUnknown
      if isLate {
        let delay = timings.lateStatus.draw(from: &moment.streams.world)
        let event = TmuxEvent.statusRead(panes[pane].link, panes[pane].process)
        moment.agenda.plan(.tmux(event), after: delay)
        return
      }
    case .deadUnknown:
      break
    }
    let option = remainOnExit(of: panes[pane])
    if option == Text("off") || option == Text("failed") && panes[pane].ending == .exited(0) {
      removePane(pane, processes, &moment)
      endIfEmpty(number, &processes, &moment)
    } else {
      panes[pane].life = .dead
      panes[pane].died = moment.wall
    }
  }
}
