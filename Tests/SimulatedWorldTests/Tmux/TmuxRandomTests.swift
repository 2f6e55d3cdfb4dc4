import Operations
import SimulatedWorld
import Testing

@Suite("tmux under random use") struct TmuxRandomTests {
  @Test("any command in any order is answered and leaves everything in order", arguments: [1, 2])
  func anyCommand(seed: UInt64) {
    for part in 0..<50 {
      let digest = run(seed: seed << 8 | UInt64(part), commands: 2_000, checksEvery: 3)
      #expect(digest != Digest())
    }
  }

  @Test("the same seed gives the same end")
  func deterministic() {
    #expect(
      run(seed: 5, commands: 5_000, checksEvery: 1) == run(seed: 5, commands: 5_000, checksEvery: 1)
    )
  }

  private func run(seed: UInt64, commands: Int, checksEvery: Int) -> Digest {
    let bench = TmuxBench(seed: seed)
    bench.checksEvery = checksEvery
    bench.tmux.timings.lateStatusPerMillion = 200_000
    var picker = RandomPicker(bench: bench, seed: seed)
    for number in 0..<commands {
      let caller = picker.caller()
      bench.run(picker.command(), by: caller)
      picker.disturb()
      if number % 3 == 0 { bench.wait(.milliseconds(2)) }
      if bench.answers.count > 1_000 { bench.answers.removeAll() }
      if bench.keys.count > 1_000 { bench.keys.removeAll() }
    }
    var digest = Digest()
    bench.tmux.fold(into: &digest)
    bench.processes.fold(into: &digest)
    return digest
  }
}

/// Picks commands, callers and faults at random.
struct RandomPicker {
  let bench: TmuxBench
  var stream: RandomStream
  let names: [Text]
  let values: [Text]
  let options: [Text]

  init(bench: TmuxBench, seed: UInt64) {
    self.bench = bench
    stream = RandomStream(seed: seed, name: "picker")
    names = ["a", "ab", "abc", "b", "s", "sleep", "0", "1", "=a", "a.b", "a:0", "*", "[ab]", ""]
      .map { bench.text($0) }
    values = ["on", "off", "failed", "x", ""].map { bench.text($0) }
    options = ["@owner", "@x", "remain-on-exit", "destroy-unattached", "exit-empty", "status"]
      .map { bench.text($0) }
  }

  mutating func below(_ bound: Int) -> Int { Int(stream.next(below: UInt64(bound))) }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  mutating func target() -> TmuxTarget {
    let id = Int32(below(12))
    return switch below(6) {
    case 0: .bare(pick(names))
    case 1: .equals(pick(names))
    case 2: .exact(pick(names))
    case 3: .session(id)
    case 4: .window(id)
    default: .pane(id)
    }
  }

  mutating func launch() -> Launch {
    Launch(
      program: pick(names), newSession: below(5) == 0, newGroup: below(5) == 0,
      ignoresHangUp: below(10) == 0)
  }

  mutating func caller() -> ProcessIndex {
    var all: [ProcessIndex] = [.initial]
    if below(4) == 0 { bench.processes.forEach { all.append($0.index) } }
    return pick(all)
  }

  mutating func command() -> TmuxCommand {
    switch below(24) {
    case 0, 1, 2, 3: .newSession(name: pick(names), launch())
    case 4: .hasSession(target())
    case 5: .killSession(target())
    case 6: .renameSession(target(), to: pick(names))
    case 7: .listSessions
    case 8: .listAllPanes
    case 9: .listPanes(target())
    case 10: .display(target(), PaneField(rawValue: UInt8(below(7))) ?? .paneID)
    case 11: .newWindow(target(), launch())
    case 12: .splitWindow(target(), launch())
    case 13: .respawnPane(target(), launch(), kill: below(2) == 0)
    case 14: .killPane(target())
    case 15: .killWindow(target())
    case 16: below(20) == 0 ? .killServer : .capturePane(target())
    case 17: .sendKeys(target(), pick(values))
    case 18: below(10) == 0 ? .paste(target(), pick(values)) : .pipePane(target(), to: pick(names))
    case 19:
      .setOption(
        OptionScope(rawValue: UInt8(below(5))) ?? .session, target(), name: pick(options),
        value: pick(values))
    case 20:
      .showOption(
        OptionScope(rawValue: UInt8(below(5))) ?? .session, target(), name: pick(options))
    case 21:
      .killSessionIf(
        target(),
        SessionGuard(option: pick(options), value: pick(values), unattached: below(2) == 0))
    case 22: .attach(target())
    default: .detach(target())
    }
  }

  /// Now and then signals somebody, or stops, continues, kills or hides a server.
  mutating func disturb() {
    let socket = bench.socket
    switch below(40) {
    case 0:
      let signal = pick([Signal.hangUp, .terminate, .kill, .interrupt])
      let target = caller()
      if target != bench.server || below(10) == 0 { bench.send(signal, to: target) }
    case 1:
      bench.change { tmux, processes, moment in tmux.stopServer(at: socket, &processes, &moment) }
    case 2, 3, 4, 5, 6, 7, 8, 9:
      bench.change { tmux, processes, moment in
        tmux.continueServer(at: socket, &processes, &moment)
      }
    case 10 where below(20) == 0:
      bench.change { tmux, _, _ in tmux.deleteSocket(at: socket) }
    case 11 where below(20) == 0:
      bench.change { tmux, processes, moment in
        tmux.restartServer(at: socket, running: socket, &processes, &moment)
      }
    default:
      break
    }
  }
}
