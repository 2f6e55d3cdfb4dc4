import Glibc
import Live
import Operations

/// A supervisor that was started in the background.
public struct Background: Hashable, Sendable {
  /// Its process.
  public var pid: Int32
  /// Whether it watches; else it waits until another, which has the lock, is gone.
  public var watches: Bool
  /// The file that it prints to.
  public var log: String
}

extension Manager {
  /// How long a supervisor may take to get the lock before it counts as waiting for it.
  private static var backgroundLimit: Int64 { 3_000_000_000 }

  /// The process of the supervisor that watches; nil when nobody does.
  public var supervisor: Int32? { Mailbox.holder(of: Self.supervisorName, in: places.mail) }

  /// Starts a supervisor that goes on when this program and its terminal are gone.
  public func superviseInBackground(
    person: String, pauseSeconds: Int
  ) throws(ManagerTrouble) -> Background {
    let log = places.logs + "/supervisor.log"
    let file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw ManagerTrouble("Cannot write '\(log)': \(String(cString: strerror(errno))).")
    }
    defer { close(file) }
    let name = "supervise"
    let table = ProgramTable([
      ProgramTable.Program(
        name: name, path: program,
        leading: [
          "session", name, "--state", places.root, "--socket", socket, "--entry-point", entryPoint,
          "--pause", "\(pauseSeconds)", "--person",
        ])
    ])
    let texts = TextTable()
    let launch = Launch(program: texts.text(name), argument: texts.text(person), newSession: true)
    let outcome: Outcome
    let processes: LiveProcesses
    do throws(Errno) {
      processes = try LiveProcesses(
        texts: texts,
        setting: LiveProcesses.Setting(
          programs: table, environment: LocalWorld.environment, standard: (-1, file, file)),
        onExit: { _ in })
      outcome = processes.perform(.spawn(launch), until: .never).outcome
    } catch {
      throw ManagerTrouble("The processes of this machine cannot be seen: \(error.message).")
    }
    guard case .process(.identity(let child)) = outcome else {
      throw ManagerTrouble("No supervisor could be started: \(outcome).")
    }
    let deadline = Deadline(after: Self.backgroundLimit)
    while supervisor != child.pid, !deadline.hasPassed {
      guard case .process(.same) = processes.perform(.identify(child), until: .never).outcome
      else { throw ManagerTrouble("The supervisor ended at once; see '\(log)'.") }
      usleep(10_000)
    }
    return Background(pid: child.pid, watches: supervisor == child.pid, log: log)
  }
}
