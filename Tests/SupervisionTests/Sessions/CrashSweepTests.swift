import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// Every operation of a spawn is struck once in every way, with a supervisor that watches, and then
/// the run is asked for again under the same key.
@Suite("A spawn in which one thing goes wrong")
struct CrashSweepTests {
  static let interferences: [(String, Interference)] = [
    ("crash before the effect", .crashBeforeEffect),
    ("crash before the answer", .crashBeforeAnswer),
    ("crash after the answer", .crashAfterAnswer), ("hang", .hang),
    ("lost answer", .loseAnswer), ("late", .delay(.seconds(7))),
    ("answered late", .delayAnswer(.seconds(7))), ("paused", .pause(.seconds(30))),
  ]

  /// What every kind of call can fail with.
  static func failures(of verb: Verb) -> [Outcome] {
    switch verb {
    case .storeGet, .storePut: [.store(.failed(.busy)), .store(.failed(.inputOutput))]
    case .gitAddWorktree, .gitStatus, .gitRemoveWorktree:
      [.git(.failed(GitFailure(.lockHeld))), .git(.failed(GitFailure(.killed)))]
    case .tmuxNewSession, .tmuxSetOption, .tmuxListAllPanes, .tmuxKillSession:
      [.tmux(.failed(TmuxFailure(.clientFailed))), .tmux(.failed(TmuxFailure(.serverExited)))]
    case .processSpawn: [.process(.failed(.wouldBlock))]
    case .processInspect, .processIdentify, .processFind: [.process(.failed(.permissionDenied))]
    default: []
    }
  }

  /// The operations that an actor asks for in an undisturbed spawn.
  private func verbs(of name: String) -> [Verb] {
    var stage = SessionStage()
    stage.universe.trace.record(true)
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 5)
    var verbs: [Verb] = []
    for entry in stage.universe.trace.entries {
      if case .performed(let operation, _) = entry.kind, stage.name(of: entry.actor) == name {
        verbs.append(operation.verb)
      }
    }
    return verbs
  }

  private func run(
    striking actor: String, skip: Int, _ interference: Interference, retries: Bool
  ) -> (violations: [String], results: [SessionResult?]) {
    var stage = SessionStage()
    var judge = SessionJudge()
    stage.supervise()
    let first = stage.command(stage.spawnRequest("a"), as: "one")
    var actors = [first]
    if retries {
      actors.append(
        stage.command(stage.spawnRequest("a"), as: "two", at: .start + .seconds(15)))
    }
    stage.universe.arm(
      Rule(actor: stage.universe.text(actor), skip: Int32(skip), interference))
    stage.run(seconds: 400, judge: &judge)
    let violations = judge.verdict(&stage)
    var results: [SessionResult?] = []
    for actor in actors { results.append(stage.result(of: actor)) }
    return (violations, results)
  }

  @Test(
    "leaves one session or none, and nothing that belongs to nobody", arguments: ["one", "runner"])
  func sweep(actor: String) {
    let verbs = verbs(of: actor)
    #expect(verbs.count > 4, "\(verbs)")
    for (place, verb) in verbs.enumerated() {
      let strikes =
        Self.interferences + Self.failures(of: verb).map { ("\($0)", Interference.fail($0)) }
      for (name, interference) in strikes {
        for retries in [false, true] {
          let (violations, results) = run(
            striking: actor, skip: place, interference, retries: retries)
          if !violations.isEmpty {
            Issue.record(
              "\(actor) \(place) \(verb) \(name) retries \(retries): \(violations) \(results)")
          }
        }
      }
    }
  }
}
