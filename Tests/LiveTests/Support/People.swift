import Glibc
import Operations
import Testing

@testable import Live

/// The processes of this machine, as the machines of a program see them.
///
/// Whatever a test starts has no standard input and output, so that nothing waits for it to close
/// them.
final class People {
  let texts = TextTable()
  let processes: LiveProcesses
  private var started: [Int32] = []

  /// One process of a list, with its program as a string.
  struct Person {
    var facts: ProcessFacts
    var program: String
  }

  init(
    programs: [ProgramTable.Program] = [], output: Int32 = -1, written: Int32 = 1,
    onExit: @escaping @Sendable (UInt8) -> Void = { _ in }
  ) throws {
    processes = try LiveProcesses(
      texts: texts,
      setting: .init(
        programs: ProgramTable([.script] + programs), environment: ["PATH=/usr/sbin:/usr/bin:/bin"],
        standard: (-1, output, -1), output: written), onExit: onExit)
  }

  deinit {
    // What a failed test has left.
    for pid in started {
      perform(.signal(pid: pid, .kill))
      perform(.awaitExit(pid: pid))
    }
  }

  /// What came of an operation; nil when its limit passed.
  @discardableResult
  func perform(_ operation: ProcessOperation, seconds: Double = 10) -> ProcessOutcome? {
    let deadline = Deadline(after: Int64(seconds * 1_000_000_000))
    guard case .process(let outcome) = processes.perform(operation, until: deadline).outcome else {
      return nil
    }
    return outcome
  }

  /// Starts a shell script, unless the launch says otherwise.
  func start(
    _ argument: String, nonce: UInt64 = 0, _ change: (inout Launch) -> Void = { _ in }
  ) throws -> ProcessIdentity {
    var launch = Launch(
      program: texts.text("script"), argument: texts.text(argument), nonce: nonce)
    change(&launch)
    guard case .identity(let identity)? = perform(.spawn(launch)) else {
      throw Nobody()
    }
    started.append(identity.pid)
    return identity
  }

  /// Ends a child and asks how it ended.
  func end(_ identity: ProcessIdentity) {
    perform(.signal(pid: identity.pid, .kill))
    perform(.awaitExit(pid: identity.pid))
    started.removeAll { $0 == identity.pid }
  }

  func facts(_ pid: Int32) -> ProcessFacts? {
    guard case .facts(let facts)? = perform(.inspect(pid: pid)) else { return nil }
    return facts
  }

  /// Looks until what is seen is as wanted, at most for ten seconds.
  func wait(until isSo: () -> Bool) -> Bool {
    let deadline = Deadline(after: 10_000_000_000)
    while !isSo() {
      if deadline.hasPassed { return false }
      usleep(2_000)
    }
    return true
  }

  /// The rows of a list of processes.
  func all(_ operation: ProcessOperation = .list) -> [Person] {
    processes.perform(operation, until: .never).rows.compactMap { row in
      guard case .process(let facts) = row else { return nil }
      return Person(facts: facts, program: texts.string(facts.program))
    }
  }

  struct Nobody: Error {}
}

extension ProgramTable.Program {
  /// The one argument is a script for the shell.
  static let script = ProgramTable.Program(name: "script", path: "/bin/sh", leading: ["-c"])
}
