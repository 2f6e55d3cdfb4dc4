import Operations

extension WorldFault: Foldable {
  /// Folds the part, the kind of fault and what it strikes.
  public func fold(into digest: inout Digest) {
    switch self {
    case .tmux(let fault): fault.fold(into: &digest)
    case .file(let fault): fault.fold(into: &digest)
    case .git(let fault): fault.fold(into: &digest)
    case .store(let fault): fault.fold(into: &digest)
    case .forge(let fault): fault.fold(into: &digest)
    case .pullRequest(let fault): fault.fold(into: &digest)
    }
  }
}

extension Digest {
  /// Folds the number of a kind of fault and the texts that belong to it.
  fileprivate mutating func fold(kind: UInt32, _ first: Text = .empty, _ second: Text = .empty) {
    fold(kind, 0)
    fold(first)
    fold(second)
  }
}

extension TmuxFault: Foldable {
  /// Folds the kind of fault and what it strikes.
  public func fold(into digest: inout Digest) {
    switch self {
    case .paneDies(let session, let socket, let ending):
      digest.fold(kind: 100, session, socket)
      ending.fold(into: &digest)
    case .sessionKilled(let session, let socket): digest.fold(kind: 101, session, socket)
    case .serverKilled(let socket): digest.fold(kind: 102, socket)
    case .serverRestarted(let socket, let program): digest.fold(kind: 103, socket, program)
    case .serverStopped(let socket): digest.fold(kind: 104, socket)
    case .serverContinued(let socket): digest.fold(kind: 105, socket)
    case .callsFail(let count):
      digest.fold(kind: 106)
      digest.fold(Int64(count))
    case .clientsDetached(let session, let socket): digest.fold(kind: 107, session, socket)
    case .destroyUnattached(let socket, let isOn):
      digest.fold(kind: isOn ? 108 : 109, socket)
    case .remainOnExit(let socket, let value): digest.fold(kind: 110, socket, value)
    case .nameTaken(let session, let socket, let program):
      digest.fold(kind: 111, session, socket)
      digest.fold(program)
    case .prefixTwin(let session, let socket, let program):
      digest.fold(kind: 112, session, socket)
      digest.fold(program)
    case .statusesLate(let delay):
      digest.fold(kind: 113)
      digest.fold(delay.nanoseconds)
    case .socketDeleted(let socket): digest.fold(kind: 114, socket)
    }
  }
}

extension FileFault: Foldable {
  /// Folds the kind of fault and what it strikes.
  public func fold(into digest: inout Digest) {
    switch self {
    case .diskFull(let bytes):
      digest.fold(kind: 200)
      digest.fold(bytes ?? -1)
    case .readOnly(let isReadOnly): digest.fold(kind: isReadOnly ? 201 : 202)
    case .failNext(let path, let error):
      digest.fold(kind: 203, path)
      digest.fold(UInt64(error.rawValue))
    case .fail(let path, let error):
      digest.fold(kind: 204, path)
      digest.fold(UInt64(error.rawValue))
    case .heal(let path): digest.fold(kind: 205, path)
    case .shortWrite(let path, let bytes, let error):
      digest.fold(kind: 206, path)
      digest.fold(UInt32(bitPattern: bytes), UInt32(error.rawValue))
    case .tornWrite(let path, let bytes):
      digest.fold(kind: 207, path)
      digest.fold(Int64(bytes))
    case .deny(let path): digest.fold(kind: 208, path)
    case .appears(let path, let content): digest.fold(kind: 209, path, content)
    case .directoryAppears(let path): digest.fold(kind: 210, path)
    case .alias(let name, let path): digest.fold(kind: 211, name, path)
    case .vanishes(let path): digest.fold(kind: 212, path)
    }
  }
}

extension GitFault: Foldable {
  /// Folds the kind of fault and what it strikes.
  public func fold(into digest: inout Digest) {
    switch self {
    case .addKilled(let stage):
      digest.fold(kind: 300)
      digest.fold(UInt64(stage.rawValue))
    case .removalRefused: digest.fold(kind: 301)
    case .branchExists(let repository, let name, let base):
      digest.fold(kind: 302, repository, name)
      digest.fold(base)
    case .addSlow(let delay):
      digest.fold(kind: 303)
      digest.fold(delay.nanoseconds)
    }
  }
}

extension StoreFault: Foldable {
  /// Folds the kind of fault and its measure.
  public func fold(into digest: inout Digest) {
    switch self {
    case .busy(let interval):
      digest.fold(kind: 400)
      digest.fold(interval.nanoseconds)
    case .slow(let interval):
      digest.fold(kind: 401)
      digest.fold(interval.nanoseconds)
    case .trouble(let trouble):
      digest.fold(kind: 402)
      digest.fold(trouble.map { UInt64($0.rawValue) + 1 } ?? 0)
    }
  }
}

extension ForgeBackendFault: Foldable {
  /// Folds the kind of fault and what it strikes.
  public func fold(into digest: inout Digest) {
    switch self {
    case .request(let verb, let fault):
      digest.fold(500, UInt32(verb.rawValue))
      fault.fold(into: &digest)
    case .crash(let killingExecutors): digest.fold(kind: killingExecutors ? 501 : 502)
    case .start: digest.fold(kind: 503)
    case .spawnFails: digest.fold(kind: 504)
    case .worktreeFails: digest.fold(kind: 505)
    case .streamsCut: digest.fold(kind: 506)
    case .logRepeats(let process):
      digest.fold(kind: 507)
      digest.fold(process)
    }
  }
}

extension PullRequestFault: Foldable {
  /// Folds the kind of fault and what it strikes.
  public func fold(into digest: inout Digest) {
    switch self {
    case .fetchesFail(let count):
      digest.fold(kind: 600)
      digest.fold(Int64(count))
    case .unreachable(let isUnreachable): digest.fold(kind: isUnreachable ? 601 : 602)
    case .hang: digest.fold(kind: 603)
    case .stale(let interval):
      digest.fold(kind: 604)
      digest.fold(interval.nanoseconds)
    case .outOfOrder: digest.fold(kind: 605)
    case .becomes(let branch, let facts):
      digest.fold(kind: 607, branch)
      facts.fold(into: &digest)
    case .flapping(let branch, let period):
      digest.fold(kind: 606, branch)
      digest.fold(period.nanoseconds)
    }
  }
}
