import Operations
import SimulatedWorld
import Simulation

/// Performs operations one after the other and remembers what came of each.
struct Caller: Machine {
  var script: [Operation]
  var limit = Interval.unlimited
  private(set) var heard: [Input] = []
  private(set) var start: Start?
  private var next = 0

  init(_ script: [Operation], limit: Interval = .unlimited) {
    self.script = script
    self.limit = limit
  }

  /// The outcomes that it was told, in order.
  var outcomes: [Outcome] {
    heard.compactMap { input in
      guard case .outcome(_, let outcome) = input else { return nil }
      return outcome
    }
  }

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    if case .started(let start) = input { self.start = start } else { heard.append(input) }
    switch input {
    case .started, .outcome:
      guard next < script.count else { return }
      emit.perform(script[next], Tag(rawValue: UInt32(next)), limit: limit)
      next += 1
    case .message, .signal:
      break
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(next)
    digest.fold(heard.count)
  }
}

extension Universe where M == Caller {
  /// A universe of callers, each a program and an actor of one name.
  static func of(
    _ callers: [(name: String, machine: Caller)], seed: UInt64 = 1,
    latencies: Latencies = Latencies(constant: .milliseconds(2)), habits: Habits = []
  ) -> Universe<Caller> {
    var texts = Texts()
    let programs = callers.map { name, machine in
      Programs<Caller>.Program(texts.text(name), machine, habits: habits)
    }
    var universe = Universe(seed: seed, programs: Programs(programs), latencies: latencies)
    for (name, _) in callers {
      let name = universe.text(name)
      universe.add(actor: name, program: name)
    }
    return universe
  }

  /// The outcomes that the actor of a name was told.
  mutating func outcomes(of name: String) -> [Outcome] {
    guard let actor = actor(named: text(name)) else { return [] }
    return machine(of: actor).outcomes
  }

  /// How many processes run or ran a program and are not gone.
  mutating func count(of program: String) -> Int {
    let program = text(program)
    var count = 0
    world.processes.forEach { if $0.program == program { count += 1 } }
    return count
  }
}
