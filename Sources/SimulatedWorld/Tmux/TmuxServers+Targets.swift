import Operations

/// What a command's target may be: the same words mean different things to different commands.
enum TargetKind {
  case session
  case window
  case pane
}

/// Who asks which server.
struct View {
  var server: Int32
  var caller: ProcessIndex
}

/// Where a target stands in the tables, until the next change.
struct TargetPlace {
  var session: Int
  var window: Int
  var pane: Int
  /// Whether a window was named, rather than a session whose current window it is.
  var namesWindow = false
  /// Whether a window was named that is not there.
  var missesWindow = false
}

/// What became of a target.
enum Resolution {
  case found(TargetPlace)
  case failed(TmuxFailure)
}

extension TmuxServers {
  /// Finds what a target means to a kind of command (`cmd_find_target` of 3.3a).
  ///
  /// Commands that can do without a target are lenient: where a window or pane is missing they
  /// take the current one of what was found before it.
  func resolve(
    _ target: TmuxTarget, _ kind: TargetKind, _ view: View, _ processes: borrowing Processes,
    _ moment: inout Moment, isLenient: Bool = false
  ) -> Resolution {
    let server = view.server
    guard hasSessions(server) else { return .failed(TmuxFailure(.noCurrentTarget)) }
    switch target {
    case .session(let id):
      guard let session = sessions.firstIndex(where: { $0.id == id && $0.server == server }) else {
        return .failed(TmuxFailure(.noSuchSession, Self.name(of: target, &moment)))
      }
      return .found(place(session: session))
    case .window(let id):
      guard let window = windows.firstIndex(where: { $0.id == id && $0.server == server }) else {
        return .failed(TmuxFailure(.noSuchWindow, Self.name(of: target, &moment)))
      }
      return .found(place(window: window, named: true))
    case .pane(let id):
      guard let pane = panes.firstIndex(where: { $0.id == id && $0.server == server }) else {
        return .failed(TmuxFailure(.noSuchPane, Self.name(of: target, &moment)))
      }
      return .found(place(pane: pane))
    case .exact(let name):
      if !name.isEmpty, let session = exactSession(name, server) {
        return .found(place(session: session))
      }
    case .equals(let name):
      guard !name.isEmpty else { return .failed(TmuxFailure(.noMouseTarget)) }
      if kind == .session, let session = exactSession(name, server) {
        return .found(place(session: session))
      }
    case .bare(let name):
      // A bare name that begins with the sign of an exact one is one.
      if kind == .session, let session = exactSession(name, server),
        moment.texts.withBytes(name, { $0.first }) != UInt8(ascii: "=")
      {
        return .found(place(session: session))
      }
    }
    let parts = TargetParts(target, kind, &moment)
    return find(parts, view, processes, moment.texts, isLenient: isLenient)
  }

  /// Finds a target by its parts, as the person who typed it may not have meant it.
  func find(
    _ parts: TargetParts, _ view: View, _ processes: borrowing Processes, _ texts: borrowing Texts,
    isLenient: Bool
  ) -> Resolution {
    let current: TargetPlace
    if let name = parts.session {
      guard let session = session(like: name, exactly: parts.exactSession, view.server, texts)
      else { return .failed(TmuxFailure(.noSuchSession, name)) }
      current = place(session: session)
    } else {
      guard let place = self.current(view, processes) else {
        return .failed(TmuxFailure(.noCurrentTarget))
      }
      current = place
    }
    var found = current
    if let name = parts.window {
      if let window = window(
        like: name, exactly: parts.exactWindow, of: current.session, texts)
      {
        found = place(window: window, named: true)
      } else if parts.session == nil,
        let session = session(like: name, exactly: false, view.server, texts)
      {
        found = place(session: session)
      } else if isLenient, parts.session != nil {
        found.missesWindow = true
        return .found(found)
      } else {
        return .failed(TmuxFailure(.noSuchWindow, name))
      }
    }
    guard let name = parts.pane else { return .found(found) }
    if let pane = pane(like: name, of: found.window, texts) { return .found(place(pane: pane)) }
    guard parts.window == nil, parts.session == nil, !parts.paneOnly else {
      if isLenient, parts.window != nil || parts.session != nil { return .found(found) }
      return .failed(TmuxFailure(.noSuchPane, name))
    }
    // Any window of the current session whose name begins so comes before any session.
    if let window = window(like: name, exactly: false, of: current.session, texts) {
      return .found(place(window: window, named: true))
    }
    if let session = session(like: name, exactly: false, view.server, texts) {
      return .found(place(session: session))
    }
    return .failed(TmuxFailure(.noSuchPane, name))
  }

  /// What a command without a target means: the caller's own pane's window, else the most recent
  /// session, which may be anybody's.
  func current(_ view: View, _ processes: borrowing Processes) -> TargetPlace? {
    if let id = paneAround(view.caller, processes),
      let pane = panes.firstIndex(where: { $0.id == id && $0.server == view.server })
    {
      var place = self.place(pane: pane)
      // It is the window's active pane, not the caller's.
      place = self.place(window: place.window, named: false)
      return place
    }
    var best: Int?
    for index in sessions.indices where sessions[index].server == view.server {
      if let known = best, sessions[known].activity > sessions[index].activity { continue }
      best = index
    }
    return best.map { place(session: $0) }
  }

  /// The id of the pane that a process was started in, or its parent, or that one's.
  ///
  /// It is what `TMUX_PANE` says: an id without a server.
  func paneAround(_ process: ProcessIndex, _ processes: borrowing Processes) -> Int32? {
    var index = process
    for _ in 0..<64 {
      guard let process = processes[index] else { return nil }
      if let link = process.pane { return link.pane }
      index = process.parent
    }
    return nil
  }

  private func exactSession(_ name: Text, _ server: Int32) -> Int? {
    sessions.firstIndex { $0.name == name && $0.server == server }
  }

  private func session(
    like name: Text, exactly: Bool, _ server: Int32, _ texts: borrowing Texts
  ) -> Int? {
    if let exact = exactSession(name, server) { return exact }
    guard !exactly else { return nil }
    for usesPattern in [false, true] {
      var found: Int?
      for index in sessions.indices where sessions[index].server == server {
        let matches =
          usesPattern
          ? Self.matches(sessions[index].name, pattern: name, texts)
          : texts.hasPrefix(sessions[index].name, name)
        guard matches else { continue }
        guard found == nil else { return nil }
        found = index
      }
      if let found { return found }
    }
    return nil
  }

  private func window(
    like name: Text, exactly: Bool, of session: Int, _ texts: borrowing Texts
  ) -> Int? {
    let range = windowRange(of: session)
    if let number = Self.number(name, texts),
      let window = range.first(where: { windows[$0].index == number })
    {
      return window
    }
    for step in 0..<(exactly ? 1 : 3) {
      var found: Int?
      for window in range {
        let matches =
          switch step {
          case 0: windows[window].name == name
          case 1: texts.hasPrefix(windows[window].name, name)
          default: Self.matches(windows[window].name, pattern: name, texts)
          }
        guard matches else { continue }
        guard found == nil else { return nil }
        found = window
      }
      if let found { return found }
    }
    return nil
  }

  private func pane(like name: Text, of window: Int, _ texts: borrowing Texts) -> Int? {
    guard let number = Self.number(name, texts) else { return nil }
    let range = paneRange(of: window)
    return number < range.count ? range.lowerBound + number : nil
  }

  private static func matches(
    _ name: Text, pattern: Text, _ texts: borrowing Texts
  ) -> Bool {
    texts.withBytes(pattern) { pattern in
      texts.withBytes(name) { TmuxPattern.matches(pattern, $0) }
    }
  }

  /// The number that a name is, if it is one.
  static func number(_ name: Text, _ texts: borrowing Texts) -> Int? {
    texts.withBytes(name) { bytes in
      guard !bytes.isEmpty, bytes.count < 10 else { return nil }
      var number = 0
      for byte in bytes {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return number
    }
  }

  /// A target as it is typed.
  static func name(of target: TmuxTarget, _ moment: inout Moment) -> Text {
    moment.builder.clear()
    switch target {
    case .bare(let name): return name
    case .equals(let name), .exact(let name):
      moment.builder.add("=")
      moment.builder.add(name, from: moment.texts)
      if case .exact = target { moment.builder.add(":") }
    case .session(let id):
      moment.builder.add("$")
      moment.builder.add(id)
    case .window(let id):
      moment.builder.add("@")
      moment.builder.add(id)
    case .pane(let id):
      moment.builder.add("%")
      moment.builder.add(id)
    }
    return moment.texts.text(moment.builder)
  }
}
