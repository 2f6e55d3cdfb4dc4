import Glibc
import Operations
import Scenarios
import SessionManager

// What happens to the players, to their sessions and to tmux.

extension LivePlay {
  mutating func act(_ action: Action) throws(LiveTrouble) {
    switch action {
    case .crash(let name): end(pid(called: name), of: name)
    case .restart(let name):
      guard let former = orders.last(where: { $0.name == name }) else { return }
      try start(former.player, former.number, name)
    case .stop(let name, for: let time): suspend(pid(called: name), time)
    case .resume(let name): send(SIGCONT, to: pid(called: name))
    case .signal(let name, let signal): send(Int32(signal.rawValue), to: pid(called: name))
    case .end(let target, _), .paneDies(let target, _):
      end(try pid(of: target), of: target.owner)
    case .suspend(let target, for: let time): suspend(try pid(of: target), time)
    case .sessionKilled(let target):
      guard let name = try sessionName(of: target) else { return }
      stage.tmux("kill-session", "-t", "=\(name)")
      strangers.removeAll { $0.name == name }
      noteDeath(of: target.owner)
    case .work(run: let run, file: let file):
      guard let tree = try entry(run)?.worktree else { return }
      try LiveFile.write("work of \(run)", to: tree + "/" + file)
      works.append(tree + "/" + file)
    case .worktreeVanishes(run: let run):
      guard let tree = try entry(run)?.worktree else { return }
      LiveFile.remove(tree)
      works.removeAll { $0.hasPrefix(tree + "/") }
    default: try actOnServer(action)
    }
  }

  private mutating func actOnServer(_ action: Action) throws(LiveTrouble) {
    switch action {
    case .serverKilled: killServer()
    case .serverRestarted(let program):
      let names = stage.tmuxLines("list-sessions", "-F", "#{session_name}")
      killServer()
      for name in names { takeName(name, program) }
    case .serverStopped(for: let time): suspend(serverPid, time)
    case .serverContinued:
      // It does not answer who it is, but whatever was stopped is known.
      for heal in heals { send(SIGCONT, to: heal.pid) }
      heals.removeAll()
    case .nameTaken(let name, let program): takeName(name, program)
    case .prefixTwin(let target, let program):
      guard let name = try sessionName(of: target) else { return }
      takeName(name + "0", program)
    case .socketDeleted: unlink(stage.places.socket)
    default: preconditionFailure("no such action here: \(action); see LiveCast")
    }
  }

  // MARK: - Processes

  private func send(_ signal: Int32, to pid: Int32?) {
    guard let pid else { return }
    kill(pid, signal)
  }

  private mutating func end(_ pid: Int32?, of owner: String) {
    guard let pid else { return }
    kill(pid, SIGKILL)
    if !orders.contains(where: { $0.name == owner && $0.child.pid == pid }) {
      noteDeath(of: String(owner.drop { $0 != "@" }.dropFirst()))
      noteDeath(of: owner)
    }
  }

  private mutating func suspend(_ pid: Int32?, _ time: Interval?) {
    guard let pid else { return }
    kill(pid, SIGSTOP)
    heals.append(Heal(atNs: time.map { LiveClock.nowNs + scaled($0) } ?? .max, pid: pid))
  }

  /// The process of somebody by name: a player, a pane of a desk, or the newest runner or agent.
  private func pid(called name: String) -> Int32? {
    if let order = orders.last(where: { $0.name == name }) {
      return order.child.status == nil ? order.child.pid : nil
    }
    let parts = name.split(separator: "@")
    if parts.count == 2, let part = Target.Part.allCases.first(where: { "\($0.word)" == parts[0] })
    {
      return deskPid(of: Target(String(parts[1]), part))
    }
    guard let newest = (try? records())?.max(by: { $0.revision < $1.revision }) else { return nil }
    if name == "agent" { return newest.agentPid }
    return name == "runner" ? panePid(newest.name, 0) : nil
  }

  private func pid(of target: Target) throws(LiveTrouble) -> Int32? {
    if let pid = deskPid(of: target) { return pid }
    guard let entry = try entry(target.owner) else { return nil }
    switch target.part {
    case .agent: return entry.agentPid
    case .runner, .whole: return panePid(entry.name, 0)
    case .child:
      return LiveProcess.all(with: stage.places.mark)
        .first { $0.session == entry.id && $0.words.first == "child" }?.pid
    case .leader, .worker, .verifier: return nil
    }
  }

  func entry(_ run: String) throws(LiveTrouble) -> SessionEntry? {
    try records().first { $0.key == run || $0.id == run }
  }

  // MARK: - Desks

  /// The mission of a desk, and the folder of its files; nil when nobody of that name has one.
  func desk(_ name: String) -> (part: DeskPart, folder: String)? {
    guard let player = scenario.actors.first(where: { $0.names.contains(name) }),
      case .desk(let part) = player.part
    else { return nil }
    return (part, "\(stage.places.path(part.root))/.desk/\(part.slug)")
  }

  /// The tmux session that a desk has written down; nil when it has none.
  func deskSession(_ name: String) -> String? {
    guard let desk = desk(name),
      let text = LiveFile.text(of: desk.folder + "/session-config.json")
    else { return nil }
    return LiveAnswer.member("session_name", of: text)
  }

  private func deskPid(of target: Target) -> Int32? {
    guard let desk = desk(target.owner),
      let text = LiveFile.text(of: desk.folder + "/session-config.json")
    else { return nil }
    // A server that is stopped tells nothing; what the desk has written down does.
    switch target.part {
    case .leader, .whole, .runner: return LiveAnswer.panePid("leader", of: text)
    case .worker: return LiveAnswer.panePid("worker", of: text)
    case .verifier: return LiveAnswer.panePid("verifier", of: text)
    case .agent, .child: return nil
    }
  }

  private mutating func noteDeath(of desk: String) {
    if self.desk(desk) != nil { deskDeaths.append(DeskDeath(desk: desk, wall: time(nil))) }
  }

  // MARK: - tmux

  private func panePid(_ session: String, _ place: Int) -> Int32? {
    let lines = stage.tmuxLines("list-panes", "-s", "-t", "=\(session)", "-F", "#{pane_pid}")
    return lines.indices.contains(place) ? Int32(lines[place]) : nil
  }

  private var serverPid: Int32? {
    stage.tmux("display-message", "-p", "#{pid}").flatMap { Int32($0.prefix { $0.isNumber }) }
  }

  private func sessionName(of target: Target) throws(LiveTrouble) -> String? {
    if let name = deskSession(target.owner) { return name }
    if let entry = try entry(target.owner) { return entry.name }
    return target.owner
  }

  private mutating func killServer() {
    guard let server = serverPid else { return }
    kill(server, SIGKILL)
    for _ in 0..<100 where kill(server, 0) == 0 { usleep(10_000) }
    strangers.removeAll()
    for order in orders where order.child.status == nil { noteDeath(of: order.name) }
  }

  private mutating func takeName(_ name: String, _ program: String) {
    let words = "exec -a '\(program)' sleep 100000"
    stage.tmux("new-session", "-d", "-s", name, "bash", "-c", words)
    guard let pid = panePid(name, 0) else { return }
    strangers.append(Stranger(name: name, pid: pid))
  }
}
