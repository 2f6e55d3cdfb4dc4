import Operations
import SimulatedWorld

/// Writes scripts of operations on processes by chance, the same for the same seed.
public struct ProcessScriptWriter {
  private var stream: RandomStream
  /// Whether the caller has a pid namespace of its own: pids can be given out again there, and no
  /// number is a stranger's.
  private let isAlone: Bool
  /// Whether processes get namespaces below the caller's, rather than pids that others had: they have
  /// numbers above as well, which are nobody's in the simulated world.
  private let nests: Bool
  private var started = 0
  private static let length = 40
  /// So many in one script; more of them are too many to be looked at after each move.
  private static let startsMax = 14

  /// Begins with a seed.
  public init(seed: UInt64, isAlone: Bool) {
    stream = RandomStream(seed: seed, name: "process conformance")
    self.isAlone = isAlone
    nests = isAlone && seed % 4 == 0
  }

  /// One script.
  public mutating func script() -> [ProcessMove] {
    var moves: [ProcessMove] = []
    while moves.count < Self.length { moves += next() }
    return moves
  }

  private mutating func next() -> [ProcessMove] {
    if started == 0 || started < Self.startsMax && once(in: 3) { return [.start(start())] }
    if isAlone, !nests, started < Self.startsMax, once(in: 12) { return takeAgain(below(started)) }
    if once(in: 12) { return stop(below(started)) }
    switch below(14) {
    case 0: return [.list]
    case 1: return [.find(below(started))]
    default: return [.ask(question(), of: name())]
    }
  }

  /// Ends a program, gives its pid to another, and takes the one for the other.
  private mutating func takeAgain(_ number: Int) -> [ProcessMove] {
    let former = ProcessName.started(number)
    var start = start()
    start.pidOf = former
    return [
      .ask(.signalIdentity(.itself, .kill), of: former), .ask(.reap, of: former), .start(start),
      .ask(.signalIdentity(.itself, signal()), of: former), .ask(.identify(twin()), of: former),
    ]
  }

  /// Stops somebody and sends what has to wait; then it is continued, or its parent ends, who alone
  /// could have continued its group.
  private mutating func stop(_ number: Int) -> [ProcessMove] {
    let parent = ProcessName.started(number)
    let name = once(in: 2) ? parent : .child(of: number)
    let sent = (0..<below(3)).map { _ in ProcessMove.ask(.signal(signal()), of: name) }
    let last: ProcessMove =
      once(in: 2)
      ? .ask(.signal(.continue), of: name) : .ask(.signalIdentity(.itself, .kill), of: parent)
    return [.ask(.signal(.stop), of: name)] + sent + [last, .ask(.reap, of: parent)]
  }

  private mutating func start() -> ProcessStart {
    var start = ProcessStart(number: started, conduct: pick(ProcessConduct.allCases))
    start.status = pick([0, 3, 255])
    start.newSession = once(in: 6)
    start.newGroup = once(in: 3)
    start.ignoresHangUp = once(in: 5)
    if nests, once(in: 4) {
      start.newNamespace = true
      start.conduct = pick([.sleeps, .ignores, .exits])
    } else if isAlone, !nests, started > 0, once(in: 3) {
      start.pidOf = once(in: 5) ? .child(of: below(started)) : .started(below(started))
    }
    started += 1
    return start
  }

  private mutating func question() -> ProcessQuestion {
    switch below(20) {
    case 0, 1: .probe
    case 2, 3: .inspect
    case 4, 5: .identify(twin())
    case 6...9: .signal(signal())
    case 10, 11: .signalGroup(signal())
    case 12...14: .signalIdentity(twin(), signal())
    case 15...17: .reap
    default: .awaitExit
    }
  }

  private mutating func twin() -> IdentityTwin {
    once(in: 2) ? .itself : pick(IdentityTwin.allCases)
  }

  private mutating func signal() -> Signal {
    pick(
      [.kill, .kill, .terminate, .terminate, .hangUp, .interrupt, .stop, .continue]
        + [isAlone ? .segmentationFault : .kill])
  }

  /// Mostly one of the last that were started.
  private mutating func name() -> ProcessName {
    if once(in: 25) { return once(in: 2) ? .first : .number(pick([0, -1, 4_999_999])) }
    let number = once(in: 3) ? below(started) : max(0, started - 1 - below(3))
    return once(in: 3) ? .child(of: number) : .started(number)
  }

  private mutating func below(_ bound: Int) -> Int { Int(stream.next(below: UInt64(bound))) }
  private mutating func once(in count: Int) -> Bool { below(count) == 0 }
  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}
