import Glibc
import Operations
import TestSupport
import Testing

@testable import Live

@Suite("Processes of this machine", .timeLimit(.minutes(1)))
struct LiveProcessTests {
  @Test("what was started is who it was said to be, and another nonce or tick is another")
  func identity() throws {
    let people = try People()
    let identity = try people.start("while :; do sleep 0.1; done", nonce: 0xFEED_0000_0000_0001)
    let facts = try #require(people.facts(identity.pid))
    #expect(facts.identity == identity)
    #expect(identity.nonce == 0xFEED_0000_0000_0001)
    #expect(facts.parent == getpid())
    #expect(facts.user == getuid())
    #expect(people.texts.string(facts.program) == "script")
    #expect(people.perform(.identify(identity)) == .same(.running))
    for (part, wrong) in identity.neighbours {
      #expect(people.perform(.signalIdentity(wrong, .kill)) == .failed(.noSuchProcess), "\(part)")
      let told = people.perform(.identify(wrong))
      #expect(told == .other(facts) || told == .failed(.noSuchProcess), "\(part)")
    }
    #expect(people.perform(.identify(identity)) == .same(.running))
    #expect(people.perform(.signalIdentity(identity, .kill)) == .done)
    #expect(people.perform(.awaitExit(pid: identity.pid)) == .reaped(.signalled(.kill)))
    #expect(people.perform(.identify(identity)) == .failed(.noSuchProcess))
    #expect(people.perform(.signalIdentity(identity, .kill)) == .failed(.noSuchProcess))
  }

  @Test("a program with brackets and blanks in its name is told like any other")
  func oddName() throws {
    try TextFile.withTemporaryDirectory { folder in
      let odd = "\(folder)/a) S (b c"
      try #require(symlink("/bin/sleep", odd) == 0)
      let people = try People()
      let identity = try people.start("30") { $0.program = people.texts.text(odd) }
      let facts = try #require(people.facts(identity.pid))
      #expect(facts.identity.startTick > 0)
      #expect(facts.parent == getpid())
      #expect(facts.state == .running)
      #expect(people.perform(.identify(identity)) == .same(.running))
      people.end(identity)
    }
  }

  @Test("a zombie answers until it is reaped, with the nonce and the program that it had")
  func zombies() throws {
    let people = try People()
    let identity = try people.start("exit 7", nonce: 5)
    #expect(people.wait { people.facts(identity.pid)?.state == .zombie })
    let facts = try #require(people.facts(identity.pid))
    #expect(facts.identity == identity)
    #expect(people.texts.string(facts.program) == "script")
    #expect(people.perform(.probe(pid: identity.pid)) == .exists)
    #expect(people.perform(.signal(pid: identity.pid, .kill)) == .done)
    #expect(people.perform(.signalIdentity(identity, .terminate)) == .done)
    #expect(people.perform(.identify(identity)) == .same(.zombie))
    #expect(people.all(.find(nonce: 5)).map(\.facts.identity) == [identity])
    // Who has not started it cannot read a nonce that is gone, and does not take it for another.
    let stranger = try People()
    #expect(stranger.perform(.identify(identity)) == .same(.zombie))
    #expect(stranger.perform(.reap(pid: identity.pid)) == .failed(.noChild))
    #expect(people.perform(.reap(pid: identity.pid)) == .reaped(.exited(7)))
    #expect(people.perform(.probe(pid: identity.pid)) == .failed(.noSuchProcess))
    #expect(people.perform(.inspect(pid: identity.pid)) == .failed(.noSuchProcess))
    #expect(people.perform(.reap(pid: identity.pid)) == .failed(.noChild))
  }

  @Test("an orphan has the first process for its parent and keeps its nonce")
  func orphans() throws {
    let people = try People()
    let nonce = UInt64.random(in: 1 ... .max)
    let parent = try people.start("sleep 29.5 & exit 0", nonce: nonce)
    #expect(people.perform(.awaitExit(pid: parent.pid)) == .reaped(.exited(0)))
    #expect(people.wait { people.all(.find(nonce: nonce)).count == 1 })
    let orphan = try #require(people.all(.find(nonce: nonce)).first)
    #expect(orphan.facts.parent == 1)
    #expect(orphan.facts.identity.nonce == nonce)
    #expect(orphan.program.hasSuffix("sleep"))
    #expect(people.perform(.reap(pid: orphan.facts.identity.pid)) == .failed(.noChild))
    #expect(people.perform(.signalIdentity(orphan.facts.identity, .kill)) == .done)
    #expect(
      people.wait {
        let told = people.perform(.identify(orphan.facts.identity))
        return told == .failed(.noSuchProcess) || told == .same(.zombie)
      })
  }

  @Test("a hang-up ends what does not ignore it")
  func hangUps() throws {
    let people = try People()
    let mortal = try people.start("while :; do sleep 0.1; done")
    let survivor = try people.start("while :; do sleep 0.1; done") { $0.ignoresHangUp = true }
    for identity in [mortal, survivor] {
      #expect(people.perform(.signalIdentity(identity, .hangUp)) == .done)
    }
    #expect(people.perform(.awaitExit(pid: mortal.pid)) == .reaped(.signalled(.hangUp)))
    #expect(people.perform(.awaitExit(pid: survivor.pid), seconds: 0.3) == nil)
    #expect(people.perform(.identify(survivor)) == .same(.running))
    people.end(survivor)
  }

  @Test(
    "a stopped process waits with a terminate until it is continued, and dies of a kill at once")
  func stops() throws {
    let people = try People()
    let identity = try people.start("while :; do sleep 0.1; done")
    #expect(people.perform(.signal(pid: identity.pid, .stop)) == .done)
    #expect(people.wait { people.perform(.identify(identity)) == .same(.stopped) })
    #expect(people.perform(.signal(pid: identity.pid, .terminate)) == .done)
    #expect(people.perform(.awaitExit(pid: identity.pid), seconds: 0.2) == nil)
    #expect(people.perform(.signal(pid: identity.pid, .continue)) == .done)
    #expect(people.perform(.awaitExit(pid: identity.pid)) == .reaped(.signalled(.terminate)))
    let other = try people.start("while :; do sleep 0.1; done")
    #expect(people.perform(.signal(pid: other.pid, .stop)) == .done)
    #expect(people.perform(.signal(pid: other.pid, .kill)) == .done)
    #expect(people.perform(.awaitExit(pid: other.pid)) == .reaped(.signalled(.kill)))
  }

  @Test("the number of a thread is somebody, but nobody's child and nobody's identity")
  func threads() throws {
    let people = try People()
    let tasks = try OpenFile(RealPath(Array("/proc/self/task".utf8)), O_RDONLY).names()
    let thread = try #require(
      tasks.compactMap { Int32(String(decoding: $0, as: UTF8.self)) }.first { $0 != getpid() })
    guard case .identity(let own)? = people.perform(.whoAmI) else {
      Issue.record("nobody")
      return
    }
    #expect(people.perform(.probe(pid: thread)) == .exists)
    #expect(people.facts(thread)?.identity == own)
    var impostor = own
    impostor.pid = thread
    guard case .other(let facts)? = people.perform(.identify(impostor)) else {
      Issue.record("a thread passes for a process")
      return
    }
    #expect(facts.identity == own)
    #expect(people.perform(.signalIdentity(impostor, .continue)) == .failed(.noSuchProcess))
    #expect(people.perform(.reap(pid: thread)) == .failed(.noChild))
    #expect(!people.all().contains { $0.facts.identity.pid == thread })
  }

  @Test("0, negative numbers and group 1 are nobody, though the kernel takes them for many")
  func manyAtOnce() throws {
    let people = try People()
    for pid in [0, -1, -getpid()] as [Int32] {
      #expect(people.perform(.probe(pid: pid)) == .failed(.noSuchProcess))
      #expect(people.perform(.signal(pid: pid, .continue)) == .failed(.noSuchProcess))
      #expect(people.perform(.inspect(pid: pid)) == .failed(.noSuchProcess))
      #expect(people.perform(.reap(pid: pid)) == .failed(.noChild))
    }
    for group in [1, 0, -5] as [Int32] {
      #expect(people.perform(.signalGroup(group: group, .continue)) == .failed(.noSuchProcess))
    }
  }
}

extension ProcessIdentity {
  /// Identities that differ from it in one part.
  var neighbours: [(String, ProcessIdentity)] {
    var (boot, namespace, tick, nonce) = (self, self, self, self)
    boot.boot &+= 1
    namespace.namespace &+= 1
    tick.startTick -= 1
    nonce.nonce &+= 1
    return [("boot", boot), ("namespace", namespace), ("tick", tick), ("nonce", nonce)]
  }
}
