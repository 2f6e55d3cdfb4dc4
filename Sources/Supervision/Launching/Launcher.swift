import Operations

/// Starts an agent in Forge, and on this machine when Forge is certain to have none of it.
///
/// Contract: one run key, one session, wherever it is. Forge comes first. Only when it is certain
/// that nothing was created there, and recorded that nothing will be, is the session started in
/// tmux, under the same key; a Forge that may have begun it is no reason to begin it here as well.
/// What was started on either side before is found by the key. It survives what the Forge executor
/// and the session command survive, for it is nothing but the one after the other.
public struct Launcher: Machine {
  /// What came of it.
  public enum Verdict: Hashable, Sendable {
    /// It is in Forge.
    case inForge(isNew: Bool, elapsed: Interval)
    /// It is on this machine, or it was tried there.
    case here(SessionResult)
    /// Forge has it, or may have it, and it is not known to work: nothing was begun here.
    case unresolved
    /// The argument was no spawn.
    case refused
  }

  /// The Forge project that sessions are created in.
  public let project: UInt64
  /// What came of it; nil while it is under way.
  public private(set) var verdict: Verdict?

  private var forge: ForgeExecutor
  private var command: SessionCommand
  private let policy: SessionPolicy
  private let entryPoint: EntryPoint
  private var start: Start?
  private var isLocal = false
  private var hasBegun = false
  private var isExiting = false

  /// All that Forge is asked carries tags above this one, and what is done here tags below.
  private static let forgeTags: UInt32 = 1_000

  /// Makes a launcher over both.
  public init(
    project: UInt64, forge: ForgePolicy = ForgePolicy(), sessions: SessionPolicy,
    entryPoint: EntryPoint
  ) {
    self.project = project
    self.forge = ForgeExecutor(forge, tagsAbove: Self.forgeTags)
    command = SessionCommand(sessions, entryPoint: entryPoint)
    policy = sessions
    self.entryPoint = entryPoint
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      guard !hasBegun else { return }
      hasBegun = true
      self.start = start
      guard let request = SessionRequest(start.argument, &emit), request.verb == .spawn else {
        verdict = .refused
        emit.perform(.process(.exit(status: 64)), Tag(rawValue: 0))
        return
      }
      forge.begin(
        .run(key: request.key, project: project, title: request.agent, base: request.base),
        me: start.identity, &emit)
    case .outcome(let tag, let outcome) where tag.rawValue > Self.forgeTags:
      if let result = forge.handle(tag, outcome, &emit) {
        take(result, &emit)
      } else {
        leave(&emit)
      }
    case .outcome, .message, .signal:
      guard isLocal else {
        // Until it is known where the session is to be, a signal ends only what can be ended: the
        // record says how far it came, and the same key goes on from there.
        if case .signal(let signal) = input, signal != .continue, signal != .stop {
          emit.perform(.process(.exit(status: 130)), Tag(rawValue: 0))
        }
        return
      }
      command.handle(input, &emit)
      if let result = command.result { verdict = .here(result) }
    }
  }

  private mutating func take(_ result: ForgeResult, _ emit: inout Emitter) {
    switch result {
    case .created(let session, let isNew, _, let elapsed):
      verdict = .inForge(isNew: isNew, elapsed: elapsed)
      say(session.key, &emit)
    case .fallBackLocally:
      guard let start else { preconditionFailure("Forge answered before a start: \(self)") }
      isLocal = true
      command.handle(.started(start), &emit)
    default:
      verdict = .unresolved
      forge.show(
        emit.texts.text("▸ Forge may have begun this run; nothing was started here."), &emit)
      leave(&emit)
    }
  }

  private mutating func say(_ key: Text, _ emit: inout Emitter) {
    let line = emit.text { builder, texts in
      builder.add("▸ Session ID: ")
      builder.add(key, from: texts)
      builder.add(" (in Forge)")
    }
    forge.show(line, &emit)
    let view = entryPoint.view(key, &emit)
    let stop = entryPoint.stop(key, &emit)
    for command in [view, stop] {
      let hint = emit.text { builder, texts in
        builder.add("    ")
        builder.add(command, from: texts)
      }
      forge.show(hint, &emit)
    }
    leave(&emit)
  }

  /// Ends once everything was shown, if the session is not here.
  private mutating func leave(_ emit: inout Emitter) {
    guard !isLocal, let verdict, forge.isQuiet, !isExiting else { return }
    isExiting = true
    let status: UInt8 = if case .inForge = verdict { 0 } else { 2 }
    emit.perform(.process(.exit(status: status)), Tag(rawValue: 0))
  }

  /// Folds both sides.
  public func fold(into digest: inout Digest) {
    forge.fold(into: &digest)
    command.fold(into: &digest)
    digest.fold(project)
    digest.fold(
      (isLocal ? 1 : 0) | (hasBegun ? 2 : 0) | (isExiting ? 4 : 0), verdict == nil ? 0 : 1)
  }
}
