import Operations
import SimulatedWorld

/// A machine with tmux and a small event loop, so that tests read as sessions at a terminal.
///
/// Answers are written as the exit status, then what was printed: `0`, `0 text`, `1 message`.
final class TmuxBench {
  var moment: Moment
  var processes: Processes
  var tmux = TmuxServers()
  let socket: Text
  var answers: [String] = []
  var keys: [String] = []
  /// How many steps lie between two checks of the invariants.
  var checksEvery = 1
  private var steps = 0
  private var events: [(at: Instant, event: WorldEvent)] = []

  init(seed: UInt64 = 7, socket: String = "/tmp/tmux-0/test") {
    moment = Moment(seed: seed)
    moment.wall = WallTime(milliseconds: 1_795_230_790_000)
    processes = Processes(&moment)
    self.socket = moment.texts.text(socket)
    tmux.timings.lateStatusPerMillion = 0
    settle()
  }

  func text(_ string: String) -> Text { moment.texts.text(string) }
  func bare(_ name: String) -> TmuxTarget { .bare(text(name)) }
  func equals(_ name: String) -> TmuxTarget { .equals(text(name)) }
  func exact(_ name: String) -> TmuxTarget { .exact(text(name)) }
  func program(_ name: String = "sleep") -> Launch {
    Launch(program: text(name), argument: text("1000"))
  }

  /// Carries out a command and says what its client left behind.
  @discardableResult
  func run(_ command: TmuxCommand, by caller: ProcessIndex = .initial) -> String {
    let outcome = tmux.perform(command, socket: socket, by: caller, &processes, &moment)
    let answer = outcome.map { describe($0) } ?? "hangs"
    settle()
    return answer
  }

  @discardableResult
  func new(_ names: String..., running program: String = "sleep") -> String {
    var answer = ""
    for name in names { answer = run(.newSession(name: text(name), self.program(program))) }
    return answer
  }

  func set(_ scope: OptionScope, _ target: TmuxTarget, _ name: String, _ value: String) -> String {
    run(.setOption(scope, target, name: text(name), value: text(value)))
  }

  func show(_ scope: OptionScope, _ target: TmuxTarget, _ name: String) -> String {
    run(.showOption(scope, target, name: text(name)))
  }

  /// The names of all sessions.
  var sessions: String { run(.listSessions) }

  var server: ProcessIndex { tmux.serverProcess(at: socket) ?? .none }

  func process(_ session: String) -> ProcessIndex {
    tmux.paneProcess(ofSession: text(session), at: socket) ?? .none
  }

  /// Ends the process of a session's pane and waits until everybody has seen it.
  func end(_ session: String, _ ending: Ending) {
    tmux.endPane(ofSession: text(session), at: socket, ending, &processes, &moment)
    settle()
    wait()
  }

  func send(_ signal: Signal, to process: ProcessIndex) {
    processes.send(signal, to: process, &moment)
    settle()
  }

  func change(_ body: (inout TmuxServers, inout Processes, inout Moment) -> Void) {
    body(&tmux, &processes, &moment)
    settle()
  }

  /// Lets time go by.
  func wait(_ interval: Interval = .seconds(5)) {
    let end = moment.now + interval
    while let next = events.indices.min(by: { events[$0].at < events[$1].at }),
      events[next].at <= end
    {
      let (at, event) = events.remove(at: next)
      moment.now = max(moment.now, at)
      switch event {
      case .tmux(let event): tmux.happen(event, &processes, &moment)
      case .orphanReaped(let process): processes.reapOrphan(process)
      case .waitReturns(let call): processes.returnFromWait(call, &moment)
      case .programEnds(let process, let ending): processes.end(process, ending, &moment)
      case .file, .forge, .git, .store: break
      }
      settle()
    }
    moment.now = end
  }

  private func settle() {
    noticeDeaths()
    for caught in moment.agenda.caught where caught.signal == .continue {
      tmux.noticeContinue(of: caught.process, &processes, &moment)
    }
    noticeDeaths()
    for planned in moment.agenda.events {
      events.append((moment.now + planned.delay, planned.event))
    }
    for typed in moment.agenda.keys { keys.append(moment.texts.string(typed.text)) }
    for late in moment.agenda.answers {
      if case .tmux(let outcome) = late.outcome { answers.append(describe(outcome)) }
    }
    moment.agenda.clear()
    steps += 1
    guard steps % checksEvery == 0 else { return }
    processes.checkInvariants()
    tmux.checkInvariants(processes: processes, texts: moment.texts)
  }

  private func noticeDeaths() {
    while !moment.agenda.deaths.isEmpty {
      let deaths = moment.agenda.deaths
      moment.agenda.clearDeaths()
      for process in deaths { tmux.noticeDeath(of: process, &processes, &moment) }
    }
  }

  func describe(_ outcome: TmuxOutcome) -> String {
    switch outcome {
    case .done: return "0"
    case .text(let text): return text.isEmpty ? "0" : "0 " + moment.texts.string(text)
    case .created(let pane): return "0 $\(pane.session) @\(pane.window) %\(pane.pane)"
    case .failed(let failure): return "1 " + failure.message(in: moment.texts)
    case .listing:
      let lines = moment.rows.map { row in
        switch row {
        case .pane(let pane):
          describe(pane)
        case .session(let session):
          "\(moment.texts.string(session.name)) $\(session.id)"
            + " \(session.windows) \(session.attached)"
        default: "?"
        }
      }
      return (["0"] + lines).joined(separator: "\n")
    }
  }

  private func describe(_ pane: PaneFacts) -> String {
    var status = ""
    var signal = ""
    switch pane.ending {
    case .exited(let number)?: status = "\(number)"
    case .signalled(let number)?: signal = "\(number.rawValue)"
    case nil: break
    }
    let reference = pane.reference
    return "\(moment.texts.string(pane.sessionName)) $\(reference.session) @\(reference.window)"
      + " %\(reference.pane) \(pane.attached) \(pane.isDead ? 1 : 0) [\(status)] [\(signal)]"
      + " \(moment.texts.string(pane.currentCommand)) <\(moment.texts.string(pane.owner))>"
  }
}
