import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct OneSessionPerRunTests {
  @Test func secondRecordOfOneRunIsSeenWhenItIsWritten() {
    var property = OneSessionPerRun()
    var world = World(seed: 1)
    var account = Account()
    let run = world.moment.texts.text("fix")
    let first = SessionFacts(
      key: world.moment.texts.text("fix-1"), id: run, run: run, life: .starting)
    let second = SessionFacts(
      key: world.moment.texts.text("fix-2"), id: run, run: run, life: .starting)
    account.sessions = [first]
    account.changes = [SessionChange(before: nil, after: first, writer: .none)]
    property.watch(account, world)
    let before = property.finding.verdict
    account.event = 7
    account.sessions = [first, second]
    account.changes = [SessionChange(before: nil, after: second, writer: .none)]
    property.watch(account, world)
    #expect(before == .held)
    #expect(property.finding.violation?.event == 7)
  }
}
