extension ProcessOperation: Foldable {
  /// The kind of operation.
  public var verb: Verb {
    switch self {
    case .spawn: .processSpawn
    case .probe: .processProbe
    case .inspect: .processInspect
    case .identify: .processIdentify
    case .signal: .processSignal
    case .signalGroup: .processSignalGroup
    case .signalIdentity: .processSignalIdentity
    case .reap: .processReap
    case .awaitExit: .processAwaitExit
    case .list: .processList
    case .find: .processFind
    case .writeLine: .processWriteLine
    case .exit: .processExit
    case .whoAmI: .processWhoAmI
    }
  }

  /// Folds the kind and what it is given.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(verb.rawValue))
    switch self {
    case .spawn(let launch):
      launch.fold(into: &digest)
    case .probe(pid: let pid):
      digest.fold(Int64(pid))
    case .inspect(pid: let pid):
      digest.fold(Int64(pid))
    case .identify(let target):
      target.fold(into: &digest)
    case .signal(pid: let pid, let signal):
      digest.fold(Int64(pid))
      digest.fold(UInt64(signal.rawValue))
    case .signalGroup(group: let group, let signal):
      digest.fold(Int64(group))
      digest.fold(UInt64(signal.rawValue))
    case .signalIdentity(let target, let signal):
      target.fold(into: &digest)
      digest.fold(UInt64(signal.rawValue))
    case .reap(pid: let pid):
      digest.fold(Int64(pid))
    case .awaitExit(pid: let pid):
      digest.fold(Int64(pid))
    case .find(nonce: let nonce):
      digest.fold(nonce)
    case .writeLine(let text):
      digest.fold(text)
    case .exit(status: let status):
      digest.fold(UInt64(status))
    case .list, .whoAmI:
      break
    }
  }
}
