import Operations
import SimulatedWorld
import Simulation
import Testing

@Suite("A stream")
struct StreamOrderTests {
  /// A client that reads the log of the one run, whose executor writes many lines at once.
  private func streaming(limit: Interval = .unlimited) -> Universe<Reader> {
    var universe = Universe<Reader>(
      seed: 3, programs: Programs([.init(Text("reader"), Reader(limit: limit))]))
    let name = universe.text("reader")
    universe.add(actor: name, program: name)
    _ = universe.run(RunLimits(until: Instant.start + .seconds(20)))
    return universe
  }

  private func write(_ universe: inout Universe<Reader>, _ count: Int32) {
    let line = universe.text("line")
    let run = universe.machine(of: ActorID(rawValue: 0)).run
    for _ in 0..<count {
      var moment = universe.world.moment
      let isRead = universe.world.forge.appendLog(process: run, text: line, &moment)
      universe.world.moment = moment
      #expect(isRead)
    }
    universe.strike(.stepWallClock(milliseconds: 0))
  }

  @Test("keeps the order of its answers whoever chooses", arguments: 1...5)
  func order(_ seed: Int) {
    var universe = streaming()
    write(&universe, 40)
    var chooser = AtRandom(seed: UInt64(seed))
    _ = universe.run(by: &chooser, RunLimits(events: 400))
    let indices = universe.machine(of: ActorID(rawValue: 0)).indices
    #expect(indices == Array(0..<40))
    universe.checkInvariants()
  }

  @Test("says nothing more after its limit has passed")
  func limit() {
    var universe = streaming(limit: .seconds(30))
    // The limit passes 30 s after the request for the log; the lines come just before that.
    for _ in 0..<3_500 {
      _ = universe.run(RunLimits(until: universe.now + .milliseconds(10)))
      write(&universe, 5)
      let machine = universe.machine(of: ActorID(rawValue: 0))
      if machine.isOver { break }
    }
    _ = universe.run(RunLimits(until: universe.now + .seconds(60)))
    let machine = universe.machine(of: ActorID(rawValue: 0))
    #expect(machine.isOver)
    #expect(machine.afterTheEnd == 0)
    universe.checkInvariants()
  }
}

/// Begins a session of Forge and reads its log.
struct Reader: Machine {
  private let limit: Interval
  private(set) var run: UInt64 = 0
  private(set) var indices: [Int32] = []
  private(set) var isOver = false
  private(set) var afterTheEnd = 0

  init(limit: Interval) {
    self.limit = limit
  }

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    let tag = Tag(rawValue: 1)
    switch input {
    case .started:
      emit.perform(
        .forge(.createAndStart(project: 1, title: Text("t"), key: Text("k"), base: Text("main"))),
        tag)
    case .outcome(_, .forge(.task(let task))):
      emit.perform(.forge(.listAttempts(task: task.id)), tag)
    case .outcome(_, .forge(.listing)):
      switch emit.rows.first {
      case .forgeAttempt(let attempt):
        emit.perform(.forge(.listProcesses(attempt: attempt.id)), tag)
      case .forgeProcess(let process):
        run = process.id
        emit.perform(.forge(.streamLog(process: run)), tag, limit: limit)
      default: break
      }
    case .outcome(_, .forge(.entry(let index, _))):
      if isOver { afterTheEnd += 1 }
      indices.append(index)
    case .outcome(_, .limitPassed): isOver = true
    default: break
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(indices.count)
    digest.fold(isOver ? 1 : 0, UInt32(afterTheEnd))
  }
}
