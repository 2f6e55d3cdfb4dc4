import Operations

/// What an answer to `identify` proves of the process that was asked for.
enum Proof: Hashable, Sendable {
  /// It lives.
  case lives
  /// It has ended.
  case ended
  /// Neither: it could not be asked, or did not answer in time.
  case nothing
  /// The answer belongs to another question.
  case foreign
}

extension Outcome {
  /// What it proves of a process.
  func proof(_ safeguards: Safeguards) -> Proof {
    switch self {
    case .process(.same(.zombie)): safeguards.contains(.zombiesAreDead) ? .ended : .lives
    case .process(.same): .lives
    case .process(.other): safeguards.contains(.identityIsCompared) ? .ended : .lives
    case .process(.failed(.noSuchProcess)): .ended
    case .process(.failed(.notPermitted)):
      safeguards.contains(.permissionIsLife) ? .nothing : .ended
    case .process(.failed), .limitPassed:
      safeguards.contains(.failedIsUnknown) ? .nothing : .ended
    default: .foreign
    }
  }
}
