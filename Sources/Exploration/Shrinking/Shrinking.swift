import Operations
import Scenarios

/// Makes a failing scenario as small as it can: as a person would have written it.
///
/// One thing after the other is taken away or made simpler, and stays so when the scenario still
/// fails in the very same way: the same property, the same words but for names and numbers. It goes
/// on until nothing helps any more. At the end every smaller choice of what is left is tried, when
/// those are few enough, so that "the smallest" is said only where it was seen.
public struct Shrinking {
  /// The smallest so far.
  public private(set) var suspect: Suspect
  /// How many scenarios were tried.
  public private(set) var triedCount = 0
  /// Whether every smaller choice of actors, happenings and ordered calls was tried, and none fails.
  public private(set) var isProvenSmallest = false

  private let triesMax: Int
  private let isWritable: (Scenario) -> Bool

  /// How many smaller choices are tried at the end.
  static let choicesMax = 4_096

  /// Begins with a failing scenario; what cannot be written as a file is no candidate.
  public init(
    _ suspect: Suspect, triesMax: Int = 20_000, isWritable: @escaping (Scenario) -> Bool
  ) {
    self.suspect = suspect
    self.triesMax = triesMax
    self.isWritable = isWritable
  }

  /// Goes on until nothing helps any more.
  public mutating func run() {
    var size = ScenarioSize(suspect.scenario)
    while triedCount < triesMax {
      pass()
      let now = ScenarioSize(suspect.scenario)
      guard now < size else { break }
      size = now
    }
    proveSmallest()
  }

  private mutating func pass() {
    simplifySchedule()
    shrinkTimeline()
    shrinkActors()
    shrinkOrder()
    shrinkSeed()
    shrinkTimes()
    shrinkActions()
    shrinkParts()
    shrinkStage()
    shrinkLength()
  }

  /// Tries a scenario; it becomes the suspect when it fails in the same way.
  @discardableResult
  mutating func attempt(_ candidate: Scenario) -> Bool {
    // What fails though nobody takes part is no scenario.
    guard candidate != suspect.scenario, triedCount < triesMax, !candidate.actors.isEmpty,
      ScenarioSize(candidate) <= ScenarioSize(suspect.scenario)
    else { return false }
    triedCount += 1
    guard let smaller = suspect.replaced(by: candidate), isWritable(candidate) else {
      return false
    }
    suspect = smaller
    return true
  }

  /// Tries the scenario with one part changed.
  @discardableResult
  mutating func attempt(_ change: (inout Scenario) -> Void) -> Bool {
    var candidate = suspect.scenario
    change(&candidate)
    return attempt(candidate)
  }

  /// Takes away as many of a list's items as it can: halves first, then single ones.
  ///
  /// Delta debugging: A. Zeller and R. Hildebrandt, "Simplifying and isolating failure-inducing
  /// input", IEEE Transactions on Software Engineering 28(2), 2002.
  mutating func minimise(count: (Scenario) -> Int, remove: (inout Scenario, Range<Int>) -> Void) {
    var size = count(suspect.scenario)
    while size > 0 {
      var end = count(suspect.scenario)
      // From the end: what comes later depends on what comes earlier, not the other way round.
      while end > 0 {
        let start = max(0, end - size)
        attempt { remove(&$0, start..<end) }
        end = min(start, count(suspect.scenario))
      }
      size = size == 1 ? 0 : (size + 1) / 2
    }
  }

  // MARK: - The proof

  /// Tries every proper choice of what is left, the smallest first.
  private mutating func proveSmallest() {
    while true {
      let atoms = Atoms(suspect.scenario)
      guard atoms.count < 13, 1 << atoms.count <= Self.choicesMax else { return }
      let all = (UInt32(1) << UInt32(atoms.count)) - 1
      var isSmaller = false
      let choices = (0..<all).sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
      for choice in choices where attempt(atoms.chosen(choice)) {
        isSmaller = true
        break
      }
      guard isSmaller else {
        isProvenSmallest = triedCount < triesMax
        return
      }
    }
  }
}

/// The parts of a scenario that can be taken away as wholes; of those that one name stands for, each
/// is one.
private struct Atoms {
  private let scenario: Scenario
  private let calls: [Schedule.Call]

  init(_ scenario: Scenario) {
    self.scenario = scenario
    if case .order(let calls) = scenario.schedule { self.calls = calls } else { calls = [] }
  }

  var count: Int {
    scenario.actors.reduce(0) { $0 + $1.count } + scenario.timeline.count + calls.count
  }

  /// The scenario with those that the bits name, and without the others.
  func chosen(_ bits: UInt32) -> Scenario {
    var bit = 0
    func isChosen() -> Bool {
      defer { bit += 1 }
      return bits >> UInt32(bit) & 1 == 1
    }
    var other = scenario
    other.actors = scenario.actors.compactMap { player in
      var player = player
      player.count = (0..<player.count).count { _ in isChosen() }
      return player.count == 0 ? nil : player
    }
    other.timeline = scenario.timeline.filter { _ in isChosen() }
    let calls = calls.filter { _ in isChosen() }
    if case .order = scenario.schedule { other.schedule = calls.isEmpty ? .byTime : .order(calls) }
    return other
  }
}
