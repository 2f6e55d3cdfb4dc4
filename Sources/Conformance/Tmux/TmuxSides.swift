import Glibc
import Live
import Operations
import SimulatedWorld

/// The simulated tmux with a small event loop; between two moves everything settles.
struct SimulatedTmux {
  private var world: World
  private let socket: Text
  private var events: [(at: Instant, event: WorldEvent)] = []

  /// A machine on which nobody has used tmux.
  init(texts: Texts, socket: Text) {
    world = World(seed: 1)
    world.moment.texts = texts
    world.tmux.timings.lateStatusPerMillion = 0
    self.socket = socket
    settle()
  }

  var texts: Texts { world.moment.texts }

  /// Performs a command.
  mutating func perform(_ command: TmuxCommand) -> TmuxReply {
    let outcome = world.perform(.tmux(command, socket: socket), by: .initial)
    guard let outcome else { preconditionFailure("never answered: \(command)") }
    let rows = outcome.listing == nil ? [] : world.moment.rows
    settle()
    endPrograms()
    return TmuxReply(outcome, rows, to: command, texts)
  }

  /// Signals the process of a pane.
  mutating func signal(_ signal: Signal, pane: Int32) {
    guard let server = world.tmux.server(at: socket),
      let process = world.tmux.process(in: PaneLink(server: server, pane: pane))
    else { return }
    world.processes.send(signal, to: process, &world.moment)
    settle()
  }

  /// Programs that end do so with the status that is their argument.
  private mutating func endPrograms() {
    var ending: [(ProcessIndex, UInt8)] = []
    world.processes.forEach { process in
      let argument = world.moment.texts.string(process.argument)
      if process.pane != nil, process.state != .zombie,
        process.program == Text("sh"), let status = UInt8(argument)
      {
        ending.append((process.index, status))
      }
    }
    for (process, status) in ending {
      world.processes.end(process, .exited(status), &world.moment)
    }
    settle()
  }

  /// Lets everything happen that follows.
  private mutating func settle() {
    gather()
    while let next = events.indices.min(by: { events[$0].at < events[$1].at }) {
      let (at, event) = events.remove(at: next)
      world.moment.now = max(world.moment.now, at)
      world.happen(event)
      gather()
    }
  }

  private mutating func gather() {
    world.settle()
    for planned in world.moment.agenda.events {
      events.append((world.moment.now + planned.delay, planned.event))
    }
    world.clearAgenda()
  }
}

/// A tmux of this machine, on a socket of its own.
///
/// A server of 3.3a misses SIGCHLD now and then (for 2 of 40 panes with `sh -c 'exit 3'`): the process
/// stays a zombie and its status unknown until another child of the server ends. Then only does the
/// server see how the pane ended, and goes by the `remain-on-exit` of that moment. So it is told of the
/// signal that it has missed before anything else is asked of it.
final class LiveTmux {
  private let client: TmuxClient
  private let table: TextTable
  private let socket: Text
  private var servers: Set<Int32> = []
  /// How long a server is told of what it has missed, in nanoseconds.
  private static let patience: Int64 = 1_000_000_000
  private var deadlineOfEndings = Deadline(after: LiveTmux.patience)

  /// A client that knows the two programs of the scripts.
  init(texts: TextTable, socket: Text) {
    table = texts
    self.socket = socket
    client = TmuxClient(
      TmuxClient.Settings(programs: [
        "sleep": TmuxProgram("/bin/sleep", ["1000"]),
        "sh": TmuxProgram("/bin/sh", ["-c", "exit \"$1\"", "sh"]),
      ]), texts: texts)
  }

  deinit {
    for server in servers { kill(server, SIGKILL) }
    unlink(table.string(socket))
  }

  var texts: Texts { table.withTexts { $0 } }

  /// Performs a command.
  func perform(_ command: TmuxCommand) -> TmuxReply {
    let answer = client.perform(command, socket: socket, until: Deadline(after: 20_000_000_000))
    if case .tmux(.created(let pane)) = answer.outcome { servers.insert(pane.serverPid) }
    if case .listAllPanes = command, Self.missesAnEnding(answer), !deadlineOfEndings.hasPassed {
      for server in servers { kill(server, SIGCHLD) }
      usleep(1_000)
      return perform(command)
    }
    deadlineOfEndings = Deadline(after: Self.patience)
    return TmuxReply(answer.outcome, answer.rows, to: command, texts)
  }

  /// Whether a pane is dead and nobody knows why.
  private static func missesAnEnding(_ answer: Answer) -> Bool {
    answer.rows.contains { row in
      if case .pane(let pane) = row { pane.isDead && pane.ending == nil } else { false }
    }
  }

  /// Signals the process of a pane, as long as it is not dead.
  func signal(_ signal: Signal, pane: Int32) {
    let deadline = Deadline(after: 20_000_000_000)
    let answer = client.perform(.listAllPanes, socket: socket, until: deadline)
    for case .pane(let facts) in answer.rows where facts.reference.pane == pane && !facts.isDead {
      kill(facts.reference.panePid, Int32(signal.rawValue))
    }
  }
}
