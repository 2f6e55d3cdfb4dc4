import Operations

extension TmuxServers {
  /// Who listens at a socket.
  enum Listener {
    case server(Int32)
    case nobody(TmuxFailure.Reason)
  }

  /// Who listens at a socket: a file stays there when its server has gone.
  func listener(at path: Text) -> Listener {
    guard let socket = sockets.first(where: { $0.path == path }) else {
      return .nobody(.noSocket)
    }
    return serverIndex(socket.server) == nil ? .nobody(.noServer) : .server(socket.server)
  }

  /// Where a server stands, if it runs.
  func serverIndex(_ number: Int32) -> Int? {
    servers.firstIndex { $0.number == number }
  }

  /// Whether a server is stopped.
  func isStopped(_ number: Int32, _ processes: borrowing Processes) -> Bool {
    guard let index = serverIndex(number) else { return false }
    return processes[servers[index].process]?.state == .stopped
  }

  /// Whether a server has any session.
  func hasSessions(_ number: Int32) -> Bool {
    sessions.contains { $0.server == number }
  }

  /// Where a session stands.
  func sessionIndex(_ id: Int32, _ server: Int32) -> Int? {
    sessions.firstIndex { $0.id == id && $0.server == server }
  }

  /// Where a pane stands.
  func paneIndex(_ link: PaneLink) -> Int? {
    panes.firstIndex { $0.id == link.pane && $0.server == link.server }
  }

  /// Where the windows of a session stand.
  func windowRange(of session: Int) -> Range<Int> {
    let (server, id) = (sessions[session].server, sessions[session].id)
    let count = Int(sessions[session].windowCount)
    guard let first = windows.firstIndex(where: { $0.session == id && $0.server == server }) else {
      return windows.count..<windows.count
    }
    return first..<first + count
  }

  /// Where the panes of a window stand.
  func paneRange(of window: Int) -> Range<Int> {
    let (server, id) = (windows[window].server, windows[window].id)
    let count = Int(windows[window].paneCount)
    guard let first = panes.firstIndex(where: { $0.window == id && $0.server == server }) else {
      return panes.count..<panes.count
    }
    return first..<first + count
  }

  /// The place of a session: its current window and that one's active pane.
  func place(session: Int) -> TargetPlace {
    let (server, id) = (sessions[session].server, sessions[session].currentWindow)
    guard let window = windows.firstIndex(where: { $0.id == id && $0.server == server }) else {
      preconditionFailure("a session without its current window: \(sessions[session])")
    }
    return place(window: window, session: session, named: false)
  }

  /// The place of a window: its active pane.
  func place(window: Int, named: Bool) -> TargetPlace {
    guard let session = sessionIndex(windows[window].session, windows[window].server) else {
      preconditionFailure("a window without its session: \(windows[window])")
    }
    return place(window: window, session: session, named: named)
  }

  /// The place of a pane.
  func place(pane: Int) -> TargetPlace {
    let (server, id) = (panes[pane].server, panes[pane].window)
    guard let window = windows.firstIndex(where: { $0.id == id && $0.server == server }),
      let session = sessionIndex(panes[pane].session, server)
    else { preconditionFailure("a pane without its window: \(panes[pane])") }
    return TargetPlace(session: session, window: window, pane: pane, namesWindow: true)
  }

  private func place(window: Int, session: Int, named: Bool) -> TargetPlace {
    let (server, id) = (windows[window].server, windows[window].activePane)
    guard let pane = panes.firstIndex(where: { $0.id == id && $0.server == server }) else {
      preconditionFailure("a window without its active pane: \(windows[window])")
    }
    return TargetPlace(session: session, window: window, pane: pane, namesWindow: named)
  }

  /// Which pane of which session of which server it is.
  func reference(_ pane: TmuxPane) -> PaneReference {
    guard let index = serverIndex(pane.server) else {
      preconditionFailure("a pane without its server: \(pane)")
    }
    let server = servers[index]
    return PaneReference(
      serverPid: server.pid, serverStart: server.started, session: pane.session,
      window: pane.window, pane: pane.id, panePid: pane.pid)
  }

  /// What was typed or pasted into a pane last, the oldest first.
  public func typed(in link: PaneLink) -> TypedLines {
    guard let pane = paneIndex(link) else { return TypedLines() }
    return panes[pane].typed
  }

  /// The file that a pane's output is appended to; empty for none.
  public func pipe(of link: PaneLink) -> Text {
    guard let pane = paneIndex(link) else { return .empty }
    return panes[pane].pipe
  }

  /// The process of the server that listens at a socket.
  public func serverProcess(at path: Text) -> ProcessIndex? {
    guard case .server(let number) = listener(at: path), let index = serverIndex(number) else {
      return nil
    }
    return servers[index].process
  }

  /// The process in a pane of the server that listens at a socket.
  public func panePid(_ id: Int32, at path: Text) -> Int32? {
    guard case .server(let number) = listener(at: path),
      let pane = paneIndex(PaneLink(server: number, pane: id))
    else { return nil }
    return panes[pane].pid
  }

  /// The process of the active pane of a session's current window.
  public func paneProcess(ofSession name: Text, at path: Text) -> ProcessIndex? {
    guard case .server(let number) = listener(at: path),
      let session = sessions.firstIndex(where: { $0.name == name && $0.server == number })
    else { return nil }
    return panes[place(session: session).pane].process
  }
}
