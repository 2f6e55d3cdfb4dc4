import Operations
import Scenarios
import Supervision
import SupervisionSupport
import Testing

/// The lock outside of a universe: every operation that it asks for, and each thing that may fail.
@Suite("The steps of the kernel's lock")
struct ProjectLockTests {
  private static let number: UInt64 = 0xABC0_0000
  private var token: UInt64 { Self.number >> 11 }

  private func begin() -> Rig<LockContender> {
    var rig = Rig(LockContender(.kernel))
    for text in ["mission", "/srv/blog", "old"] { _ = rig.text(text) }
    rig.start(argument: "/srv/link", pid: 100, nonce: 5)
    return rig
  }

  private func owner(
    _ rig: inout Rig<LockContender>, pid: Int32, slug: String, token: UInt64, generation: UInt64,
    root: String = "/srv/blog", nonce: UInt64 = 5
  ) -> LockOwner {
    LockOwner(
      identity: ProcessIdentity(
        boot: 1, namespace: 1, pid: pid, startTick: Int64(pid) * 10, nonce: nonce),
      slug: rig.text(slug), root: rig.text(root), token: token, generation: generation)
  }

  /// The claim of a root that nobody has, up to the lock.
  private func claim(_ rig: inout Rig<LockContender>) -> [Exchange] {
    [
      Exchange(.drawNumber, .number(Self.number)),
      Exchange(
        .file(.canonicalise(rig.text("/srv/link"))), .file(.content(rig.text("/srv/blog")))),
      Exchange(.file(.makeDirectories(rig.text("/srv/blog/.desk"))), .file(.done)),
      Exchange(.file(.lock(rig.text("/srv/blog/.desk/runner.lock"), .exclusive)), .file(.done)),
    ]
  }

  private func readOwner(
    _ rig: inout Rig<LockContender>, _ outcome: FileOutcome
  ) -> Exchange {
    Exchange(.file(.read(rig.text("/srv/blog/.desk/runner.json"))), .file(outcome))
  }

  private func record(
    _ rig: inout Rig<LockContender>, _ owner: LockOwner, _ outcome: Outcome = .file(.done)
  ) -> Exchange {
    let record = owner.record(&rig.emit.texts)
    return Exchange(
      .file(.replace(rig.text("/srv/blog/.desk/runner.json"), content: record)), outcome)
  }

  private func unlock(_ rig: inout Rig<LockContender>) -> Exchange {
    Exchange(.file(.unlock(rig.text("/srv/blog/.desk/runner.lock"))), .file(.done))
  }

  @Test("canonicalise, mkdir -p, flock, read, replace; unlink and unlock at the end")
  func fresh() {
    var rig = begin()
    let own = owner(&rig, pid: 100, slug: "mission", token: token, generation: 1)
    rig.play(claim(&rig) + [readOwner(&rig, .failed(.noSuchFile)), record(&rig, own)])
    #expect(rig.machine.results == [.acquired(LockGrant(owner: own, predecessor: nil))])
    #expect(rig.machine.holds)
    rig.play([
      Exchange(.timer(.seconds(2)), .fired),
      Exchange(.file(.remove(rig.text("/srv/blog/.desk/runner.json"))), .file(.done)),
      unlock(&rig),
    ])
    #expect(rig.machine.results.last == .released)
    #expect(rig.next() == .process(.exit(status: 0)))
    #expect(rig.oversights == [])
  }

  @Test("takes over from whoever is proved dead or cannot be proved alive, and keeps the token")
  func takeOver() {
    let dead: [Outcome] = [
      .process(.failed(.noSuchProcess)), .process(.same(.zombie)),
      .process(
        .other(
          ProcessFacts(
            identity: ProcessIdentity(boot: 1, namespace: 1, pid: 9, startTick: 1, nonce: 0),
            parent: 1, group: 9, session: 9, user: 7, state: .running, program: .empty))),
    ]
    for outcome in dead {
      var rig = begin()
      let old = owner(&rig, pid: 9, slug: "old", token: 77, generation: 4)
      let own = owner(&rig, pid: 100, slug: "mission", token: 77, generation: 5)
      let content = old.record(&rig.emit.texts)
      rig.play(
        claim(&rig) + [
          readOwner(&rig, .content(content)),
          Exchange(.process(.identify(old.identity)), outcome), record(&rig, own),
        ])
      #expect(rig.machine.results == [.acquired(LockGrant(owner: own, predecessor: old))])
      _ = rig.next()
      #expect(rig.oversights == [])
    }
    var rig = begin()
    let old = owner(&rig, pid: 9, slug: "old", token: 77, generation: 4)
    let own = owner(&rig, pid: 100, slug: "mission", token: 77, generation: 5)
    let content = old.record(&rig.emit.texts)
    let unknown = Exchange(.process(.identify(old.identity)), .limitPassed)
    rig.play(
      claim(&rig)
        + [readOwner(&rig, .content(content)), unknown, unknown, unknown, record(&rig, own)])
    #expect(rig.machine.holds)
    _ = rig.next()
    #expect(rig.oversights == [])
  }

  @Test("gives way to an owner that lives although the lock is free")
  func livingOwner() {
    for state in [ProcessState.running, .stopped] {
      var rig = begin()
      let old = owner(&rig, pid: 9, slug: "old", token: 77, generation: 4)
      let content = old.record(&rig.emit.texts)
      rig.play(
        claim(&rig) + [
          readOwner(&rig, .content(content)),
          Exchange(.process(.identify(old.identity)), .process(.same(state))), unlock(&rig),
        ])
      #expect(rig.machine.results == [.held(by: old)])
      #expect(rig.next() == .process(.exit(status: 1)))
      #expect(rig.oversights == [])
    }
  }

  @Test("asks nobody about a record that is torn, null, or of a tree that was copied")
  func noRecord() {
    var rig = begin()
    let copied = owner(&rig, pid: 9, slug: "old", token: 77, generation: 4, root: "/srv/other")
    let records = ["", "null", "{}", "{\"pid\":9", "{\"pid\":null}"].map { rig.text($0) }
    for record in records + [copied.record(&rig.emit.texts)] {
      var rig = begin()
      for text in ["", "null", "{}", "{\"pid\":9", "{\"pid\":null}"] { _ = rig.text(text) }
      _ = owner(&rig, pid: 9, slug: "old", token: 77, generation: 4, root: "/srv/other")
        .record(&rig.emit.texts)
      let own = owner(&rig, pid: 100, slug: "mission", token: token, generation: 1)
      rig.play(claim(&rig) + [readOwner(&rig, .content(record)), self.record(&rig, own)])
      #expect(rig.machine.holds)
      _ = rig.next()
      #expect(rig.oversights == [])
    }
  }

  @Test("says who has it when another does")
  func held() {
    var rig = begin()
    let other = owner(&rig, pid: 9, slug: "old", token: 77, generation: 4)
    let content = other.record(&rig.emit.texts)
    var exchanges = claim(&rig)
    exchanges[3].outcome = .file(.failed(.wouldBlock))
    rig.play(exchanges + [readOwner(&rig, .content(content))])
    #expect(rig.machine.results == [.held(by: other)])
    #expect(rig.next() == .process(.exit(status: 1)))

    var second = begin()
    exchanges = claim(&second)
    exchanges[3].outcome = .file(.failed(.wouldBlock))
    second.play(exchanges + [readOwner(&second, .failed(.noSuchFile))])
    #expect(second.machine.results == [.held(by: nil)])
    _ = second.next()
    #expect(rig.oversights + second.oversights == [])
  }

  @Test("fails by name at each step before the lock, once what may pass has been tried again")
  func failures() {
    let steps: [(Int, LockFailure.Step)] = [(1, .canonicalise), (2, .prepare), (3, .claim)]
    for (place, step) in steps {
      for (outcome, reason, tries) in [
        (Outcome.file(.failed(.permissionDenied)), LockFailure.Reason.error(.permissionDenied), 1),
        (.file(.failed(.inputOutput)), .error(.inputOutput), 3),
        (.limitPassed, .limitPassed, place == 3 ? 1 : 3), (.fired, .foreignAnswer, 1),
      ] {
        var rig = begin()
        var exchanges = Array(claim(&rig)[...place])
        exchanges[place].outcome = outcome
        exchanges += Array(repeating: exchanges[place], count: tries - 1)
        rig.play(exchanges)
        #expect(rig.machine.results == [.failed(LockFailure(step, reason))], "\(step) \(outcome)")
        #expect(rig.next() == .process(.exit(status: 1)))
        #expect(rig.oversights == [])
      }
    }
  }

  @Test("does not hold what it cannot record: it lets go, unless the record may yet come")
  func unrecorded() {
    var rig = begin()
    let own = owner(&rig, pid: 100, slug: "mission", token: token, generation: 1)
    rig.play(
      claim(&rig) + [
        readOwner(&rig, .failed(.noSuchFile)), record(&rig, own, .file(.failed(.noSpace))),
        unlock(&rig),
      ])
    #expect(rig.machine.results == [.failed(LockFailure(.record, .error(.noSpace)))])
    _ = rig.next()
    #expect(rig.oversights == [])

    var late = begin()
    let same = owner(&late, pid: 100, slug: "mission", token: token, generation: 1)
    late.play(
      claim(&late) + [
        readOwner(&late, .failed(.noSuchFile)), record(&late, same, .limitPassed),
      ])
    #expect(late.machine.results == [.failed(LockFailure(.record, .limitPassed))])
    #expect(!late.machine.holds)
    #expect(late.next() == .process(.exit(status: 1)))
  }

  @Test("is not changed by an answer that comes late or twice")
  func lateAnswers() {
    var rig = begin()
    #expect(rig.next() == .drawNumber)
    rig.answer(.number(Self.number))
    guard let first = rig.nextEmission() else {
      Issue.record("nothing asked")
      return
    }
    #expect(first.limit == .seconds(2))
    let root = rig.text("/srv/blog")
    rig.answer(first.tag, .file(.content(root)))
    guard let second = rig.nextEmission() else {
      Issue.record("nothing asked")
      return
    }
    let before = digest(rig.machine)
    rig.answer(first.tag, .file(.failed(.noSuchFile)))
    #expect(rig.next() == nil)
    #expect(digest(rig.machine) == before)
    rig.answer(second.tag, .file(.done))
    #expect(rig.next() == .file(.lock(rig.text("/srv/blog/.desk/runner.lock"), .exclusive)))
    #expect(rig.oversights == [])
  }

  private func digest(_ machine: LockContender) -> Digest {
    var digest = Digest()
    machine.fold(into: &digest)
    return digest
  }
}
