import Operations

extension TmuxServers {
  /// Traps with the first thing about the servers that is not as it must be.
  ///
  /// To be called when every death has been noticed. Complexity: O(n) in what there is, times the
  /// number of servers.
  public func checkInvariants(processes: Processes, texts: Texts) {
    checkServers(processes)
    checkTree(processes, texts)
    for place in settings.indices.dropFirst() {
      precondition(settings[place - 1].key < settings[place].key, "settings out of order")
    }
    for setting in settings {
      let key = setting.key
      precondition(serverIndex(key.server) != nil, "a setting of no server: \(setting)")
      let isOwned =
        switch key.owner {
        case .server, .globalSession, .globalWindow: key.id == 0
        case .session: sessionIndex(key.id, key.server) != nil
        case .window: windows.contains { $0.id == key.id && $0.server == key.server }
        case .pane: paneIndex(PaneLink(server: key.server, pane: key.id)) != nil
        }
      precondition(isOwned, "a setting of nothing: \(setting)")
    }
  }

  private func checkServers(_ processes: Processes) {
    for place in servers.indices {
      let server = servers[place]
      precondition(server.number < nextServer, "a number before its time: \(server)")
      precondition(processes.lives(server.process), "a server that does not live: \(server)")
      precondition(
        place == 0 || servers[place - 1].number < server.number, "servers out of order")
      precondition(
        hasSessions(server.number) || !server.exitsEmpty, "an empty server: \(server)")
    }
    for call in waiting {
      precondition(serverIndex(call.server) != nil, "a call that waits for nobody: \(call)")
    }
    for client in clients {
      precondition(
        sessionIndex(client.session, client.server) != nil, "a client of nothing: \(client)")
    }
  }

  /// Walks sessions, windows and panes at once: they stand in one order.
  private func checkTree(_ processes: Processes, _ texts: Texts) {
    var window = 0
    var pane = 0
    for place in sessions.indices {
      let session = sessions[place]
      precondition(serverIndex(session.server) != nil, "a session of no server: \(session)")
      if place > 0 {
        let before = sessions[place - 1]
        precondition(
          before.server < session.server
            || before.server == session.server
              && texts.isOrdered(before.name, before: session.name),
          "sessions out of order: \(before) \(session)")
      }
      precondition(session.windowCount > 0, "a session without windows: \(session)")
      let firstWindow = window
      for _ in 0..<session.windowCount {
        checkWindow(window, of: session, &pane, processes)
        precondition(
          window == firstWindow || windows[window - 1].index < windows[window].index,
          "windows out of order: \(windows[window])")
        window += 1
      }
      precondition(
        windows[firstWindow..<window].contains { $0.id == session.currentWindow },
        "a current window of another: \(session)")
      let attached = clients.count { $0.session == session.id && $0.server == session.server }
      precondition(attached == Int(session.attached), "\(attached) clients of \(session)")
    }
    precondition(window == windows.count && pane == panes.count, "windows or panes of nobody")
  }

  private func checkWindow(
    _ place: Int, of session: TmuxSession, _ pane: inout Int, _ processes: Processes
  ) {
    let window = windows[place]
    precondition(
      window.session == session.id && window.server == session.server,
      "a window out of place: \(window)")
    precondition(window.paneCount > 0, "a window without panes: \(window)")
    let first = pane
    var height: Int32 = -1
    for _ in 0..<window.paneCount {
      let found = panes[pane]
      precondition(
        found.window == window.id && found.session == session.id && found.server == session.server,
        "a pane out of place: \(found)")
      precondition(
        (found.life == .running) == processes.lives(found.process),
        "a pane that takes the dead for living, or the other way about: \(found)")
      precondition(found.height > 0, "a pane without rows: \(found)")
      height += found.height + 1
      pane += 1
    }
    precondition(height == 24, "\(height) rows in \(window)")
    precondition(
      panes[first..<pane].contains { $0.id == window.activePane },
      "an active pane of another: \(window)")
  }
}
