import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct PropertyNameTests {
  @Test(arguments: PropertyName.allCases)
  func propertyIsMadeUnderItsName(name: PropertyName) {
    let property = name.make()
    #expect(property.name == name)
    #expect(property.finding.verdict == .notExercised)
    #expect(name.sentence.hasSuffix("."))
  }

  @Test(arguments: PropertyName.allCases)
  func limitThatAPropertyTakesChangesIt(name: PropertyName) {
    for limit in PropertyLimits.Names.all where name.takes.contains(limit) {
      var limits = PropertyLimits()
      switch limit {
      case .within: limits.within = .milliseconds(7)
      case .max: limits.max = 77
      case .window: limits.window = .milliseconds(7)
      case .lag: limits.lag = .milliseconds(7)
      case .isExcusedByFaults: limits.isExcusedByFaults = false
      case .reason: limits.reason = Text("other")
      case .isRecoverable: limits.isRecoverable = false
      default: limits.action = Text("other")
      }
      #expect(limits.names == limit)
      #expect(limit.words.count == 1)
      #expect("\(name.make(limits: limits))" != "\(name.make())", "\(limit.words)")
    }
  }

  @Test func limitsHaveDifferentWords() {
    let words = PropertyLimits.Names.all.flatMap(\.words).map { "\($0)" }
    #expect(
      words == [
        "within", "max", "window", "lag", "excused-by-faults", "reason", "recoverable", "action",
      ])
  }
}
