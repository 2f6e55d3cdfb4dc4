import Operations
import Scenarios
import Supervision
import SupervisionSupport
import Testing

@Suite("The steps of the generation lock")
struct GenerationLockTests {
  private static let number: UInt64 = 0xABC0_0000
  private var token: UInt64 { Self.number >> 11 }
  private static let folder = "/srv/blog/.desk/generations"

  private func begin() -> Rig<LockContender> {
    var rig = Rig(LockContender(.generations))
    for text in ["mission", "/srv/blog", "old"] { _ = rig.text(text) }
    rig.start(argument: "/srv/blog/", pid: 100, nonce: 5)
    return rig
  }

  private func owner(
    _ rig: inout Rig<LockContender>, pid: Int32, token: UInt64, generation: UInt64
  ) -> LockOwner {
    LockOwner(
      identity: ProcessIdentity(
        boot: 1, namespace: 1, pid: pid, startTick: Int64(pid) * 10, nonce: 5),
      slug: rig.text("mission"), root: rig.text("/srv/blog"), token: token, generation: generation)
  }

  private func path(_ name: String, _ rig: inout Rig<LockContender>) -> Text {
    rig.text("\(Self.folder)/\(name)")
  }

  /// The claim up to what stands in the folder.
  private func look(_ rig: inout Rig<LockContender>, _ names: [String]) -> [Exchange] {
    [
      Exchange(.drawNumber, .number(Self.number)),
      Exchange(
        .file(.canonicalise(rig.text("/srv/blog/"))), .file(.content(rig.text("/srv/blog")))),
      Exchange(.file(.makeDirectories(rig.text(Self.folder))), .file(.done)),
      listing(&rig, names),
    ]
  }

  private func listing(_ rig: inout Rig<LockContender>, _ names: [String]) -> Exchange {
    let rows = names.map { Row.name(rig.text($0)) }
    return Exchange(
      .file(.list(rig.text(Self.folder))),
      .file(.listing(Listing(slot: 0, count: UInt32(rows.count)))), rows: rows)
  }

  private func aside(_ rig: inout Rig<LockContender>, generation: UInt64) -> Exchange {
    let own = owner(&rig, pid: 100, token: token, generation: generation)
    let record = own.record(&rig.emit.texts)
    return Exchange(
      .file(.replace(path("owner.\(token)", &rig), content: record)), .file(.done))
  }

  private func link(
    _ rig: inout Rig<LockContender>, to generation: UInt64, _ outcome: Outcome = .file(.done)
  ) -> Exchange {
    Exchange(
      .file(.link(from: path("owner.\(token)", &rig), to: path("g.\(generation)", &rig))), outcome)
  }

  @Test("writes aside, links, and marks the generation when it is given back")
  func fresh() {
    var rig = begin()
    let own = owner(&rig, pid: 100, token: token, generation: 1)
    rig.play(
      look(&rig, ["notes", "g.", "g.x"]) + [
        aside(&rig, generation: 1), link(&rig, to: 1),
        Exchange(.file(.remove(path("owner.\(token)", &rig))), .file(.failed(.inputOutput))),
      ])
    #expect(rig.machine.results == [.acquired(LockGrant(owner: own, predecessor: nil))])
    rig.play([
      Exchange(.timer(.seconds(2)), .fired),
      Exchange(.file(.createExclusive(path("r.1", &rig), content: .empty)), .file(.done)),
    ])
    #expect(rig.machine.results.last == .released)
    _ = rig.next()
    #expect(rig.oversights == [])
  }

  @Test("claims the next generation of one that was given back, dead or nobody's")
  func next() {
    var released = begin()
    released.play(
      look(&released, ["g.1", "g.10", "g.9", "r.1", "r.10"])
        + [aside(&released, generation: 11), link(&released, to: 11)])
    #expect(released.next() == .file(.remove(path("owner.\(token)", &released))))

    var dead = begin()
    let old = owner(&dead, pid: 9, token: 7, generation: 2)
    let record = old.record(&dead.emit.texts)
    dead.play(
      look(&dead, ["g.1", "g.2", "r.1"]) + [
        Exchange(.file(.read(path("g.2", &dead))), .file(.content(record))),
        Exchange(.process(.identify(old.identity)), .process(.same(.zombie))),
        aside(&dead, generation: 3), link(&dead, to: 3),
      ])
    #expect(dead.next() == .file(.remove(path("owner.\(token)", &dead))))

    var nobody = begin()
    nobody.play(
      look(&nobody, ["g.1"]) + [
        Exchange(.file(.read(path("g.1", &nobody))), .file(.content(.empty))),
        aside(&nobody, generation: 2), link(&nobody, to: 2),
      ])
    #expect(nobody.next() == .file(.remove(path("owner.\(token)", &nobody))))
    #expect(released.oversights + dead.oversights + nobody.oversights == [])
  }

  @Test("claims nothing from an owner that lives, or of whom nothing is known")
  func held() {
    for state in [ProcessState.running, .stopped] {
      var rig = begin()
      let old = owner(&rig, pid: 9, token: 7, generation: 1)
      let record = old.record(&rig.emit.texts)
      rig.play(
        look(&rig, ["g.1"]) + [
          Exchange(.file(.read(path("g.1", &rig))), .file(.content(record))),
          Exchange(.process(.identify(old.identity)), .process(.same(state))),
        ])
      #expect(rig.machine.results == [.held(by: old)])
      _ = rig.next()
      #expect(rig.oversights == [])
    }
    for outcome in [Outcome.limitPassed, .process(.failed(.notPermitted))] {
      var rig = begin()
      let old = owner(&rig, pid: 9, token: 7, generation: 1)
      let record = old.record(&rig.emit.texts)
      let unknown = Exchange(.process(.identify(old.identity)), outcome)
      rig.play(
        look(&rig, ["g.1"]) + [
          Exchange(.file(.read(path("g.1", &rig))), .file(.content(record))), unknown, unknown,
          unknown,
        ])
      #expect(rig.machine.results == [.failed(LockFailure(.identify, .ownerUnknown))])
      _ = rig.next()
      #expect(rig.oversights == [])
    }
  }

  @Test("knows itself again when the answer to its link was lost, and skips no generation")
  func lostAnswer() {
    var rig = begin()
    let own = owner(&rig, pid: 100, token: token, generation: 1)
    let record = own.record(&rig.emit.texts)
    rig.play(
      look(&rig, []) + [
        aside(&rig, generation: 1), link(&rig, to: 1, .limitPassed),
        link(&rig, to: 1, .file(.failed(.exists))), listing(&rig, ["g.1"]),
        Exchange(.file(.read(path("g.1", &rig))), .file(.content(record))),
      ])
    #expect(rig.machine.results == [.acquired(LockGrant(owner: own, predecessor: nil))])
    #expect(rig.machine.holds)
    _ = rig.next()
    #expect(rig.oversights == [])
  }

  @Test("begins anew a limited number of times when others are faster")
  func contended() {
    var rig = begin()
    var exchanges = look(&rig, [])
    for round in 0..<8 {
      exchanges.append(aside(&rig, generation: 1))
      exchanges.append(link(&rig, to: 1, .file(.failed(.exists))))
      // Each time the folder is seen as it was: a reader may be shown an old listing.
      if round < 7 { exchanges.append(listing(&rig, [])) }
    }
    rig.play(exchanges)
    #expect(rig.machine.results == [.failed(LockFailure(.claim, .contended))])
    _ = rig.next()
    #expect(rig.oversights == [])
  }

  @Test("fails by name when it cannot write, list or link")
  func failures() {
    for (place, step) in [(1, LockFailure.Step.canonicalise), (2, .prepare), (3, .claim)] {
      var rig = begin()
      var exchanges = Array(look(&rig, [])[...place])
      exchanges[place] = Exchange(exchanges[place].operation, .file(.failed(.readOnly)))
      rig.play(exchanges)
      #expect(rig.machine.results == [.failed(LockFailure(step, .error(.readOnly)))])
      _ = rig.next()
    }
    var rig = begin()
    var exchange = aside(&rig, generation: 1)
    exchange.outcome = .file(.failed(.noSpace))
    rig.play(look(&rig, []) + [exchange])
    #expect(rig.machine.results == [.failed(LockFailure(.record, .error(.noSpace)))])
    _ = rig.next()
    #expect(rig.oversights == [])
  }
}
