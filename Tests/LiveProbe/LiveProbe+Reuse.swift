import Glibc
import Live
import Operations

extension LiveProbe {
  /// Has one pid taken again and again, and says what is told of those who had it before.
  ///
  /// It has to be the first process of a pid namespace with a `/proc` of its own.
  static func reusePids() throws {
    let texts = TextTable()
    let processes = try LiveProcesses(
      texts: texts,
      setting: .init(environment: ["PATH=/usr/bin:/bin"], standard: (-1, -1, -1))
    ) { _ in }
    func perform(_ operation: ProcessOperation) -> ProcessOutcome? {
      guard
        case .process(let outcome) = processes.perform(
          operation, until: Deadline(after: 5_000_000_000)
        ).outcome
      else { return nil }
      return outcome
    }
    func start(nonce: UInt64) -> ProcessIdentity? {
      let launch = Launch(
        program: texts.text("/bin/sleep"), argument: texts.text("60"), nonce: nonce)
      guard case .identity(let identity)? = perform(.spawn(launch)) else { return nil }
      return identity
    }
    guard var old = start(nonce: 1) else { return say("cannot start") }
    for nonce in 2...100 as ClosedRange<UInt64> {
      _ = perform(.signal(pid: old.pid, .kill))
      guard case .reaped(.signalled(.kill))? = perform(.awaitExit(pid: old.pid)) else {
        return say("not reaped: \(old)")
      }
      guard forceNextPid(old.pid) else { return say("cannot force a pid") }
      guard let new = start(nonce: nonce) else { return say("cannot start") }
      // Signalled before anything is asked that might be wrong itself.
      let struck = perform(.signalIdentity(old, .kill))
      let identified = perform(.identify(old))
      var told = "odd: \(String(describing: identified))"
      if case .other(let facts)? = identified, facts.identity == new { told = "other" }
      let state = perform(.identify(new))
      say(
        [
          old.pid == new.pid ? "same pid" : "pid \(new.pid)",
          old.startTick == new.startTick ? "same tick" : "later tick", told,
          struck == .failed(.noSuchProcess) ? "refused" : "struck",
          state == .same(.running) ? "lives" : "dead",
        ].joined(separator: ", "))
      old = new
    }
    _ = perform(.signal(pid: old.pid, .kill))
  }

  private static func forceNextPid(_ pid: Int32) -> Bool {
    let descriptor = open("/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let text = Array("\(pid - 1)".utf8)
    return text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == text.count
  }
}
