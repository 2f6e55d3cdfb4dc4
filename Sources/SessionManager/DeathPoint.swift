import Glibc
import Live
import Operations
import Synchronization

/// Where a program of the manager dies on purpose, so that what comes after can be looked at.
///
/// `REHEARSAL_DIES_AT=runner:3` has each runner kill itself before its third operation, and
/// `runner:3+` after it, before it hears what came of it; `runner:put:1` is its first of one kind. The
/// programs are `command`, `runner` and `supervisor`. Without the variable nothing is counted.
final class DeathPoint: Sendable {
  /// Who dies.
  enum Program: String {
    case command, runner, supervisor
  }

  static let variable = "REHEARSAL_DIES_AT"

  private let kind: String?
  private let number: Int
  private let isAfter: Bool
  private let count = Atomic(0)

  /// What the environment says of a program; nil when it says nothing.
  init?(of program: Program) {
    guard let words = getenv(Self.variable).map({ String(cString: $0) }) else { return nil }
    let parts = words.split(separator: ":")
    let digits = parts.last?.prefix { $0.isNumber } ?? ""
    guard (2...3).contains(parts.count), parts[0] == program.rawValue, let number = Int(digits)
    else { return nil }
    kind = parts.count == 3 ? String(parts[1]) : nil
    self.number = number
    isAfter = words.hasSuffix("+")
  }

  /// Performs an operation, unless this is where it ends.
  func perform(
    _ operation: Operation, until deadline: Deadline,
    by perform: (Operation, Deadline) -> Answer
  ) -> Answer {
    if let kind, "\(operation.verb.name)" != kind { return perform(operation, deadline) }
    let isHere = count.add(1, ordering: .relaxed).newValue == number
    if isHere, !isAfter { kill(getpid(), SIGKILL) }
    let answer = perform(operation, deadline)
    if isHere { kill(getpid(), SIGKILL) }
    return answer
  }
}
