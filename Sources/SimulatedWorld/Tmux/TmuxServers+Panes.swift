import Operations

extension TmuxServers {
  /// `list-panes -a`: one consistent answer, sessions by name, windows by index, panes downwards.
  func listAllPanes(of server: Int32, _ moment: inout Moment) -> TmuxOutcome {
    // A server that has no session has no current target either, which the command asks for.
    guard hasSessions(server) else { return .failed(TmuxFailure(.noCurrentTarget)) }
    moment.beginRows()
    append(panes.indices, of: server, &moment)
    return .listing(moment.listing())
  }

  /// `list-panes`: the panes of one window.
  mutating func listPanes(
    _ target: TmuxTarget, _ view: View, _ processes: borrowing Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    with(target, .window, view, processes, &moment) { tmux, place, moment in
      moment.beginRows()
      tmux.append(tmux.paneRange(of: place.window), of: view.server, &moment)
      return .listing(moment.listing())
    }
  }

  func append(_ range: Range<Int>, of number: Int32, _ moment: inout Moment) {
    guard let server = serverIndex(number) else { return }
    let (pid, start) = (servers[server].pid, servers[server].started)
    let owners = settingRange(of: TmuxOptionName.owner, on: number)
    let generations = settingRange(of: TmuxOptionName.generation, on: number)
    let states = settingRange(of: TmuxOptionName.state, on: number)
    var session = 0
    for index in range where panes[index].server == number {
      let pane = panes[index]
      while sessions[session].id != pane.session || sessions[session].server != number {
        session += 1
      }
      moment.rows.append(
        .pane(
          PaneFacts(
            reference: PaneReference(
              serverPid: pid, serverStart: start, session: pane.session, window: pane.window,
              pane: pane.id, panePid: pane.pid),
            sessionName: sessions[session].name, sessionCreated: sessions[session].created,
            attached: sessions[session].attached, isDead: pane.isDead,
            ending: pane.life == .dead ? pane.ending : nil, currentCommand: pane.program,
            owner: value(in: owners, of: pane), generation: value(in: generations, of: pane),
            state: value(in: states, of: pane))))
    }
  }

  /// `display-message -p`: status 0 whatever the target is.
  func display(
    _ field: PaneField, of target: TmuxTarget, _ view: View, _ processes: borrowing Processes,
    _ moment: inout Moment
  ) -> TmuxOutcome {
    if field == .serverPid, let server = serverIndex(view.server) {
      return .text(Self.text(servers[server].pid, &moment))
    }
    guard case .found(let place) = resolve(target, .pane, view, processes, &moment, isLenient: true)
    else {
      return .text(.empty)
    }
    let pane = panes[place.pane]
    switch field {
    case .sessionName: return .text(sessions[place.session].name)
    case .paneID: return .text(Self.name(of: .pane(pane.id), &moment))
    case .paneDead: return .text(moment.texts.text(pane.isDead ? "1" : "0"))
    case .paneDeadStatus:
      guard pane.life == .dead, case .exited(let status) = pane.ending else {
        return .text(.empty)
      }
      return .text(Self.text(Int32(status), &moment))
    case .panePid: return .text(Self.text(pane.pid, &moment))
    case .currentCommand: return .text(pane.program)
    case .serverPid: return .text(.empty)
    }
  }

  /// A program in a pane writes a line to its terminal.
  mutating func write(_ line: Text, in link: PaneLink) {
    guard let pane = paneIndex(link), panes[pane].life == .running else { return }
    panes[pane].typed.add(line)
  }

  /// `send-keys`: what is typed at a dead pane is thrown away.
  mutating func sendKeys(
    _ text: Text, to target: TmuxTarget, _ view: View, _ processes: borrowing Processes,
    _ moment: inout Moment
  ) -> TmuxOutcome {
    switch resolve(target, .pane, view, processes, &moment) {
    case .failed(let failure): return .failed(failure)
    case .found(let place):
      type(text, into: place.pane, &moment)
      return .done
    }
  }

  /// `paste-buffer`: the server of 3.3a does not survive it when the pane is dead.
  mutating func paste(
    _ text: Text, into target: TmuxTarget, _ view: View, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> TmuxOutcome {
    switch resolve(target, .pane, view, processes, &moment) {
    case .failed(let failure): return .failed(failure)
    case .found(let place):
      // An empty buffer is none, and nothing is pasted.
      guard !text.isEmpty else { return .done }
      guard !panes[place.pane].isDead else {
        endServer(view.server, .signalled(.segmentationFault), &processes, &moment)
        return .failed(TmuxFailure(.serverExited))
      }
      type(text, into: place.pane, &moment)
      return .done
    }
  }

  private mutating func type(_ text: Text, into pane: Int, _ moment: inout Moment) {
    guard panes[pane].life == .running else { return }
    panes[pane].typed.add(text)
    moment.agenda.type(text, at: panes[pane].process)
  }

  /// `pipe-pane`: a dead pane has nothing to pipe.
  mutating func pipePane(
    _ target: TmuxTarget, to path: Text, _ view: View, _ processes: borrowing Processes,
    _ moment: inout Moment
  ) -> TmuxOutcome {
    with(target, .pane, view, processes, &moment) { tmux, place, _ in
      guard !tmux.panes[place.pane].isDead else { return .failed(TmuxFailure(.paneHasExited)) }
      tmux.panes[place.pane].pipe = path
      return .done
    }
  }

  /// `respawn-pane`: the id stays, the pid is another, and a program that runs needs `-k`.
  mutating func respawnPane(
    _ target: TmuxTarget, _ launch: Launch, kill: Bool, _ view: View,
    _ processes: inout Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    switch resolve(target, .pane, view, processes, &moment) {
    case .failed(let failure): return .failed(failure)
    case .found(let place):
      let pane = panes[place.pane]
      guard pane.isDead || kill else {
        return .failed(TmuxFailure(.paneStillActive, path(of: place, &moment)))
      }
      guard let server = serverIndex(view.server),
        let process = processes.spawn(
          launch, parent: servers[server].process, &moment, pane: pane.link),
        let pid = processes[process]?.identity.pid
      else { return .failed(TmuxFailure(.respawnForkFailed)) }
      closeTerminal(of: pane, processes, &moment)
      panes[place.pane].process = process
      panes[place.pane].pid = pid
      panes[place.pane].program = launch.program
      panes[place.pane].life = .running
      panes[place.pane].isDue = false
      panes[place.pane].typed = TypedLines()
      return .done
    }
  }

  /// `kill-pane`.
  mutating func killPane(
    _ target: TmuxTarget, _ view: View, _ processes: borrowing Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    switch resolve(target, .pane, view, processes, &moment) {
    case .failed(let failure): return .failed(failure)
    case .found(let place):
      removePane(place.pane, processes, &moment)
      return .done
    }
  }

  /// `SESSION:WINDOW.PANE`, the last two by index.
  private func path(of place: TargetPlace, _ moment: inout Moment) -> Text {
    moment.builder.clear()
    moment.builder.add(sessions[place.session].name, from: moment.texts)
    moment.builder.add(":")
    moment.builder.add(windows[place.window].index)
    moment.builder.add(".")
    moment.builder.add(place.pane - paneRange(of: place.window).lowerBound)
    return moment.texts.text(moment.builder)
  }

  /// `capture-pane -p`: what was typed and printed last, and the line that tmux writes into a dead pane.
  ///
  /// That line goes below all others: the screen moves up by one, and its first line is on it no more.
  func screen(of index: Int, _ moment: inout Moment) -> Text {
    let pane = panes[index]
    moment.builder.clear()
    let isMovedUp = pane.life == .dead && pane.typed.count > 0 && !pane.typed.hasForgotten
    let shown = (isMovedUp ? 1 : 0)..<pane.typed.count
    for line in shown {
      if line > shown.lowerBound { moment.builder.add("\n") }
      moment.builder.add(pane.typed[line], from: moment.texts)
    }
    if pane.life == .dead {
      if !shown.isEmpty { moment.builder.add("\n") }
      switch pane.ending {
      case .exited(let status):
        moment.builder.add("Pane is dead (status ")
        moment.builder.add(status)
      case .signalled(let signal):
        moment.builder.add("Pane is dead (signal ")
        moment.builder.add(signal.rawValue)
      }
      moment.builder.add(", ")
      moment.builder.addDate(pane.died)
      moment.builder.add(")")
    }
    return moment.texts.text(moment.builder)
  }
}
