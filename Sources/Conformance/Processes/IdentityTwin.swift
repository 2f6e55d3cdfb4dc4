import Operations

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
    // Not the next: that may be the nonce of who has the pid by now.
    case .anotherNonce: twin.nonce ^= 1 << 63
    }
    return twin
  }
}
