import Operations
import SimulatedWorld
import Simulation
import Supervision
import Testing

/// A launcher, and what it starts on either side.
private enum LauncherCast: Machine {
  case launcher(Launcher)
  case runner(SessionRunner)
  case agent(Agent)

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch self {
    case .launcher(var machine):
      machine.handle(input, &emit)
      self = .launcher(machine)
    case .runner(var machine):
      machine.handle(input, &emit)
      self = .runner(machine)
    case .agent(var machine):
      machine.handle(input, &emit)
      self = .agent(machine)
    }
  }

  func fold(into digest: inout Digest) {
    switch self {
    case .launcher(let machine): machine.fold(into: &digest)
    case .runner(let machine): machine.fold(into: &digest)
    case .agent(let machine): machine.fold(into: &digest)
    }
  }
}

/// A machine with Forge on it and tmux.
private struct LauncherScene: ~Copyable {
  var universe: Universe<LauncherCast>
  private var launches = 0

  init(seed: UInt64 = 1) {
    var texts = Texts()
    let sessions = SessionPolicy(
      socket: texts.text("/tmp/tmux"), worktrees: texts.text("/trees"),
      runner: texts.text("runner"))
    let entry = EntryPoint(texts.text("rehearse session"))
    universe = Universe(
      seed: seed,
      programs: Programs([
        .init(
          Text("launch"),
          .launcher(Launcher(project: 7, sessions: sessions, entryPoint: entry))),
        .init(Text("runner"), .runner(SessionRunner(sessions))),
        .init(Text("agent"), .agent(Agent(AgentBehaviour()))),
        .init(Text("claude"), .agent(Agent(AgentBehaviour()))),
      ]), setting: WorldSetting(projects: [7]))
    for text in [
      "/tmp/tmux", "/trees", "runner", "rehearse session", "agent", "claude", "launch", "main",
    ] { _ = universe.text(text) }
    universe.world.putFile(universe.text("/repo/README"), universe.text("x"))
    universe.world.putFile(universe.text("/trees/keep"), universe.text("x"))
    universe.world.addRepository(universe.text("/repo"), branch: Text("main"))
  }

  /// Somebody launches under a key now.
  mutating func launch(_ key: String) -> ActorID {
    let request = SessionRequest(
      .spawn, id: universe.text(key), key: universe.text(key), agent: Text("agent"),
      prompt: universe.text("do it"), repository: universe.text("/repo"), base: Text("main"))
    var texts = universe.world.moment.texts
    let argument = request.encoded(&texts)
    universe.world.moment.texts = texts
    launches += 1
    return universe.add(
      actor: universe.text("launch-\(launches)"), program: Text("launch"), argument: argument,
      at: universe.now)
  }

  mutating func run(seconds: Int64 = 200) {
    _ = universe.run(RunLimits(until: universe.now + .seconds(seconds)))
  }

  func verdict(_ actor: ActorID) -> Launcher.Verdict? {
    if case .launcher(let machine) = universe.machine(of: actor) { machine.verdict } else { nil }
  }

  /// How many agents live, in Forge and in tmux.
  func agents() -> [Int] {
    var counts = [0, 0]
    universe.world.processes.forEach { process in
      guard process.state != .zombie else { return }
      if process.program == Text("claude") { counts[0] += 1 }
      if process.program == Text("agent") { counts[1] += 1 }
    }
    return counts
  }
}

@Suite("A launcher over Forge and tmux")
struct LauncherTests {
  @Test("starts in Forge when it is there, once for a key")
  func inForge() {
    var scene = LauncherScene()
    let first = scene.launch("a")
    scene.run()
    let second = scene.launch("a")
    scene.run()
    guard case .inForge(isNew: true, elapsed: let elapsed) = scene.verdict(first) else {
      Issue.record("\(String(describing: scene.verdict(first)))")
      return
    }
    #expect(elapsed < .seconds(5))
    guard case .inForge(isNew: false, elapsed: _) = scene.verdict(second) else {
      Issue.record("\(String(describing: scene.verdict(second)))")
      return
    }
    #expect(scene.agents() == [1, 0])
  }

  @Test("starts here when Forge does not listen, and finds it here when Forge is back")
  func fallBack() {
    var scene = LauncherScene()
    scene.universe.strike(.world(.forge(.crash(killingExecutors: true))))
    let first = scene.launch("a")
    scene.run()
    #expect(scene.verdict(first) == .here(.started))
    scene.universe.strike(.world(.forge(.start)))
    let second = scene.launch("a")
    scene.run()
    #expect(scene.verdict(second) == .here(.existing))
    #expect(scene.agents() == [0, 1])
  }

  @Test("starts nothing here when Forge has begun it and its answer was lost")
  func lostAnswer() {
    for seed: UInt64 in 1...20 {
      var scene = LauncherScene(seed: seed)
      scene.universe.strike(
        .world(
          .forge(
            .request(
              .forgeCreateAndStart, .failure(.connectionReset, takesEffect: true)))))
      let actor = scene.launch("a")
      scene.run()
      let verdict = scene.verdict(actor)
      guard case .inForge = verdict else {
        Issue.record("seed \(seed): \(String(describing: verdict))")
        return
      }
      #expect(scene.agents() == [1, 0])
    }
  }

  @Test("starts at most one agent, whatever happens to Forge and wherever the launcher dies")
  func storm() {
    let faults: [ForgeFault] = [
      .failure(.connectionReset, takesEffect: true),
      .failure(.connectionReset, takesEffect: false), .failure(.status(500), takesEffect: true),
      .failure(.connectionRefused, takesEffect: false), .hang(takesEffect: true),
      .hang(takesEffect: false), .slow(.seconds(12)),
    ]
    let deaths: [Interference?] = [
      nil, .crashBeforeEffect, .crashBeforeAnswer, .crashAfterAnswer,
    ]
    var places = [0, 0]
    for (number, fault) in faults.enumerated() {
      for (kind, death) in deaths.enumerated() {
        for skip: Int32 in stride(from: 0, to: 20, by: 3) {
          var scene = LauncherScene(seed: UInt64(number * 100 + kind))
          scene.universe.strike(.world(.forge(.request(.forgeCreateAndStart, fault))))
          let first = scene.launch("a")
          let name = scene.universe.text("launch-1")
          if let death { scene.universe.arm(Rule(actor: name, skip: skip, death)) }
          scene.run()
          let second = scene.launch("a")
          scene.run()
          let agents = scene.agents()
          let verdicts = [scene.verdict(first), scene.verdict(second)]
          #expect(
            agents[0] + agents[1] <= 1, "\(fault) \(String(describing: death)) \(skip) \(verdicts)")
          if agents[0] == 1 { places[0] += 1 }
          if agents[1] == 1 { places[1] += 1 }
        }
      }
    }
    // Both sides were reached.
    #expect(places[0] > 50 && places[1] > 5, "\(places)")
  }

  @Test("starts nothing here when Forge has begun it and died, so that it cannot be asked")
  func deadForge() {
    var scene = LauncherScene()
    // The request takes effect, its answer is lost, and nobody listens any more.
    scene.universe.strike(
      .world(
        .forge(.request(.forgeCreateAndStart, .failure(.connectionReset, takesEffect: true)))))
    scene.universe.schedule(
      .world(.forge(.crash(killingExecutors: false))), at: scene.universe.now + .seconds(2))
    let actor = scene.launch("a")
    scene.universe.arm(
      Rule(actor: scene.universe.text("launch-1"), verb: .forgeListTasks, .hang))
    scene.run(seconds: 400)
    #expect(scene.verdict(actor) == .unresolved)
    #expect(scene.agents() == [1, 0])
  }

  @Test("refuses what is no spawn")
  func refusal() {
    var scene = LauncherScene()
    let actor = scene.universe.add(
      actor: scene.universe.text("odd"), program: Text("launch"),
      argument: scene.universe.text("{\"do\":\"kill\"}"))
    scene.run(seconds: 5)
    #expect(scene.verdict(actor) == .refused)
  }
}
