import TestSupport
import Testing

@testable import Lifecycle

@Suite("Deliveries that fail, and effects that are overtaken")
struct DeliveryTests {
  private func delivery(_ step: Step) throws -> Delivery {
    guard case .send(let delivery)? = step.effects.first else { throw Missing() }
    return delivery
  }

  private struct Missing: Error {}

  @Test("A failed delivery gives its attempt back")
  func attempt() throws {
    var session = Rehearsed.working()
    var said: [String] = []
    for at in 1...4 {
      let step = session.find(at, EscalationTests.failing)
      if at == 1 { session.state.deliveryFailed(try delivery(step)) }
      said.append(step.short)
      session.find(at, EscalationTests.pending)
    }
    let send = "send ci-failed"
    #expect(said == [send, send, send, "escalate ci-failed"])
  }

  @Test("Either of two attempts can fail, in either order", arguments: [[0, 1], [1, 0]])
  func twoAttempts(order: [Int]) throws {
    var session = Rehearsed.working()
    var deliveries: [Delivery] = []
    for at in 1...2 {
      deliveries.append(try delivery(session.find(at, EscalationTests.failing)))
      session.find(at, EscalationTests.pending)
    }
    session.state.deliveryFailed(deliveries[order[0]])
    #expect(session.state.trackers[.ciFailed]?.attempts == 1)
    session.state.deliveryFailed(deliveries[order[1]])
    #expect(session.state.trackers[.ciFailed] == Tracker())
  }

  @Test("It gives back the first attempt time that it set, so that the clock starts with the next")
  func firstAttempt() throws {
    var session = Rehearsed.working()
    session.state.deliveryFailed(try delivery(session.find(0, EscalationTests.conflicts)))
    #expect(session.take(900_000, .escalationTick).short == "")
  }

  @Test("A second report of the same failure changes nothing")
  func twice() throws {
    var session = Rehearsed.working()
    let first = try delivery(session.find(1, EscalationTests.failing))
    session.find(2, EscalationTests.pending)
    session.find(3, EscalationTests.failing)
    session.state.deliveryFailed(first)
    let once = session.state
    session.state.deliveryFailed(first)
    #expect(session.state == once)
    #expect(session.state.trackers[.ciFailed]?.attempts == 1)
  }

  @Test("A failure of a tracker that was dropped changes nothing")
  func dropped() throws {
    var session = Rehearsed.working()
    let delivery = try delivery(session.find(1, EscalationTests.conflicts))
    session.find(2, EscalationTests.ready)
    let before = session.state
    session.state.deliveryFailed(delivery)
    #expect(session.state == before)
  }

  @Test("A failure of a tracker that was begun anew leaves the new one alone")
  func restarted() throws {
    var session = Rehearsed.working()
    let delivery = try delivery(session.find(1, EscalationTests.conflicts))
    session.find(2, EscalationTests.pending)
    session.find(3, EscalationTests.conflicts)
    let before = session.state
    session.state.deliveryFailed(delivery)
    #expect(session.state == before)
    #expect(session.take(900_003, .escalationTick).short == "escalate merge-conflicts")
  }

  @Test("A failure after the escalation does not break the silence")
  func escalated() throws {
    var session = Rehearsed.working()
    let delivery = try delivery(session.find(0, EscalationTests.conflicts))
    session.take(900_000, .escalationTick)
    session.state.deliveryFailed(delivery)
    #expect(session.take(.max, .escalationTick).short == "")
  }

  static let overtaken = Table(
    """
    what happens in between            still called for
    ---------------------------------------------------
    nothing                            yes
    the same reading again             yes
    a tick                             yes
    the agent goes on                  no
    it goes on and asks again          no
    the session is killed              no
    """)

  @Test("An effect is dispatched only while the record calls for it", arguments: overtaken.rows)
  func inBetween(row: [String]) throws {
    var session = Rehearsed.working()
    let effect = try #require(session.see(1, .waitingInput).effects.first)
    switch row[0] {
    case "nothing": break
    case "the same reading again": session.see(2, .waitingInput)
    case "a tick": session.take(2, .escalationTick)
    case "the agent goes on": session.see(2, .active)
    case "it goes on and asks again":
      session.see(2, .active)
      session.see(3, .waitingInput)
    default: session.take(2, .killRequested(.manual))
    }
    #expect(session.state.stillCallsFor(effect) == (row[1] == "yes"), "\(row)")
  }

  @Test("A delivery is overtaken as a notice is, though its tracker lives on")
  func overtakenDelivery() throws {
    var session = Rehearsed.working()
    let first = try #require(session.find(1, EscalationTests.failing).effects.first)
    #expect(session.state.stillCallsFor(first))
    session.find(2, EscalationTests.pending)
    #expect(!session.state.stillCallsFor(first))
    let second = try #require(session.find(3, EscalationTests.failing).effects.first)
    #expect(!session.state.stillCallsFor(first))
    #expect(session.state.stillCallsFor(second))
  }
}
