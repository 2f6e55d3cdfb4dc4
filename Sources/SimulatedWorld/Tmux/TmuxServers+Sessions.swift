import Operations

extension TmuxServers {
  /// `new-session -d -s`: whoever comes first has the name.
  mutating func newSession(
    _ wanted: Text, _ launch: Launch, on number: Int32, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> TmuxOutcome {
    guard let server = serverIndex(number) else { return .failed(TmuxFailure(.serverExited)) }
    guard !wanted.isEmpty else { return .failed(TmuxFailure(.invalidSession)) }
    let name = Self.normalised(wanted, &moment)
    guard !isTaken(name, on: number) else { return .failed(TmuxFailure(.duplicateSession, name)) }
    let id = servers[server].nextSession
    servers[server].nextSession += 1
    servers[server].activity += 1
    let session = TmuxSession(
      server: number, id: id, name: name, created: moment.wall.milliseconds / 1_000,
      activity: servers[server].activity, currentWindow: servers[server].nextWindow)
    let place = orderedPlace(of: name, on: number, moment.texts)
    sessions.insert(session, at: place)
    guard let pane = makeWindow(launch, session: place, index: 0, &processes, &moment) else {
      sessions.remove(at: place)
      return .failed(TmuxFailure(.windowForkFailed))
    }
    return .created(reference(panes[pane]))
  }

  /// `rename-session`: the id stays, the order in listings changes.
  mutating func renameSession(
    _ target: TmuxTarget, to wanted: Text, _ view: View, _ processes: borrowing Processes,
    _ moment: inout Moment
  ) -> TmuxOutcome {
    with(target, .session, view, processes, &moment) { tmux, place, moment in
      guard !wanted.isEmpty else { return .failed(TmuxFailure(.invalidSession)) }
      let name = Self.normalised(wanted, &moment)
      guard tmux.sessions[place.session].name != name else { return .done }
      guard !tmux.isTaken(name, on: view.server) else {
        return .failed(TmuxFailure(.duplicateSession, name))
      }
      tmux.move(session: place.session, to: name, moment.texts)
      return .done
    }
  }

  /// `kill-session`: what runs in it gets a hang-up a little later.
  mutating func killSession(
    _ target: TmuxTarget, _ view: View, _ processes: borrowing Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    switch resolve(target, .session, view, processes, &moment) {
    case .failed(let failure): return .failed(failure)
    case .found(let place):
      removeSession(place.session, processes, &moment)
      return .done
    }
  }

  /// `if-shell -F`: the condition is read off the target's pane, the kill takes the target anew.
  mutating func killSession(
    _ target: TmuxTarget, if condition: SessionGuard, _ view: View,
    _ processes: borrowing Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    var place: TargetPlace?
    if case .found(let found) = resolve(target, .pane, view, processes, &moment, isLenient: true) {
      place = found
    }
    // The format of a missing target still finds the options of the server and of all sessions.
    guard value(of: condition.option, at: place, on: view.server) == condition.value else {
      return .done
    }
    if condition.unattached {
      guard let place, sessions[place.session].attached == 0 else { return .done }
    }
    return killSession(target, view, processes, &moment)
  }

  /// `list-sessions`, by name as bytes.
  func listSessions(of server: Int32, _ moment: inout Moment) -> TmuxOutcome {
    moment.beginRows()
    for session in sessions where session.server == server {
      moment.rows.append(
        .session(
          SessionFacts(
            id: session.id, name: session.name, windows: session.windowCount,
            created: session.created, attached: session.attached)))
    }
    return .listing(moment.listing())
  }

  /// `attach-session`: from now on the caller's terminal is a client of the session.
  mutating func attach(
    to target: TmuxTarget, _ view: View, _ processes: borrowing Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    guard hasSessions(view.server) else { return .failed(TmuxFailure(.noSessions)) }
    let terminal = terminalAround(view, processes)
    if terminal == .pane { return .failed(TmuxFailure(.nestedSession)) }
    return with(target, .session, view, processes, &moment) { tmux, place, _ in
      guard terminal == .own else { return .failed(TmuxFailure(.notATerminal)) }
      guard let server = tmux.serverIndex(view.server) else {
        return .failed(TmuxFailure(.serverExited))
      }
      tmux.servers[server].activity += 1
      tmux.sessions[place.session].activity = tmux.servers[server].activity
      tmux.sessions[place.session].attached += 1
      tmux.clients.append(
        TmuxClient(
          server: view.server, session: tmux.sessions[place.session].id, process: view.caller))
      return .done
    }
  }

  /// `detach-client -s`: a missing session is no error, a server without clients is.
  mutating func detach(
    _ target: TmuxTarget, _ view: View, _ processes: borrowing Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    guard clients.contains(where: { $0.server == view.server }) else {
      return .failed(TmuxFailure(.noCurrentClient))
    }
    guard case .found(let place) = resolve(target, .session, view, processes, &moment) else {
      return .done
    }
    detachClients(of: place.session)
    return .done
  }

  /// Takes every client off a session.
  mutating func detachClients(of session: Int) {
    let (server, id) = (sessions[session].server, sessions[session].id)
    clients.removeAll { $0.server == server && $0.session == id }
    sessions[session].attached = 0
  }

  /// Takes clients off whose process has ended.
  mutating func dropDeadClients(of server: Int32, _ processes: borrowing Processes) {
    guard !clients.isEmpty else { return }
    for place in clients.indices.reversed() {
      let client = clients[place]
      guard client.server == server, !processes.lives(client.process) else { continue }
      clients.remove(at: place)
      guard let session = sessionIndex(client.session, server) else { continue }
      sessions[session].attached -= 1
    }
  }

  /// What a process has for a terminal.
  enum Terminal {
    case own
    case pane
    case none
  }

  /// Whether a process sits at a pane of the server, at a person's terminal or at none: outside
  /// of panes everybody is taken to have one, and in a pane those who left its session have none.
  private func terminalAround(_ view: View, _ processes: borrowing Processes) -> Terminal {
    guard let own = processes[view.caller] else { return .none }
    var index = view.caller
    for _ in 0..<64 {
      guard let process = processes[index] else { return .own }
      if let link = process.pane {
        guard process.session == own.session else { return .none }
        return link.server == view.server ? .pane : .own
      }
      index = process.parent
    }
    return .own
  }

  // MARK: - The table

  private func isTaken(_ name: Text, on server: Int32) -> Bool {
    sessions.contains { $0.name == name && $0.server == server }
  }

  private func orderedPlace(
    of name: Text, on server: Int32, _ texts: borrowing Texts
  ) -> Int {
    var place = 0
    while place < sessions.count {
      let session = sessions[place]
      if session.server > server { break }
      if session.server == server, texts.isOrdered(name, before: session.name) { break }
      place += 1
    }
    return place
  }

  /// Where the windows and panes of a session begin that is put at a place.
  func beginning(at place: Int) -> (window: Int, pane: Int) {
    guard place < sessions.count else { return (windows.count, panes.count) }
    let window = windowRange(of: place).lowerBound
    return (window, paneRange(of: window).lowerBound)
  }

  private mutating func move(session: Int, to name: Text, _ texts: borrowing Texts) {
    let windowRange = windowRange(of: session)
    var paneRange = paneRange(of: windowRange.lowerBound)
    for window in windowRange.dropFirst() {
      paneRange = paneRange.lowerBound..<self.paneRange(of: window).upperBound
    }
    let movedWindows = Array(windows[windowRange])
    let movedPanes = Array(panes[paneRange])
    windows.removeSubrange(windowRange)
    panes.removeSubrange(paneRange)
    var moved = sessions.remove(at: session)
    moved.name = name
    let place = orderedPlace(of: name, on: moved.server, texts)
    let (window, pane) = beginning(at: place)
    sessions.insert(moved, at: place)
    windows.insert(contentsOf: movedWindows, at: window)
    panes.insert(contentsOf: movedPanes, at: pane)
  }

  /// Takes a session away with its windows, panes, options and clients.
  mutating func removeSession(
    _ session: Int, _ processes: borrowing Processes, _ moment: inout Moment
  ) {
    let (server, id) = (sessions[session].server, sessions[session].id)
    for pane in panes where pane.session == id && pane.server == server {
      closeTerminal(of: pane, processes, &moment)
      forgetSettings(of: .pane, pane.id, on: server)
    }
    for window in windows where window.session == id && window.server == server {
      forgetSettings(of: .window, window.id, on: server)
    }
    panes.removeAll { $0.session == id && $0.server == server }
    windows.removeAll { $0.session == id && $0.server == server }
    detachClients(of: session)
    forgetSettings(of: .session, id, on: server)
    sessions.remove(at: session)
  }
}
