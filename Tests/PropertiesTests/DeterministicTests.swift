import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct DeterministicTests {
  @Test func digestsThatDifferAreSeen() {
    var property = Deterministic()
    #expect(property.finding.verdict == .notExercised)
    property.compare(first: Digest(seed: 1), second: Digest(seed: 1))
    #expect(property.finding.verdict == .held)
    property.compare(first: Digest(seed: 1), second: Digest(seed: 2))
    #expect(property.finding.verdict == .violated)
    #expect(watch(Deterministic(), { $0.fault() }) == .notExercised)
  }
}
