import Operations

/// One step of a script that the simulated processes and those of this machine go through.
public enum ProcessMove: Hashable, Sendable {
  /// A program is started.
  case start(ProcessStart)
  /// Something is asked of a process.
  case ask(ProcessQuestion, of: ProcessName)
  /// All processes are asked for.
  case list
  /// Whoever carries the nonce of a program is asked for.
  case find(Int)

  /// The number of the program that it starts.
  var started: Int? {
    if case .start(let start) = self { start.number } else { nil }
  }

  /// In words.
  var words: String {
    switch self {
    case .start(let start): start.words
    case .ask(let question, of: let name): "\(question.words) \(name.words)"
    case .list: "list"
    case .find(let number): "find nonce of p\(number)"
    }
  }
}

/// A program that a script starts.
public struct ProcessStart: Hashable, Sendable {
  /// Its number in the script.
  public var number: Int
  /// What it does.
  public var conduct: ProcessConduct
  /// The status with which it ends, if it ends at once.
  public var status: UInt8 = 0
  /// As in `Launch`.
  public var newSession = false
  /// As in `Launch`.
  public var newGroup = false
  /// As in `Launch`.
  public var newNamespace = false
  /// As in `Launch`.
  public var ignoresHangUp = false
  /// Whose pid it is to have, if nobody else has it by then.
  public var pidOf: ProcessName?

  var words: String {
    let options = [
      newSession ? "new session" : nil, newGroup ? "new group" : nil,
      newNamespace ? "new namespace" : nil, ignoresHangUp ? "no hang-ups" : nil,
      pidOf.map { "at the pid of \($0.words)" },
    ].compactMap { $0 }
    let conduct = conduct == .exits ? "exits \(status)" : conduct.rawValue
    return (["start p\(number) \(conduct)"] + options).joined(separator: ", ")
  }
}

/// What can be asked of one process.
public enum ProcessQuestion: Hashable, Sendable {
  case probe
  case inspect
  case identify(IdentityTwin)
  case signal(Signal)
  /// Signals the group that has the number of the process.
  case signalGroup(Signal)
  case signalIdentity(IdentityTwin, Signal)
  case reap
  case awaitExit

  var words: String {
    switch self {
    case .probe: "kill 0"
    case .inspect: "inspect"
    case .identify(let twin): "identify \(twin.rawValue)"
    case .signal(let signal): "signal \(signal)"
    case .signalGroup(let signal): "signal \(signal) to group"
    case .signalIdentity(let twin, let signal): "signal \(signal) to identity \(twin.rawValue)"
    case .reap: "reap"
    case .awaitExit: "await"
    }
  }
}

/// An identity that differs from a known one in no more than what one might forget to compare.
public enum IdentityTwin: String, CaseIterable, Hashable, Sendable {
  case itself = "of"
  case anotherBoot = "but for the boot of"
  case anotherNamespace = "but for the namespace of"
  case anotherTick = "but for the start of"
  case anotherNonce = "but for the nonce of"

  /// The identity that differs so from one.
  func of(_ identity: ProcessIdentity) -> ProcessIdentity {
    var twin = identity
    switch self {
    case .itself: break
    case .anotherBoot: twin.boot &+= 1
    case .anotherNamespace: twin.namespace &+= 1_000
    case .anotherTick: twin.startTick += 1
    case .anotherNonce: twin.nonce &+= 1
    }
    return twin
  }
}
