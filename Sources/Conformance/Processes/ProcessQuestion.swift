import Operations

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
