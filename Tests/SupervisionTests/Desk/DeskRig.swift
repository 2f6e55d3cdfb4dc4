import Operations
import Supervision
import SupervisionSupport

/// A desk's runner outside of a universe, with a world that answers each operation in one way.
struct DeskRig {
  var rig: Rig<DeskRunner>
  /// What was asked for, in order, with the limits.
  private(set) var log: [Emission] = []
  private var waiting: [Emission] = []
  /// Operations that are answered otherwise than usual, so often.
  var overrides: [(operation: Operation, outcome: Outcome, count: Int)] = []
  private(set) var hasExited = false

  static let number: UInt64 = 0xABC0_0000
  static let token = number >> 11
  static let wall = WallTime(milliseconds: 1_760_000_000_000)
  /// The session is there until it is killed.
  private var hasSession = false

  init(background: Bool = true, policy: DeskPolicy = DeskPolicy()) {
    var emit = Emitter()
    let setup = DeskSetup(
      root: emit.texts.text("/srv/blog"), slug: emit.texts.text("blog"),
      socket: emit.texts.text("/tmp/tmux"), isBackground: background)
    rig = Rig(DeskRunner(setup, policy))
    for text in ["/srv/blog", "blog", "/tmp/tmux", "sh", "worker", "verifier"] {
      _ = rig.text(text)
    }
    rig.start(pid: 100, nonce: 5)
    collect()
  }

  var machine: DeskRunner { rig.machine }

  mutating func text(_ string: String) -> Text { rig.text(string) }

  /// The operations that were asked for, without timers and what calls them off.
  var operations: [Operation] {
    log.map(\.operation).filter { operation in
      switch operation {
      case .timer, .cancelTimer: false
      default: true
      }
    }
  }

  private mutating func collect() {
    while let emission = rig.nextEmission() {
      log.append(emission)
      switch emission.operation {
      case .cancelTimer(let tag): waiting.removeAll { $0.tag == tag && $0.operation.verb == .timer }
      case .process(.exit): hasExited = true
      default: break
      }
      waiting.append(emission)
    }
  }

  /// Answers what is asked until the runner exits, asks for nothing, or has asked so often.
  mutating func run(
    operations limit: Int = 2_000, until isThere: (DeskRig) -> Bool = { _ in false }
  ) {
    while !hasExited, log.count < limit, !isThere(self) {
      // Time passes only when nothing else is to be answered.
      guard
        let place = waiting.firstIndex(where: { $0.operation.verb != .timer })
          ?? waiting.indices.first
      else { return }
      let emission = waiting.remove(at: place)
      let (outcome, rows) = answer(emission.operation)
      rig.answer(emission.tag, outcome, rows: rows)
      collect()
    }
  }

  mutating func hand(_ input: Input) {
    rig.hand(input)
    collect()
  }

  // MARK: - The world

  func pane(_ id: Int32) -> PaneReference {
    PaneReference(
      serverPid: 50, serverStart: 1_760_000_000, session: 3, window: 3, pane: id,
      panePid: 200 + id)
  }

  mutating func snapshot() -> [Row] {
    let name = text("desk-blog")
    let owner = text(String(Self.token))
    return (0..<3).map { id in
      .pane(
        PaneFacts(
          reference: pane(id), sessionName: name, sessionCreated: 1, attached: 0, isDead: false,
          ending: nil, currentCommand: .empty, owner: owner, generation: .empty, state: .empty))
    }
  }

  private mutating func answer(_ operation: Operation) -> (Outcome, [Row]) {
    if let place = overrides.firstIndex(where: { $0.operation == operation && $0.count > 0 }) {
      overrides[place].count -= 1
      return (overrides[place].outcome, [])
    }
    switch operation {
    case .drawNumber: return (.number(Self.number), [])
    case .readClock: return (.wallTime(Self.wall), [])
    case .timer: return (.fired, [])
    case .cancelTimer: return (.cancelled(1), [])
    case .send: return (.send(.delivered), [])
    case .file(.canonicalise): return (.file(.content(text("/srv/blog"))), [])
    case .file(.stat): return (.file(.failed(.noSuchFile)), [])
    case .file(.read(let path)): return (.file(read(path)), [])
    case .file: return (.file(.done), [])
    case .process(.find):
      return (.process(.listing(Listing(slot: 0, count: 0))), [])
    case .process: return (.process(.done), [])
    case .tmux(.newSession, socket: _), .tmux(.newLastingSession, socket: _):
      hasSession = true
      return (.tmux(.created(pane(0))), [])
    case .tmux(.splitWindow(_, let launch), socket: _):
      return (.tmux(.created(pane(launch.program == Text("worker") ? 1 : 2))), [])
    case .tmux(.killSessionIf, socket: _):
      hasSession = false
      return (.tmux(.done), [])
    case .tmux(.listAllPanes, socket: _):
      let rows = hasSession ? snapshot() : []
      return (.tmux(.listing(Listing(slot: 0, count: UInt32(rows.count)))), rows)
    case .tmux(.capturePane, socket: _): return (.tmux(.text(.empty)), [])
    default: return (.tmux(.done), [])
    }
  }

  private mutating func read(_ path: Text) -> FileOutcome {
    let path = rig.emit.texts.string(path)
    if path.hasSuffix("iter-signal.json") {
      return .content(text("{\"iteration\":1,\"status\":\"verify\"}"))
    }
    if path.hasSuffix("verify-verdict.json") {
      return .content(
        text("{\"verdict\":\"pass\",\"recommended_state_transition\":\"complete\"}"))
    }
    return .failed(.noSuchFile)
  }
}
