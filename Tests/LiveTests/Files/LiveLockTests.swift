import Glibc
import Operations
import Testing

@testable import Live

@Suite("Locks on files of this machine", .timeLimit(.minutes(1)))
struct LiveLockTests {
  @Test("one holder alone or several together, until the last has let go")
  func modes() throws {
    try Desk.lend { desk in
      let path = desk.path("lock")
      let other = LiveFiles(texts: desk.texts)
      func perform(_ operation: FileOperation) -> Outcome { other.perform(operation).outcome }
      let busy = Outcome.file(.failed(.wouldBlock))
      #expect(desk.perform(.lock(path, .exclusive)) == .done)
      #expect(perform(.lock(path, .exclusive)) == busy)
      #expect(perform(.lock(path, .shared)) == busy)
      #expect(desk.perform(.lock(path, .shared)) == .failed(.wouldBlock))
      #expect(perform(.unlock(path)) == .file(.failed(.badDescriptor)))
      #expect(desk.perform(.unlock(path)) == .done)
      #expect(desk.perform(.unlock(path)) == .failed(.badDescriptor))
      #expect(desk.perform(.lock(path, .shared)) == .done)
      #expect(perform(.lock(path, .shared)) == .file(.done))
      #expect(desk.perform(.unlock(path)) == .done)
      #expect(desk.perform(.lock(path, .exclusive)) == .failed(.wouldBlock))
      #expect(perform(.unlock(path)) == .file(.done))
      #expect(desk.perform(.lock(path, .exclusive)) == .done)
    }
  }

  @Test("a lock follows the file and not its name, and is free when its program lets go of all")
  func names() throws {
    try Desk.lend { desk in
      let path = desk.path("lock")
      do {
        let other = LiveFiles(texts: desk.texts)
        #expect(other.perform(.lock(path, .exclusive)).outcome == .file(.done))
        #expect(desk.perform(.rename(from: path, to: desk.path("moved"))) == .done)
        #expect(desk.perform(.lock(desk.path("moved"), .shared)) == .failed(.wouldBlock))
        #expect(desk.perform(.lock(path, .exclusive)) == .done)
      }
      #expect(desk.perform(.lock(desk.path("moved"), .shared)) == .done)
    }
  }

  @Test("a lock that is inherited is held until both are gone; another is not inherited")
  func inheritance() throws {
    try Desk.lend { desk in
      let processes = try LiveProcesses(
        texts: desk.texts, setting: .init(standard: (-1, -1, -1))
      ) { _ in }
      for (mode, isKept) in [(LockMode.inheritable, true), (.exclusive, false)] {
        let path = desk.path("lock-\(mode)")
        #expect(desk.perform(.lock(path, mode)) == .done)
        let launch = Launch(program: desk.text("/bin/sleep"), argument: desk.text("30"))
        let answer = processes.perform(.spawn(launch), until: .never)
        guard case .process(.identity(let child)) = answer.outcome else {
          Issue.record("\(answer.outcome)")
          return
        }
        #expect(desk.perform(.unlock(path)) == .done)
        let free = FileOutcome.failed(.wouldBlock)
        #expect(desk.perform(.lock(path, .exclusive)) == (isKept ? free : .done), "\(mode)")
        #expect(
          processes.perform(.signal(pid: child.pid, .kill), until: .never).outcome
            == .process(.done))
        let end = processes.perform(
          .awaitExit(pid: child.pid), until: Deadline(after: 10_000_000_000))
        #expect(end.outcome == .process(.reaped(.signalled(.kill))))
        // What other tests have started meanwhile has it as well, for as long as it runs.
        if isKept {
          let deadline = Deadline(after: 40_000_000_000)
          while desk.perform(.lock(path, .exclusive)) != .done, !deadline.hasPassed {
            usleep(9_000)
          }
          #expect(desk.perform(.unlock(path)) == .done)
        }
      }
    }
  }
}
