import Operations
import SimulatedWorld
import Simulation
import Supervision
import Testing

/// What a lock has to bear: many claimers, whatever was left behind, and faults while they claim.
///
/// It is judged by what is true in the simulated world: who is between its claim and its release
/// while its process has not ended.
@Suite("The lock of a project root")
struct LockRaceTests {
  /// What is there when the claimers come.
  enum Remains: Int, CaseIterable {
    case nothing, dead, halfWritten, empty, null, zombie, pidReused, othersProcess
  }

  /// What became of one run.
  struct Story {
    var holdersMax = 0
    var acquired = 0
    var lateResults: [LockResult] = []
    var faults = 0
  }

  /// Whether an owner that is found there lives: then its word counts and nobody gets in.
  private func record(
    of identity: ProcessIdentity, _ universe: inout Universe<LockContender>
  ) -> Text {
    let owner = LockOwner(
      identity: identity, slug: universe.text("old"), root: universe.text("/srv/blog"), token: 77,
      generation: 1)
    return owner.record(&universe.world.moment.texts)
  }

  private func leave(
    _ remains: Remains, _ kind: LockContender.Kind, _ universe: inout Universe<LockContender>
  ) {
    let path = universe.text(
      kind == .kernel ? "/srv/blog/.desk/runner.json" : "/srv/blog/.desk/generations/g.1")
    let dead = ProcessIdentity(boot: 1, namespace: 0, pid: 4_711, startTick: 3, nonce: 9)
    switch remains {
    case .nothing:
      universe.world.strike(.file(.directoryAppears(universe.text("/srv/blog"))))
    case .dead:
      universe.world.putFile(path, record(of: dead, &universe))
    case .halfWritten:
      universe.world.putFile(path, universe.text("{\"pid\":123"))
    case .empty:
      universe.world.putFile(path, .empty)
    case .null:
      universe.world.putFile(path, universe.text("{\"pid\":null}"))
    case .zombie:
      // The first process reaps an orphan only after a while: a zombie's record is read before that.
      universe.strike(.foreignProcess(program: Text("old"), pid: 600, user: 1000))
      universe.world.putFile(path, record(of: identity(pid: 600, universe), &universe))
      if let process = universe.world.processes.find(pid: 600, namespace: 0) {
        universe.world.processes.end(process, .signalled(.kill), &universe.world.moment)
      }
    case .pidReused:
      var old = dead
      old.pid = 601
      universe.strike(.foreignProcess(program: Text("stranger"), pid: 601, user: 1000))
      universe.world.putFile(path, record(of: old, &universe))
    case .othersProcess:
      // It belongs to somebody else and is not the owner either: EPERM says nothing about death.
      var old = dead
      old.pid = 602
      universe.strike(.foreignProcess(program: Text("stranger"), pid: 602, user: 7))
      universe.world.putFile(path, record(of: old, &universe))
    }
  }

  private func identity(
    pid: Int32, _ universe: borrowing Universe<LockContender>
  ) -> ProcessIdentity {
    guard let process = universe.world.processes.find(pid: pid, namespace: 0),
      let facts = universe.world.processes[process]
    else { preconditionFailure("no process \(pid)") }
    return facts.identity
  }

  static let spellings = ["/srv/blog", "/srv/blog/", "/srv/link", "/srv/./blog/../blog"]

  private func run(
    _ kind: LockContender.Kind, seed: UInt64, racers: Int, _ remains: Remains, faults: Int
  ) -> Story {
    let program = Text("contender")
    var universe = Universe(
      seed: seed, programs: Programs([.init(program, LockContender(kind))]))
    _ = universe.text("contender")
    _ = universe.text("old")
    leave(remains, kind, &universe)
    universe.world.strike(.file(.alias(universe.text("/srv/link"), of: universe.text("/srv/blog"))))
    var names: [Text] = []
    for number in 0..<racers {
      let name = universe.text("racer-\(number)")
      names.append(name)
      let spelling = universe.text(Self.spellings[number % Self.spellings.count])
      universe.add(actor: name, program: program, argument: spelling)
    }
    var draw = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ count: Int) -> Int {
      draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((draw >> 33) % UInt64(count))
    }
    for number in 0..<faults {
      let interference: Interference
      switch next(6) {
      case 0: interference = .crashBeforeEffect
      case 1: interference = .crashBeforeAnswer
      case 2: interference = .crashAfterAnswer
      case 3: interference = .pause(.milliseconds(Int64(1 + next(3_000))))
      case 4: interference = .delay(.milliseconds(Int64(1 + next(2_500))))
      default: interference = .delayAnswer(.milliseconds(Int64(1 + next(2_500))))
      }
      let name = names[next(names.count)]
      universe.arm(Rule(actor: name, skip: Int32(next(9)), interference))
      // Whoever may have died is started again, as somebody new.
      let again = universe.text("racer-\(number)-again")
      universe.add(
        actor: again, program: program, argument: universe.text("/srv/blog"),
        at: .start + .milliseconds(Int64(200 + next(4_000))))
      names.append(again)
    }
    let late = universe.text("late")
    universe.add(
      actor: late, program: program, argument: universe.text("/srv/blog"),
      at: .start + .seconds(60))
    var story = Story()
    while universe.step() {
      var holders = 0
      for number in 0..<universe.actorCount {
        let actor = ActorID(rawValue: Int32(number))
        if universe.state(of: actor) != .gone, universe.machine(of: actor).holds { holders += 1 }
      }
      story.holdersMax = max(story.holdersMax, holders)
    }
    for name in names {
      guard let actor = universe.actor(named: name) else { continue }
      for case .acquired in universe.machine(of: actor).results { story.acquired += 1 }
    }
    if let actor = universe.actor(named: late) {
      story.lateResults = universe.machine(of: actor).results
    }
    universe.checkInvariants()
    return story
  }

  @Test(
    "has one holder at a time and is always had again, whatever was left and whatever strikes",
    arguments: LockContender.Kind.allCases)
  func never(_ kind: LockContender.Kind) {
    var runs = 0
    var acquired = 0
    for seed: UInt64 in 1...2_016 {
      let racers = [2, 4, 8][Int(seed % 3)]
      let remains = Remains.allCases[Int(seed / 3) % Remains.allCases.count]
      let story = run(kind, seed: seed, racers: racers, remains, faults: Int(seed % 4))
      runs += 1
      acquired += story.acquired
      #expect(story.holdersMax == 1, "seed \(seed): \(racers) racers, \(remains)")
      guard case .acquired? = story.lateResults.first, story.lateResults.last == .released else {
        Issue.record("seed \(seed): \(remains) keeps the root: \(story.lateResults)")
        continue
      }
    }
    #expect(runs == 2_016)
    #expect(acquired > 1_000, "\(acquired) claims succeeded in \(runs) runs")
  }
}
