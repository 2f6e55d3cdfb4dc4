import Operations
import Scenarios
import SimulatedWorld
import Supervision

extension LaunchCell {
  /// The scenario that is played for it: so many users who launch in one instant.
  ///
  /// Nothing is expected of it. What it comes to is counted, not judged.
  public var scenario: Scenario {
    var scenario = Scenario(title: "\(system.rawValue), \(condition.text)")
    scenario.length = Self.length
    scenario.stage.forge.isDocumented = system.isDocumented
    // Whoever works prints one line and then nothing for an hour.
    scenario.stage.forge.lineCount = 1
    scenario.stage.forge.linePause = .seconds(3_600)
    let part: Part =
      system.usesForge
      ? .forge(ForgePart(.run, run: "run-#")) : .command(CommandPart(.spawn, run: "run-#"))
    scenario.actors = [
      Player(name: "user", part: part, count: load, variant: Variant(system: system.system))
    ]
    scenario.timeline = (slowBoots + troubles).map { Happening(.at(.zero ... .zero), $0) }
    return scenario
  }

  /// When a run ends although somebody was never answered.
  private static let length = Interval.seconds(240)

  // MARK: - Slow boots

  /// What is launched is slow: its first call takes effect so much later.
  ///
  /// In Forge nobody waits for the agent to boot; there it is the creation itself that is slow.
  private var slowBoots: [Action] {
    guard condition.boot != .usual else { return [] }
    if system.usesForge { return slowCreations(by: condition.boot.delay) }
    var first = Action.Interfering()
    first.actor = system.system.map { "\($0.word)" } ?? "runner"
    first.calls = .verb(system.system == nil ? .storeGet : .fileMakeDirectories)
    first.count = Int32(load)
    first.how = .delay(condition.boot.delay)
    return [.interfere(first)]
  }

  private func slowCreations(by delay: Interval) -> [Action] {
    Array(repeating: .forgeRequest(.forgeCreateAndStart, .slow(delay)), count: load)
  }

  // MARK: - What goes wrong

  private var troubles: [Action] {
    switch condition.mix {
    case .calm: []
    case .busy: busyMachine
    case .failing: Self.failures + failingBackend
    }
  }

  private var busyMachine: [Action] {
    var files = Action.Interfering()
    files.calls = .family(.files)
    files.count = .max
    files.how = .delay(.milliseconds(100))
    return [.interfere(files), .storeSlow(.milliseconds(100)), .addSlow(.seconds(2))]
      + (system.usesForge ? slowCreations(by: .seconds(2)) : [])
  }

  /// Each call that starts or stores something fails one time in ten, in the way of its kind.
  private static let failures: [Action] = [
    (Verb.processSpawn, Action.Interfering.Failure.busy), (.tmuxNewSession, .broken),
    (.gitAddWorktree, .busy), (.storePut, .busy), (.fileWrite, .broken),
  ].map { verb, failure in
    var one = Action.Interfering()
    one.calls = .verb(verb)
    one.count = .max
    one.percent = 10
    one.how = .fail(failure)
    return .interfere(one)
  }

  /// Of ten creations the backend refuses one, and does one whose answer is lost.
  private var failingBackend: [Action] {
    guard system.usesForge else { return [] }
    let pair: [Action] = [
      .forgeRequest(.forgeCreateAndStart, .failure(.status(500), takesEffect: false)),
      .forgeRequest(.forgeCreateAndStart, .failure(.connectionReset, takesEffect: true)),
    ]
    return Array(repeating: pair, count: max(1, load / 10)).flatMap { $0 }
  }
}
