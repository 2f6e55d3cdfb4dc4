import Operations

extension TmuxServers {
  /// `new-window -d`: a target that names a window asks for that very index.
  mutating func newWindow(
    _ target: TmuxTarget, _ launch: Launch, _ view: View, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> TmuxOutcome {
    if hasSessions(view.server), Self.namesPane(target, &moment) {
      return .failed(TmuxFailure(.paneNotAllowed))
    }
    let session: Int
    var index: Int32?
    switch place(forNew: target, view, processes, &moment) {
    case .failed(let failure):
      return .failed(failure)
    case .taken(let index):
      return .failed(TmuxFailure(.windowIndexInUse, Self.text(index, &moment)))
    case .free(let place, let number):
      session = place
      index = number
    }
    let free = index ?? freeIndex(of: session)
    guard let pane = makeWindow(launch, session: session, index: free, &processes, &moment) else {
      return .failed(TmuxFailure(.windowForkFailed))
    }
    return .created(reference(panes[pane]))
  }

  /// Where a new window may go.
  private enum NewPlace {
    /// In a session, at an index if one was asked for.
    case free(session: Int, index: Int32?)
    /// Where another window is.
    case taken(index: Int32)
    case failed(TmuxFailure)
  }

  /// A number is an index of the named or else the current session, `1` and `=1` alike, and be there a
  /// session of that name or not; what else names a window names one that is in the way.
  private func place(
    forNew target: TmuxTarget, _ view: View, _ processes: borrowing Processes,
    _ moment: inout Moment
  ) -> NewPlace {
    var parts = TargetParts(target, .window, &moment)
    if hasSessions(view.server), let name = parts.window,
      let number = Self.number(name, moment.texts)
    {
      parts.window = nil
      switch find(parts, view, processes, moment.texts, isLenient: false) {
      case .failed(let failure): return .failed(failure)
      case .found(let place):
        let isTaken = windowRange(of: place.session).contains { windows[$0].index == number }
        let index = Int32(number)
        return isTaken ? .taken(index: index) : .free(session: place.session, index: index)
      }
    }
    switch resolve(target, .window, view, processes, &moment) {
    case .failed(let failure): return .failed(failure)
    case .found(let place):
      return place.namesWindow
        ? .taken(index: windows[place.window].index) : .free(session: place.session, index: nil)
    }
  }

  /// Whether a target names a pane, be it there or not.
  private static func namesPane(_ target: TmuxTarget, _ moment: inout Moment) -> Bool {
    if case .pane = target { return true }
    return TargetParts(target, .window, &moment).pane != nil
  }

  /// `kill-window`.
  mutating func killWindow(
    _ target: TmuxTarget, _ view: View, _ processes: borrowing Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    switch resolve(target, .window, view, processes, &moment) {
    case .failed(let failure): return .failed(failure)
    case .found(let place):
      removeWindow(place.window, processes, &moment)
      return .done
    }
  }

  /// `split-window -d`: the new pane stands below, and the target stays the active one.
  mutating func splitWindow(
    _ target: TmuxTarget, _ launch: Launch, _ view: View, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> TmuxOutcome {
    switch resolve(target, .pane, view, processes, &moment) {
    case .failed(let failure): return .failed(failure)
    case .found(let place):
      let height = panes[place.pane].height
      guard height >= Self.leastSplitHeight else { return .failed(TmuxFailure(.noSpaceForPane)) }
      let below = (height + 1) / 2 - 1
      guard
        let pane = makePane(
          launch, window: place.window, at: place.pane + 1, height: below, &processes, &moment)
      else { return .failed(TmuxFailure(.paneForkFailed)) }
      panes[place.pane].height = height - below - 1
      return .created(reference(panes[pane]))
    }
  }

  /// A pane of fewer rows cannot be split: each half has one, and the border between them.
  private static var leastSplitHeight: Int32 { 3 }
  /// The rows of a window that no terminal has looked at.
  private static var wholeHeight: Int32 { 24 }

  /// A number as a text.
  static func text(_ number: Int32, _ moment: inout Moment) -> Text {
    moment.builder.clear()
    moment.builder.add(number)
    return moment.texts.text(moment.builder)
  }

  private func freeIndex(of session: Int) -> Int32 {
    var free: Int32 = 0
    for window in windowRange(of: session) {
      if windows[window].index != free { break }
      free += 1
    }
    return free
  }

  /// Makes a window with one pane; nil when the program could not be started.
  mutating func makeWindow(
    _ launch: Launch, session: Int, index: Int32, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> Int? {
    guard let server = serverIndex(sessions[session].server) else { return nil }
    let range: Range<Int>
    if sessions[session].windowCount == 0 {
      let first = beginning(at: session + 1).window
      range = first..<first
    } else {
      range = windowRange(of: session)
    }
    let place = range.first { windows[$0].index > index } ?? range.upperBound
    let panePlace = place < windows.count ? paneRange(of: place).lowerBound : panes.count
    let window = TmuxWindow(
      server: sessions[session].server, session: sessions[session].id,
      id: servers[server].nextWindow, index: index, name: launch.program,
      activePane: servers[server].nextPane)
    servers[server].nextWindow += 1
    windows.insert(window, at: place)
    guard
      let pane = makePane(
        launch, window: place, at: panePlace, height: Self.wholeHeight, &processes, &moment)
    else {
      windows.remove(at: place)
      return nil
    }
    sessions[session].windowCount += 1
    return pane
  }

  /// Makes a pane and starts its program; nil when that could not be done.
  private mutating func makePane(
    _ launch: Launch, window: Int, at place: Int, height: Int32, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> Int? {
    guard let server = serverIndex(windows[window].server) else { return nil }
    let id = servers[server].nextPane
    servers[server].nextPane += 1
    let link = PaneLink(server: servers[server].number, pane: id)
    guard
      let process = processes.spawn(
        launch, parent: servers[server].process, &moment, pane: link),
      let pid = processes[process]?.identity.pid
    else { return nil }
    panes.insert(
      TmuxPane(
        server: link.server, session: windows[window].session, window: windows[window].id, id: id,
        process: process, pid: pid, program: launch.program, height: height),
      at: place)
    windows[window].paneCount += 1
    return place
  }

  /// Takes a window away; the last one takes its session along.
  mutating func removeWindow(
    _ window: Int, _ processes: borrowing Processes, _ moment: inout Moment
  ) {
    let gone = windows[window]
    guard let session = sessionIndex(gone.session, gone.server) else { return }
    guard sessions[session].windowCount > 1 else {
      removeSession(session, processes, &moment)
      return
    }
    if sessions[session].currentWindow == gone.id {
      // Nobody has looked at another one, so it is the one before, and before the first the last.
      let range = windowRange(of: session)
      let next = window == range.lowerBound ? range.upperBound - 1 : window - 1
      sessions[session].currentWindow = windows[next].id
    }
    for pane in panes where pane.window == gone.id && pane.server == gone.server {
      closeTerminal(of: pane, processes, &moment)
      forgetSettings(of: .pane, pane.id, on: gone.server)
    }
    panes.removeAll { $0.window == gone.id && $0.server == gone.server }
    forgetSettings(of: .window, gone.id, on: gone.server)
    sessions[session].windowCount -= 1
    windows.remove(at: window)
  }

  /// Takes a pane away and gives its rows to a neighbour; the last one takes its window along.
  mutating func removePane(
    _ pane: Int, _ processes: borrowing Processes, _ moment: inout Moment
  ) {
    let window = place(pane: pane).window
    guard windows[window].paneCount > 1 else {
      removeWindow(window, processes, &moment)
      return
    }
    let gone = panes[pane]
    closeTerminal(of: gone, processes, &moment)
    let neighbour = pane == paneRange(of: window).lowerBound ? pane + 1 : pane - 1
    panes[neighbour].height += gone.height + 1
    if windows[window].activePane == gone.id { windows[window].activePane = panes[neighbour].id }
    windows[window].paneCount -= 1
    forgetSettings(of: .pane, gone.id, on: gone.server)
    panes.remove(at: pane)
  }
}
