import Scenarios

/// Takes the parts of a scenario away one by one and sees that this does not go unnoticed: what can
/// be left out without anybody noticing proves nothing.
public struct Audit: Sendable {
  /// What was taken away without anything changing, in words.
  public private(set) var remarks: [String] = []
  /// How many runs there were.
  public private(set) var runCount = 0
  /// How many events there were.
  public private(set) var eventCount: Int64 = 0

  /// Whether every part was missed.
  public var isSound: Bool { remarks.isEmpty }

  /// Audits a scenario: each expectation, each happening, all happenings, all reds.
  public init(_ scenario: Scenario) throws(StagingError) {
    if case .held = try verdict(of: scenario) {
    } else {
      remarks.append("it does not hold as it is")
      return
    }
    for place in scenario.expectations.indices {
      var other = scenario
      let name = other.expectations.remove(at: place).name
      // A red that names what is not expected is refused when the file is read.
      let isNamed = other.reds.contains { red in
        red.violates.contains { word in !other.expectations.contains { $0.name == word } }
      }
      if isNamed { continue }
      try expectNotice(of: other, "without the expectation '\(name)' it holds all the same")
    }
    for place in scenario.timeline.indices {
      var other = scenario
      other.timeline.remove(at: place)
      try expectNotice(of: other, "without item \(place + 1) of the timeline it holds all the same")
    }
    if scenario.timeline.count > 1 {
      var other = scenario
      other.timeline = []
      try expectNotice(of: other, "without its timeline it holds all the same")
    }
    var other = scenario
    other.reds = []
    try expectNotice(of: other, "without its reds it holds all the same")
  }

  private mutating func expectNotice(
    of scenario: Scenario, _ remark: String
  ) throws(StagingError) {
    if case .held = try verdict(of: scenario) { remarks.append(remark) }
  }

  private mutating func verdict(of scenario: Scenario) throws(StagingError) -> Trial.Verdict {
    let trial = try Trial(scenario)
    runCount += trial.runCount
    eventCount += trial.eventCount
    return trial.verdict
  }
}
