import Operations
import Simulation

/// Has Forge run an executor and reads its log; as the executor, it prints a line a second.
struct Reporter: Machine {
  /// The two programs that it can be.
  enum Role { case reader, executor }

  let role: Role
  private(set) var creation: Outcome?
  private(set) var entries: [Int32] = []
  private(set) var times: [Instant] = []
  private(set) var isCut = false

  init(_ role: Role) {
    self.role = role
  }

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch (role, input) {
    case (.executor, .started), (.executor, .outcome(_, .fired)):
      emit.perform(.process(.writeLine(emit.texts.text("working"))), Tag(rawValue: 1))
      emit.perform(.timer(.seconds(1)), Tag(rawValue: 2))
    case (.reader, .started):
      let create = ForgeRequest.createAndStart(
        project: 1, title: Text("fix"), key: Text("key"), base: Text("main"))
      emit.perform(.timer(.seconds(2)), Tag(rawValue: 9))
      emit.perform(.forge(create), Tag(rawValue: 1))
    case (.reader, .outcome(Tag(rawValue: 1), let outcome)):
      creation = outcome
      guard case .forge(.task(let task)) = outcome else { return }
      emit.perform(.forge(.listAttempts(task: task.id)), Tag(rawValue: 3))
    case (.reader, .outcome(_, .forge(.listing))):
      switch emit.rows.first {
      case .forgeAttempt(let attempt):
        emit.perform(.forge(.listProcesses(attempt: attempt.id)), Tag(rawValue: 4))
      case .forgeProcess(let process):
        emit.perform(.forge(.streamLog(process: process.id)), Tag(rawValue: 5))
      default:
        break
      }
    case (.reader, .outcome(_, .forge(.entry(let index, _)))):
      entries.append(index)
      emit.perform(.readClock(.monotonic), Tag(rawValue: 6))
    case (.reader, .outcome(_, .instant(let instant))):
      times.append(instant)
    case (.reader, .outcome(_, .forge(.cut))):
      isCut = true
    default:
      break
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(entries.count)
    digest.fold(isCut ? 1 : 0)
  }
}
