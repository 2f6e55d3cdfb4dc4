import Glibc
import Operations
import Synchronization
import TestSupport
import Testing

@testable import Live

@Suite("Starting, waiting and ending on this machine", .timeLimit(.minutes(1)))
struct LiveSpawnTests {
  @Test("a program gets its one argument and its nonce as they are, and no nonce of its starter")
  func arguments() throws {
    try TextFile.withTemporaryDirectory { folder in
      let file = "\(folder)/said"
      let output = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      defer { close(output) }
      let print = ProgramTable.Program(
        name: "print", path: "/bin/sh", leading: ["-c", "echo \"[$1]$REHEARSAL_NONCE\"", "sh"])
      let people = try People(programs: [print], output: output)
      for nonce in [0, 0xAB] as [UInt64] {
        let identity = try people.start("a 'b' $c; d", nonce: nonce) {
          $0.program = people.texts.text("print")
        }
        #expect(people.perform(.awaitExit(pid: identity.pid)) == .reaped(.exited(0)))
      }
      #expect(TextFile.read(file) == "[a 'b' $c; d]\n[a 'b' $c; d]ab\n")
    }
    let setting = LiveProcesses.Setting(environment: ["A=1", "REHEARSAL_NONCE=5"])
    #expect(setting.environment == ["A=1"])
  }

  @Test("what cannot be started is nobody")
  func failures() throws {
    let people = try People()
    let cases: [(String, String, Errno)] = [
      ("unknown", "", .noSuchFile), ("/no/such", "", .noSuchFile),
      ("/etc/passwd", "", .permissionDenied), ("/tmp", "", .permissionDenied),
      ("script", "a\0b", .invalid),
    ]
    for (program, argument, error) in cases {
      let launch = Launch(
        program: people.texts.text(program), argument: people.texts.text(argument))
      #expect(people.perform(.spawn(launch)) == .failed(error), "\(program)")
    }
    let launch = Launch(
      program: people.texts.text("script"), argument: people.texts.text([0x3A, 0xFF]))
    #expect(people.perform(.spawn(launch)) == .failed(.invalid))
  }

  @Test("a new group and a new session are led by the program, and a group is signalled as one")
  func groups() throws {
    let people = try People()
    let plain = try people.start("while :; do sleep 0.1; done")
    let group = try people.start("sleep 30 & wait") { $0.newGroup = true }
    let session = try people.start("sleep 30 & wait") { $0.newSession = true }
    let facts = try [plain, group, session].map { try #require(people.facts($0.pid)) }
    #expect(facts.map(\.group) == [getpgrp(), group.pid, session.pid])
    #expect(facts.map(\.session) == [getsid(0), getsid(0), session.pid])
    for leader in [group, session] {
      #expect(people.wait { people.all().filter { $0.facts.group == leader.pid }.count == 2 })
      #expect(people.perform(.signalGroup(group: leader.pid, .terminate)) == .done)
      #expect(people.perform(.awaitExit(pid: leader.pid)) == .reaped(.signalled(.terminate)))
      #expect(
        people.wait {
          people.all().allSatisfy { $0.facts.group != leader.pid || $0.facts.state == .zombie }
        })
    }
    people.end(plain)
  }

  @Test("waiting for one child keeps nobody from anything, and one of several gets the zombie")
  func waits() throws {
    let people = try People()
    let identity = try people.start("sleep 0.4; exit 3")
    let processes = people.processes
    let outcomes = Mutex<[Outcome]>([])
    let threads = try (0..<3).map { _ in
      try Fibre {
        let outcome = processes.perform(
          .awaitExit(pid: identity.pid), until: Deadline(after: 10_000_000_000)
        ).outcome
        outcomes.withLock { $0.append(outcome) }
      }
    }
    #expect(people.perform(.reap(pid: identity.pid)) == .stillRunning)
    #expect(people.perform(.identify(identity)) == .same(.running))
    #expect(people.perform(.awaitExit(pid: identity.pid), seconds: 0.05) == nil)
    for thread in threads { thread.join() }
    let all = outcomes.withLock { $0 }
    #expect(all.count { $0 == .process(.reaped(.exited(3))) } == 1)
    #expect(all.count { $0 == .process(.failed(.noChild)) } == 2)
    #expect(people.perform(.awaitExit(pid: getpid())) == .failed(.noChild))
  }

  @Test("a program is told from what others call it: a script by its file, the rest by theirs")
  func names() throws {
    try TextFile.withTemporaryDirectory { folder in
      let script = "\(folder)/agent"
      try TextFile.write("#!/bin/sh\nwhile :; do sleep 0.1; done\n", to: script)
      try #require(chmod(script, 0o700) == 0)
      let people = try People(programs: [.init(name: "agent", path: script)])
      let identity = try people.start("x") { $0.program = people.texts.text("agent") }
      let other = try People(programs: [.init(name: "mine", path: script)])
      let seen = try #require(other.facts(identity.pid))
      #expect(other.texts.string(seen.program) == "mine")
      people.end(identity)
    }
  }

  @Test("a line is written at once, and an end is asked for and not taken")
  func linesAndEnds() throws {
    try TextFile.withTemporaryDirectory { folder in
      let output = open("\(folder)/log", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      defer { close(output) }
      let wanted = Wanted()
      let people = try People(written: output) { wanted.set($0) }
      #expect(people.perform(.writeLine(people.texts.text("one"))) == .done)
      #expect(people.perform(.writeLine(.empty)) == .done)
      #expect(TextFile.read("\(folder)/log") == "one\n\n")
      #expect(people.perform(.exit(status: 9)) == .done)
      #expect(wanted.status == 9)
    }
  }
}

/// The status that a program wants to end with.
private final class Wanted: Sendable {
  private let value = Mutex<UInt8?>(nil)

  var status: UInt8? { value.withLock { $0 } }
  func set(_ status: UInt8) { value.withLock { $0 = status } }
}
