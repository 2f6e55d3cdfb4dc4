import Operations
import Properties
import Scenarios
import Simulation
import Supervision
import Testing

/// What is kept of desks, out of the world.
@Suite struct DeskBooksTests {
  /// The facts of the desks of a run to its end.
  private func desks(
    _ timeline: [Happening], _ variant: Variant = Variant(), says: WorkerSignal.Status? = nil,
    seconds: Int64 = 30
  ) throws -> [DeskFacts] {
    var scenario = Scenario(title: "A desk")
    scenario.stage.folders = ["/srv/blog"]
    scenario.length = .seconds(seconds)
    var part = DeskPart(root: "/srv/blog")
    part.worker = [says.map { .signals($0, after: .seconds(5)) } ?? .stalls]
    scenario.actors = [
      Player(
        name: "desk", part: .desk(part), start: .seconds(1) ... .seconds(1), variant: variant)
    ]
    scenario.timeline = timeline
    scenario.expectations = [.property(.deathIsNoticed, PropertyLimits())]
    var play = try Play(scenario, seed: 1)
    play.run(stopsAtViolation: false)
    return play.account.desks
  }

  private func at(_ seconds: Int64, _ action: Action) -> Happening {
    Happening(.at(.seconds(seconds) ... .seconds(seconds)), action)
  }

  @Test func aDeathItsCheckAndItsRecordAreNoted() throws {
    let desk = try #require(
      try desks([at(12, .paneDies(Target("desk", .worker), .signalled(.kill)))]).first)
    let died = try #require(desk.died)
    #expect(died >= .start + .seconds(12) && died < .start + .milliseconds(12_200))
    #expect(desk.deadThing == Text("worker pane"))
    let began = try #require(desk.checkBegan)
    #expect(began > died)
    let blocked = try #require(desk.blocked)
    #expect(blocked.time > began && blocked.time < began + .seconds(5))
    #expect(blocked.reason == Text("infra_failure") && blocked.isRecoverable)
    #expect(blocked.action == Text("restart"))
    #expect(!desk.lives && desk.loss == .ended)
  }

  @Test func theAgentInAShellIsPartOfItsPane() throws {
    let rlp = Variant(system: .rlpDesk)
    let desk = try #require(try desks([at(12, .crash("worker@desk"))], rlp).first)
    #expect(desk.deadThing == Text("agent in the worker pane"))
    #expect(desk.died == .start + .milliseconds(13_500))
    #expect(desk.blocked == nil)
  }

  @Test func whatADeskEndsItselfHasNotDied() throws {
    let desk = try #require(try desks([], says: .verify).first)
    #expect(desk.died == nil && desk.loss == .ended && desk.blocked == nil)
    #expect(desk.recordedName == Text("desk-blog") && desk.realName.isEmpty)
    #expect(!desk.lives && desk.isBackground && desk.nonce != 0)
  }

  @Test func whyASessionIsGoneIsTold() throws {
    let killed = try desks([at(12, .sessionKilled(Target("desk")))])
    #expect(killed.first?.loss == .killed && killed.first?.deadThing == Text("session"))
    let settings = at(12, .destroyUnattached(true))
    let unattached = try desks([settings], Variant(without: ["unattached-kept"]))
    #expect(unattached.first?.loss == .clientsLeft && unattached.first?.clientsLeft != nil)
    #expect(try desks([settings]).first?.loss == nil)
  }

  @Test func aRunnerThatIsKilledHasLeftItsSession() throws {
    let desk = try #require(try desks([at(12, .crash("desk"))]).first)
    #expect(desk.wrapperLeft == .start + .seconds(12))
    #expect(!desk.lives && desk.loss == nil && desk.realName == Text("desk-blog"))
  }

  @Test func namesThatAreTakenAreCounted() throws {
    let taken = Happening(
      .at(.zero ... .zero), .nameTaken("desk-blog", program: "vim"))
    let found = try #require(try desks([taken]).first)
    #expect(found.collisionCount == 1 && !found.wasEndedByName)
    #expect(found.recordedName == found.realName && found.realName != Text("desk-blog"))
    let single = Variant(policy: [.init("names-max", .count(1))])
    #expect(try desks([taken], single).first?.wasEndedByName == true)
  }

  @Test func keysIntoAPaneOfTheNextServerAreAStrike() throws {
    var scenario = Scenario(title: "Another server")
    scenario.stage.folders = ["/srv/blog"]
    scenario.length = .seconds(15)
    var part = DeskPart(root: "/srv/blog")
    part.worker = [.signals(.continue, after: .seconds(7)), .stalls]
    scenario.actors = [
      Player(name: "desk", part: .desk(part), variant: Variant(system: .rlpDesk))
    ]
    scenario.timeline = [
      at(8, .serverRestarted(program: "vim")), at(8, .nameTaken("mine", program: "vim")),
      at(8, .nameTaken("yours", program: "vim")),
    ]
    scenario.expectations = [.property(.deathIsNoticed, PropertyLimits())]
    var play = try Play(scenario, seed: 1)
    var deeds: [Text] = []
    while play.step() { deeds += play.account.strikes.map(\.deed) }
    #expect(deeds == [Text("keys")])
  }
}
