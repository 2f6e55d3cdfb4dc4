import Operations

// What may go wrong with tmux beyond what commands and signals do. Each fault is one method; one
// that finds nothing to strike does nothing and says so.

extension TmuxServers {
  /// Kills the server behind a socket.
  @discardableResult
  public mutating func killServer(
    at path: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    guard case .server(let number) = listener(at: path) else { return false }
    endServer(number, .signalled(.kill), &processes, &moment)
    return true
  }

  /// Kills the server and starts another with sessions of the same names: the ids begin again.
  @discardableResult
  public mutating func restartServer(
    at path: Text, running program: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    guard case .server(let number) = listener(at: path) else { return false }
    let names = sessions.filter { $0.server == number }.map(\.name)
    endServer(number, .signalled(.kill), &processes, &moment)
    guard let next = startServer(at: path, &processes, &moment) else { return false }
    for name in names {
      _ = newSession(name, Launch(program: program), on: next, &processes, &moment)
    }
    endIfEmpty(next, &processes, &moment)
    return true
  }

  /// Stops the server: calls hang until it goes on or dies.
  @discardableResult
  public func stopServer(
    at path: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    guard let process = serverProcess(at: path) else { return false }
    processes.send(.stop, to: process, &moment)
    return true
  }

  /// Lets a stopped server go on; `noticeContinue` is for whoever hears of the signal.
  @discardableResult
  public func continueServer(
    at path: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    guard let process = serverProcess(at: path) else { return false }
    processes.send(.continue, to: process, &moment)
    return true
  }

  /// Deletes the socket file: the server goes on and cannot be reached.
  @discardableResult
  public mutating func deleteSocket(at path: Text) -> Bool {
    guard let place = sockets.firstIndex(where: { $0.path == path }) else { return false }
    sockets.remove(at: place)
    return true
  }

  /// The next calls fail before they reach any server.
  public mutating func failNextCalls(_ count: Int32 = 1) {
    failingCalls += max(0, count)
  }

  /// Detaches the clients of a session, as a person does who leaves.
  @discardableResult
  public mutating func detachClients(
    ofSession name: Text, at path: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    guard let (number, session) = find(session: name, at: path), sessions[session].attached > 0
    else { return false }
    detachClients(of: session)
    destroyUnattached(on: number, processes, &moment)
    endIfEmpty(number, &processes, &moment)
    return true
  }

  /// Somebody else makes a session of that name.
  @discardableResult
  public mutating func takeName(
    _ name: Text, at path: Text, running program: Text, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> Bool {
    let outcome = perform(
      .newSession(name: name, Launch(program: program)), socket: path, by: .initial, &processes,
      &moment)
    if case .created? = outcome { return true }
    return false
  }

  /// Somebody else makes a session whose name begins with that name.
  @discardableResult
  public mutating func addPrefixTwin(
    of name: Text, at path: Text, running program: Text, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> Bool {
    moment.builder.clear()
    moment.builder.add(name, from: moment.texts)
    moment.builder.add("0")
    let twin = moment.texts.text(moment.builder)
    return takeName(twin, at: path, running: program, &processes, &moment)
  }

  /// Somebody's settings end sessions without clients, those that are there included.
  @discardableResult
  public mutating func setDestroyUnattached(
    _ isOn: Bool, at path: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    set(
      TmuxOptionName.destroyUnattached, moment.texts.text(isOn ? "on" : "off"), at: path,
      &processes, &moment)
  }

  /// Somebody's settings keep dead panes: `off`, `on` or `failed`.
  @discardableResult
  public mutating func setRemainOnExit(
    _ value: Text, at path: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    set(TmuxOptionName.remainOnExit, value, at: path, &processes, &moment)
  }

  private mutating func set(
    _ name: Text, _ value: Text, at path: Text, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> Bool {
    let outcome = perform(
      .setOption(.global, .bare(.empty), name: name, value: value), socket: path, by: .initial,
      &processes, &moment)
    return outcome == .done
  }

  /// Every dead pane's status is late from now on, by that much.
  public mutating func delayStatuses(by delay: Interval) {
    timings.lateStatusPerMillion = 1_000_000
    timings.lateStatus = .constant(delay)
  }

  /// Ends the process in the active pane of a session, by a status or a signal.
  @discardableResult
  public func endPane(
    ofSession name: Text, at path: Text, _ ending: Ending, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> Bool {
    guard let (_, session) = find(session: name, at: path) else { return false }
    let process = panes[place(session: session).pane].process
    guard processes.lives(process) else { return false }
    processes.end(process, ending, &moment)
    return true
  }

  private func find(session name: Text, at path: Text) -> (Int32, Int)? {
    guard case .server(let number) = listener(at: path),
      let session = sessions.firstIndex(where: { $0.name == name && $0.server == number })
    else { return nil }
    return (number, session)
  }
}
