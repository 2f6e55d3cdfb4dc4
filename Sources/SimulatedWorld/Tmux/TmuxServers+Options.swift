import Operations

extension TmuxServers {
  /// Where an option is kept, or why it cannot be.
  private enum Home {
    case found(TmuxSetting.Owner, Int32)
    case failed(TmuxFailure)
  }

  /// `set-option`.
  mutating func setOption(
    _ name: Text, to value: Text, _ scope: OptionScope, _ target: TmuxTarget, _ view: View,
    _ processes: borrowing Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    let home = home(of: name, scope, target, view, processes, &moment)
    guard case .found(let owner, let id) = home else {
      if case .failed(let failure) = home { return .failed(failure) }
      return .failed(TmuxFailure(.invalidOption, name))
    }
    var kept = value
    switch name {
    case TmuxOptionName.remainOnExit:
      guard value == Text("on") || value == Text("off") || value == Text("failed") else {
        return .failed(TmuxFailure(.unknownValue, value))
      }
    case TmuxOptionName.destroyUnattached, TmuxOptionName.exitEmpty:
      let key = TmuxSetting.Key(server: view.server, name: name, owner: owner, id: id)
      // No value turns a switch to what it was not.
      guard let isOn = value.isEmpty ? !isOn(key) : Self.flag(value) else {
        return .failed(TmuxFailure(.badValue, value))
      }
      kept = moment.texts.text(isOn ? "on" : "off")
      if name == TmuxOptionName.exitEmpty, let server = serverIndex(view.server) {
        servers[server].exitsEmpty = isOn
      }
    default:
      break
    }
    set(TmuxSetting.Key(server: view.server, name: name, owner: owner, id: id), to: kept)
    return .done
  }

  /// Several `set-option` in one call: the first that fails is the last that is carried out.
  mutating func mark(
    _ target: TmuxTarget, with marks: SessionMarks, _ view: View,
    _ processes: borrowing Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    var outcome = TmuxOutcome.done
    marks.withEach { name, value in
      let option = moment.texts.text(name)
      outcome = setOption(option, to: value, .session, target, view, processes, &moment)
      return outcome == .done
    }
    return outcome
  }

  /// `show-options -v`: nothing is inherited, and what was never set is no option.
  func showOption(
    _ name: Text, _ scope: OptionScope, _ target: TmuxTarget, _ view: View,
    _ processes: borrowing Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    switch home(of: name, scope, target, view, processes, &moment) {
    case .failed(let failure): return .failed(failure)
    case .found(let owner, let id):
      let key = TmuxSetting.Key(server: view.server, name: name, owner: owner, id: id)
      if let place = settingPlace(key) { return .text(settings[place].value) }
      switch (name, owner) {
      case (TmuxOptionName.exitEmpty, _): return .text(moment.texts.text("on"))
      case (TmuxOptionName.destroyUnattached, .globalSession),
        (TmuxOptionName.remainOnExit, .globalWindow):
        return .text(moment.texts.text("off"))
      case (TmuxOptionName.destroyUnattached, _), (TmuxOptionName.remainOnExit, _):
        return .text(.empty)
      default: return .failed(TmuxFailure(.invalidOption, name))
      }
    }
  }

  /// Finds whose option it is: one that tmux knows belongs where tmux says, whatever was asked.
  private func home(
    of name: Text, _ scope: OptionScope, _ target: TmuxTarget, _ view: View,
    _ processes: borrowing Processes, _ moment: inout Moment
  ) -> Home {
    let wanted: OptionScope
    switch name {
    case TmuxOptionName.exitEmpty: return .found(.server, 0)
    case TmuxOptionName.destroyUnattached: wanted = scope == .global ? .global : .session
    case TmuxOptionName.remainOnExit:
      if scope == .global { return .found(.globalWindow, 0) }
      wanted = scope == .pane ? .pane : .window
    default:
      let isUserOption = moment.texts.withBytes(name) { $0.first == UInt8(ascii: "@") }
      guard isUserOption else { return .failed(TmuxFailure(.invalidOption, name)) }
      wanted = scope
    }
    if wanted == .server { return .found(.server, 0) }
    if wanted == .global { return .found(.globalSession, 0) }
    // Whatever the scope, the target is looked up as a pane; what stands above it may do.
    let found = resolve(target, .pane, view, processes, &moment, isLenient: wanted != .pane)
    guard case .found(let place) = found, wanted == .session || !place.missesWindow else {
      let reason: TmuxFailure.Reason =
        switch wanted {
        case .window: .noWindowForOption
        case .pane: .noPaneForOption
        case .session, .server, .global: .noSessionForOption
        }
      return .failed(TmuxFailure(reason, Self.name(of: target, &moment)))
    }
    switch wanted {
    case .window: return .found(.window, windows[place.window].id)
    case .pane: return .found(.pane, panes[place.pane].id)
    case .session, .server, .global: return .found(.session, sessions[place.session].id)
    }
  }

  /// Whether a switch is on, for its owner or for all.
  private func isOn(_ key: TmuxSetting.Key) -> Bool {
    if key.name == TmuxOptionName.exitEmpty {
      return serverIndex(key.server).map { servers[$0].exitsEmpty } ?? true
    }
    let range = settingRange(of: key.name, on: key.server)
    let value = value(key.owner, key.id, in: range) ?? value(.globalSession, 0, in: range)
    return value == Text("on")
  }

  private static func flag(_ value: Text) -> Bool? {
    if value == Text("on") || value == Text("yes") || value == Text("1") { return true }
    if value == Text("off") || value == Text("no") || value == Text("0") { return false }
    return nil
  }

  // MARK: - Reading

  /// What a format makes of a user option: the first that has it of server, pane, window, every
  /// window, session and every session.
  func value(of name: Text, at place: TargetPlace?, on server: Int32) -> Text {
    let range = settingRange(of: name, on: server)
    guard let place else {
      return value(.server, 0, in: range) ?? value(.globalWindow, 0, in: range)
        ?? value(.globalSession, 0, in: range) ?? .empty
    }
    return value(in: range, of: panes[place.pane])
  }

  /// The same among the settings of one name.
  func value(in range: Range<Int>, of pane: TmuxPane) -> Text {
    guard !range.isEmpty else { return .empty }
    if settings[range.lowerBound].key.owner == .session,
      settings[range.upperBound - 1].key.owner == .session
    {
      return value(.session, pane.session, in: range) ?? .empty
    }
    return value(.server, 0, in: range) ?? value(.pane, pane.id, in: range)
      ?? value(.window, pane.window, in: range) ?? value(.globalWindow, 0, in: range)
      ?? value(.session, pane.session, in: range) ?? value(.globalSession, 0, in: range)
      ?? .empty
  }

  /// What becomes of a pane whose process has ended.
  func remainOnExit(of pane: TmuxPane) -> Text {
    let range = settingRange(of: TmuxOptionName.remainOnExit, on: pane.server)
    return value(.pane, pane.id, in: range) ?? value(.window, pane.window, in: range)
      ?? value(.globalWindow, 0, in: range) ?? Text("off")
  }

  /// Ends every session without a client that is set to end so.
  mutating func destroyUnattached(
    on server: Int32, _ processes: borrowing Processes, _ moment: inout Moment
  ) {
    guard !settingRange(of: TmuxOptionName.destroyUnattached, on: server).isEmpty else { return }
    for place in sessions.indices.reversed() {
      let session = sessions[place]
      guard session.server == server, session.attached == 0 else { continue }
      let range = settingRange(of: TmuxOptionName.destroyUnattached, on: server)
      let value =
        value(.session, session.id, in: range) ?? value(.globalSession, 0, in: range)
      if value == Text("on") { removeSession(place, processes, &moment) }
    }
  }

  // MARK: - The table

  /// The settings of one name on one server.
  func settingRange(of name: Text, on server: Int32) -> Range<Int> {
    guard !settings.isEmpty else { return 0..<0 }
    let first = firstSetting(
      notBefore: TmuxSetting.Key(server: server, name: name, owner: .server, id: 0), in: 0)
    let last = firstSetting(
      notBefore: TmuxSetting.Key(server: server, name: name, owner: .pane, id: .max), in: first)
    return first..<last
  }

  private func value(_ owner: TmuxSetting.Owner, _ id: Int32, in range: Range<Int>) -> Text? {
    guard let first = range.first else { return nil }
    var key = settings[first].key
    key.owner = owner
    key.id = id
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if settings[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && settings[low].key == key ? settings[low].value : nil
  }

  private func firstSetting(notBefore key: TmuxSetting.Key, in start: Int) -> Int {
    var low = start
    var high = settings.count
    while low < high {
      let middle = (low + high) / 2
      if settings[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func settingPlace(_ key: TmuxSetting.Key) -> Int? {
    let place = firstSetting(notBefore: key, in: 0)
    return place < settings.count && settings[place].key == key ? place : nil
  }

  /// Keeps a setting in its place.
  mutating func set(_ key: TmuxSetting.Key, to value: Text) {
    let place = firstSetting(notBefore: key, in: 0)
    if place < settings.count, settings[place].key == key {
      settings[place].value = value
    } else {
      settings.insert(TmuxSetting(key: key, value: value), at: place)
    }
  }

  /// Forgets the settings of something that is gone.
  mutating func forgetSettings(of owner: TmuxSetting.Owner, _ id: Int32, on server: Int32) {
    guard !settings.isEmpty else { return }
    settings.removeAll { $0.key.owner == owner && $0.key.id == id && $0.key.server == server }
  }
}
