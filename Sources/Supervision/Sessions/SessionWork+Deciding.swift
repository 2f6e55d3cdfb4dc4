import Lifecycle
import Operations

// Reading the record, and agreeing on who does what.

extension SessionWork {
  // MARK: - Deciding

  mutating func judgeRead(_ outcome: Outcome, _ emit: inout Emitter) -> Verdict {
    switch outcome {
    case .store(.absent):
      document = nil
      revision = 0
      switch request.verb {
      case .spawn:
        guard request.isCompleteForSpawn else { return .stop(.refused(.incomplete)) }
        if !policy.safeguards.contains(.intentFirst) { document = draft(for: .claim, &emit) }
        return .next
      case .recover: return .stop(.nothingToDo)
      case .restore, .kill, .cleanup, .send, .get, .list: return .stop(.refused(.unknown))
      }
    case .store(.record(let record)):
      guard let found = SessionDocument(record, &emit) else {
        return .stop(.refused(.unreadable))
      }
      document = found
      revision = record.revision
      if request.verb == .spawn, !policy.safeguards.contains(.runKeyChecked) {
        // Whoever does not look for the key begins anew over what there is.
        document = nil
        return .next
      }
      isNewTree = found.workspace.state == .planned
      return decide(on: found)
    case .store(.failed(let failure)): return retry(failure)
    case .limitPassed: return .again(after: policy.retryPause, atMost: policy.triesMax)
    default: return unexpected(.read, outcome)
    }
  }

  /// Whether there is anything to be done with a session that has a record.
  private func decide(on document: SessionDocument) -> Verdict {
    if request.verb == .spawn, document.key != request.key { return .stop(.refused(.exists)) }
    if document.intent != nil { return .next }
    switch request.verb {
    case .spawn:
      // A run that never came to have an agent may be tried again under its key; one that did has
      // had its one session.
      return document.neverRan && policy.safeguards.contains(.failedRunRetried)
        ? .next : .stop(.existing)
    case .restore: return document.isOver ? .next : .stop(.refused(.live))
    case .kill:
      if document.isOver { return .stop(.alreadyOver) }
      return areKnown(document) ? .next : .stop(.refused(.handlesMissing))
    case .cleanup:
      if !document.isOver { return .stop(.refused(.live)) }
      return areKnown(document) ? .next : .stop(.refused(.handlesMissing))
    case .recover, .send, .get, .list: return .stop(.nothingToDo)
    }
  }

  /// Whether the places of a session that is to be ended are known to be its own.
  private func areKnown(_ document: SessionDocument) -> Bool {
    document.namesItsPlaces || !policy.safeguards.contains(.placesNamed)
  }

  // MARK: - Who has begun something

  func holderRequest() -> StepRequest? {
    guard let holder = document?.intent?.holder, holder != me else { return nil }
    return StepRequest(.process(.identify(holder)), limit: policy.processLimit)
  }

  mutating func judgeHolder(_ outcome: Outcome) -> Verdict {
    let waits = policy.safeguards.contains(.holderProvenDead)
    switch waits ? outcome.proof(policy.safeguards) : .ended {
    case .ended:
      guard let intent = document?.intent else { return .next }
      if request.verb != .recover { return .stop(.abandoned) }
      return intent.takeovers < policy.takeoversMax ? .next : .stop(.refused(.givenUp))
    case .lives, .nothing:
      // It lives, or it cannot be told; neither is a death.
      if request.verb == .recover || request.verb == .cleanup { return .stop(.refused(.busy)) }
      holderLooks += 1
      if holderLooks >= policy.holderLooksMax { return .stop(.refused(.busy)) }
      return .jump(.read, after: policy.holderPause)
    case .foreign: return unexpected(.checkHolder, outcome)
    }
  }
}

extension SessionRequest {
  /// Whether a spawn says all that it needs to.
  fileprivate var isCompleteForSpawn: Bool {
    !id.isEmpty && !key.isEmpty && !agent.isEmpty && !repository.isEmpty && !base.isEmpty
  }
}

extension SessionDocument {
  /// Whether it is over without ever having had an agent.
  var neverRan: Bool {
    isOver && runtime.agent == nil && lifecycle.record?.session.reason == .errorInProcess
  }

  /// Whether it says where the session is, so that what is torn down is proven to be its own.
  var namesItsPlaces: Bool {
    runtime.nonce != 0 && !runtime.name.isEmpty && !runtime.socket.isEmpty
      && !workspace.path.isEmpty && !workspace.branch.isEmpty && !workspace.repository.isEmpty
  }
}
