import Glibc
import Operations
import Testing

@testable import Live

@Suite("Pids that are taken again, other namespaces, other users", .timeLimit(.minutes(2)))
struct LiveNamespaceTests {
  /// Whether the kernel lets this program make pid namespaces, with a `/proc` of their own.
  static let mayMakeNamespaces: Bool = {
    let run = try? ProgramRun(
      Child.Plan(
        path: "/usr/bin/unshare", arguments: ["-pf", "--mount-proc", "/bin/true"],
        environment: []), until: Deadline(after: 20_000_000_000))
    return run?.status == 0
  }()

  @Test(
    "who had a pid before is never taken for who has it now, within one tick either",
    .enabled(if: mayMakeNamespaces, "the kernel lets nobody here make a pid namespace"))
  func reuse() throws {
    let lines = try Probe.lines(
      "/usr/bin/unshare", ["-pf", "--mount-proc", Probe.path, "reuse-pids"])
    #expect(lines.count == 99, "\(lines.last ?? "")")
    for line in lines {
      #expect(
        line == "same pid, same tick, other, refused, lives"
          || line == "same pid, later tick, other, refused, lives")
    }
    // The nonce is compared for these alone: without them the test has not shown what it is for.
    #expect(lines.contains { $0.contains("same tick") })
  }

  @Test(
    "the first process of a namespace is known by its number there, and its end ends the others",
    .enabled(if: mayMakeNamespaces, "the kernel lets nobody here make a pid namespace"))
  func namespaces() throws {
    let people = try People()
    let nonce = UInt64.random(in: 1 ... .max)
    let launch = Launch(
      program: people.texts.text("script"),
      argument: people.texts.text("sleep 30 & sleep 30; wait"), nonce: nonce, newNamespace: true)
    guard case .identity(let first)? = people.perform(.spawn(launch)),
      case .identity(let own)? = people.perform(.whoAmI)
    else {
      Issue.record("not started")
      return
    }
    #expect(first.pid == 1)
    #expect(first.namespace != own.namespace)
    #expect(people.perform(.identify(first)) == .same(.running))
    #expect(!people.all().contains { $0.facts.identity == first })
    #expect(people.wait { people.all(.find(nonce: nonce)).count == 3 })
    let found = people.all(.find(nonce: nonce)).map(\.facts.identity)
    #expect(found.map(\.pid) == [1, 2, 3])
    #expect(found.allSatisfy { $0.namespace == first.namespace })
    #expect(people.perform(.reap(pid: 1)) == .failed(.noChild))
    #expect(people.perform(.signalIdentity(first, .kill)) == .done)
    #expect(people.wait { people.perform(.identify(first)) == .same(.zombie) })
    #expect(people.wait { people.all(.find(nonce: nonce)).map(\.facts.identity) == [first] })
  }

  @Test(
    "another user's process is alive but not to be signalled, and its nonce cannot be read",
    .enabled(if: getuid() == 0, "only root can become another user"))
  func users() throws {
    let people = try People()
    let identity = try people.start("while :; do sleep 0.1; done", nonce: 77)
    let lines = try Probe.lines(Probe.path, ["look-as-nobody", "\(identity.pid)"])
    #expect(
      lines == [
        "probe: process(Operations.ProcessOutcome.failed(Operations.Errno.notPermitted))",
        "continue: process(Operations.ProcessOutcome.done)",
        "signal: process(Operations.ProcessOutcome.failed(Operations.Errno.notPermitted))",
        "inspect: user 0, nonce 0",
        "signalIdentity: process(Operations.ProcessOutcome.failed(Operations.Errno.notPermitted))",
      ])
    people.end(identity)
  }

  @Test("a process that becomes another program keeps its identity all the while")
  func becoming() throws {
    let again = ProgramTable.Program(
      name: "again", path: "/bin/sh", leading: ["-c", "exec /bin/sh -c \"$0\" \"$0\""])
    let people = try People(programs: [again])
    let identity = try people.start(
      "export n=$((n+1)); [ $n -lt 2000 ] && exec /bin/sh -c \"$0\" \"$0\"; exit 0", nonce: 3
    ) { $0.program = people.texts.text("again") }
    var looks = 0
    while case .same(let state)? = people.perform(.identify(identity)) {
      if state == .zombie { break }
      looks += 1
    }
    #expect(people.perform(.awaitExit(pid: identity.pid)) == .reaped(.exited(0)))
    #expect(looks > 100)
  }
}
