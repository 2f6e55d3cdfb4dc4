import Operations
import Scenarios
import SimulatedWorld
import Simulation
import SimulationSupport
import Supervision

/// One race for a root by several who spell it differently, with something left there by whoever
/// was before, and with faults while they claim it.
///
/// It is judged by what is true in the simulated world: who is between its claim and its release
/// while its process has not ended; and whether one who comes late, when all is quiet, gets in.
package struct LockRace<Cast: Contender>: ~Copyable, Campaign {
  /// The universe, as it is after the race.
  package var universe: Universe<Cast>
  /// What went wrong on purpose, for people to read.
  package private(set) var faults: [String] = []
  /// What was there when they came.
  package let remains: LockRemains
  /// How many raced, without those who were started again.
  package let racers: Int
  /// How many were inside at once at most.
  package private(set) var holdersMax = 0
  private var names: [Text] = []
  private let late: Text

  /// What the root is called.
  package static var spellings: [String] {
    ["/srv/blog", "/srv/blog/", "/srv/link", "/srv/./blog/../blog"]
  }

  /// Sets up the race of a seed; the record of whoever was before lies at a path.
  package init(
    _ contender: Cast, seed: UInt64, recordAt path: String, latencies: Latencies = .measured
  ) {
    racers = [2, 4, 8][Int(seed % 3)]
    remains = LockRemains.allCases[Int(seed / 3) % LockRemains.allCases.count]
    let program = Text("contender")
    universe = Universe(
      seed: seed, programs: Programs([.init(program, contender)]), latencies: latencies)
    for text in ["contender", "old", "stranger", path] { _ = universe.text(text) }
    late = universe.text("late")
    remains.leave(at: universe.text(path), &universe)
    universe.world.strike(.file(.alias(universe.text("/srv/link"), of: universe.text("/srv/blog"))))
    for number in 0..<racers {
      let name = universe.text("racer-\(number)")
      names.append(name)
      let spelling = universe.text(Self.spellings[number % Self.spellings.count])
      universe.add(actor: name, program: program, argument: spelling)
    }
    var dice = Dice(seed: seed &* 0x9E37_79B9_7F4A_7C15)
    for number in 0..<Int(seed % 4) { addFault(number, &dice) }
    universe.add(
      actor: late, program: program, argument: universe.text("/srv/blog"),
      at: .start + .seconds(60))
  }

  private mutating func addFault(_ number: Int, _ dice: inout Dice) {
    let interference: Interference
    switch dice.below(6) {
    case 0: interference = .crashBeforeEffect
    case 1: interference = .crashBeforeAnswer
    case 2: interference = .crashAfterAnswer
    case 3: interference = .pause(.milliseconds(Int64(1 + dice.below(3_000))))
    case 4: interference = .delay(.milliseconds(Int64(1 + dice.below(2_500))))
    default: interference = .delayAnswer(.milliseconds(Int64(1 + dice.below(2_500))))
    }
    let name = dice.pick(names)
    let rule = Rule(actor: name, skip: Int32(dice.below(9)), interference)
    faults.append("\(universe.world.moment.texts.string(name)) \(rule)")
    universe.arm(rule)
    // Whoever may have died is started again, as somebody new.
    let again = universe.text("racer-\(number)-again")
    universe.add(
      actor: again, program: Text("contender"), argument: universe.text("/srv/blog"),
      at: .start + .milliseconds(Int64(200 + dice.below(4_000))))
    names.append(again)
  }

  /// Runs to the end, and says what was wrong.
  package mutating func run() -> [String] {
    while universe.step() {
      var holders = 0
      for number in 0..<universe.actorCount {
        let actor = ActorID(rawValue: Int32(number))
        if universe.state(of: actor) != .gone, universe.machine(of: actor).holds { holders += 1 }
      }
      holdersMax = max(holdersMax, holders)
    }
    universe.checkInvariants()
    var violations: [String] = []
    if holdersMax > 1 { violations.append("\(holdersMax) hold one root at once") }
    guard let actor = universe.actor(named: late), universe.machine(of: actor).hasHadItsTurn else {
      violations.append("\(remains) keeps the root from whoever comes when all is quiet")
      return violations
    }
    return violations
  }

  package mutating func withUniverse<Result>(
    _ body: (inout Universe<Cast>) -> Result
  ) -> Result { body(&universe) }

  /// How often somebody got in.
  package var acquiredCount: Int {
    var count = 0
    for number in 0..<universe.actorCount {
      count += universe.machine(of: ActorID(rawValue: Int32(number))).acquiredCount
    }
    return count
  }
}

extension LockRace where Cast == LockContender {
  /// Sets up the race of a seed for a lock of today.
  package init(_ kind: LockContender.Kind, seed: UInt64) {
    let path = kind == .kernel ? "/srv/blog/.desk/runner.json" : "/srv/blog/.desk/generations/g.1"
    self.init(LockContender(kind), seed: seed, recordAt: path)
  }
}
