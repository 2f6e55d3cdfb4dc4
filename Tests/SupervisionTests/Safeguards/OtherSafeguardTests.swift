import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("Without the safeguard, of desks, locks and migrations,")
struct OtherSafeguardTests {
  @Test("a desk in the background is closed by settings that close what nobody looks at")
  func unattachedKept() {
    let isComplete = both(without: .unattachedKept) { safeguards in
      var policy = DeskPolicy()
      policy.safeguards = safeguards
      let stage = DeskStage(policy: policy)
      stage.addRunner("desk")
      stage.run(to: 3)
      stage.universe.strike(.world(.tmux(.destroyUnattached(socket: stage.socket, isOn: true))))
      stage.universe.add(
        actor: stage.text("person"), program: Text("person"), argument: stage.text("desk-blog"),
        at: stage.universe.now)
      stage.run(to: 200)
      return stage.runner("desk").ending == .complete
    }
    #expect(isComplete == (true, false))
  }

  @Test("a migration that met a full disk cannot be taken back whole")
  func tornTailMended() {
    let left = both(without: .tornTailMended) { safeguards in
      var policy = MigrationPolicy()
      policy.safeguards = safeguards
      var desk = MigrationDesk(sessions: OldFiles.mixed, policy: policy)
      let caller = desk.add(.toForge)
      // The disk is full in the middle of a line of the journal.
      while desk.content("migration.journal")?.contains("begin") != true {
        guard desk.universe.step() else { break }
      }
      let journal = desk.text("/state/migration.journal")
      desk.universe.strike(.world(.file(.shortWrite(journal, keep: 20, .noSpace))))
      desk.wait(.seconds(300))
      if case .interrupted = desk.result(of: caller) {} else { Issue.record("went through") }
      let again = desk.run(.toForge)
      if case .migrated = again {} else { Issue.record("\(String(describing: again))") }
      _ = desk.run(.rollBack)
      return desk.universe.world.forge.taskCount
    }
    #expect(left == (0, 2))
  }

  @Test("a desk is refused for ever, because somebody has the pid of its dead predecessor")
  func pidOfDesk() {
    let isRefused = both(without: .identityIsCompared) { safeguards in
      var policy = DeskPolicy()
      policy.safeguards = safeguards
      let stage = DeskStage(worker: [.stalls], policy: policy)
      stage.addRunner("desk")
      stage.run(to: 5)
      let program = stage.text("desk")
      var pid: Int32 = 0
      stage.universe.world.processes.forEach {
        if $0.program == program { pid = $0.identity.pid }
      }
      stage.universe.strike(.crash(program))
      stage.run(to: 6)
      stage.universe.strike(.foreignProcess(program: stage.text("vim"), pid: pid, user: 1_000))
      stage.addRunner("second", at: 7)
      stage.run(to: 60)
      return stage.runner("second").ending != nil
    }
    #expect(isRefused == (false, true))
  }

  @Test("the lock of one whose pid is another's stays held, and that of a zombie")
  func owners() {
    let other = ProcessOutcome.other(
      ProcessFacts(
        identity: ProcessIdentity(boot: 1, namespace: 1, pid: 50, startTick: 9, nonce: 0),
        parent: 1, group: 50, session: 50, user: 0, state: .running, program: Text("vim")))
    for (safeguard, answer) in [
      (Safeguard.identityIsCompared, other), (.zombiesAreDead, .same(.zombie)),
    ] {
      let isHeld = both(without: safeguard) { Self.claim(.process(answer), $0) }
      #expect(isHeld == (true, false), "\(safeguard)")
    }
  }

  @Test("the lock of one who may not be asked is taken from him")
  func strangers() {
    let denied = Outcome.process(.failed(.notPermitted))
    let isHeld = both(without: .permissionIsLife) { Self.claim(denied, $0) }
    #expect(isHeld == (false, true))
    let isHeldUnasked = both(without: .failedIsUnknown) { Self.claim(.limitPassed, $0) }
    #expect(isHeldUnasked == (false, true))
  }

  /// Whether a claim by generations has the root, when this is answered of its last owner.
  private static func claim(_ answer: Outcome, _ safeguards: Safeguards) -> Bool {
    var policy = LockPolicy()
    policy.safeguards = safeguards
    var lock = GenerationLock(policy, base: 0)
    var emit = Emitter()
    let root = emit.texts.text("/srv/blog")
    let me = ProcessIdentity(boot: 1, namespace: 1, pid: 7, startTick: 70, nonce: 0)
    var owner = LockOwner(
      identity: me, slug: .empty, root: root, token: 9, generation: 1)
    owner.identity.pid = 50
    let record = owner.record(&emit.texts)
    lock.begin(LockClaim(root: root, slug: .empty, identity: me, token: 5), &emit)
    var result: LockResult?
    while result == nil, let asked = emit.emissions.first {
      emit.clear()
      emit.rows = []
      let outcome: Outcome
      switch asked.operation {
      case .file(.canonicalise): outcome = .file(.content(root))
      case .file(.list):
        emit.rows = [.name(emit.texts.text("g.1"))]
        outcome = .file(.listing(Listing(slot: 0, count: 1)))
      case .file(.read): outcome = .file(.content(record))
      case .process: outcome = answer
      default: outcome = .file(.done)
      }
      result = lock.handle(asked.tag, outcome, &emit)
    }
    return lock.isHeld
  }
}
