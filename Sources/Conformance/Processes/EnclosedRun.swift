import Glibc
import Live
import Operations

/// A program that compares processes in an enclosure, from its start to its end.
final class EnclosedRun {
  private let processes: LiveProcesses
  private let identity: ProcessIdentity
  /// Whether all that it has begun ends with it.
  private let isNamespace: Bool
  private var wasAsked: Deadline?
  /// How long it is given to clear away what it has begun, in nanoseconds.
  private static let patience: Int64 = 10_000_000_000

  /// Starts it, as the leader of a session: a Ctrl-C is for this program, which passes it on.
  init(_ words: [String], output: Int32, isNamespace: Bool) throws(Errno) {
    self.isNamespace = isNamespace
    let texts = TextTable()
    let program = ProgramTable.Program(
      name: "enclosed", path: words[0], leading: Array(words[1...]))
    processes = try LiveProcesses(
      texts: texts,
      setting: LiveProcesses.Setting(
        programs: ProgramTable([program]), standard: (-1, output, output))
    ) { _ in }
    let launch = Launch(program: texts.text(program.name), newSession: true)
    switch processes.perform(.spawn(launch), until: .never).outcome {
    case .process(.identity(let identity)): self.identity = identity
    case .process(.failed(let error)): throw error
    case let outcome: preconditionFailure("no answer to a spawn: \(outcome)")
    }
  }

  /// Asks it to end, and ends it when it does not; a namespace leaves nothing to be cleared away.
  func askToEnd() {
    if isNamespace {
      signal(.kill)
    } else if let wasAsked {
      if wasAsked.hasPassed { signal(.kill) }
    } else {
      wasAsked = Deadline(after: Self.patience)
      signal(.terminate)
    }
  }

  private func signal(_ signal: Signal) {
    _ = processes.perform(.signalIdentity(identity, signal), until: .never)
  }

  /// Waits until it has ended; how it did, in words.
  func end() -> String {
    let answer = processes.perform(.awaitExit(pid: identity.pid), until: .never)
    guard case .process(.reaped(let ending)) = answer.outcome else { return "\(answer.outcome)" }
    return switch ending {
    case .exited(let status): "status \(status)"
    case .signalled(let signal): "signal \(signal)"
    }
  }
}
