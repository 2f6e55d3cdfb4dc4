import Operations

/// Carries out one order at a time against a Forge backend and the session store.
///
/// A component: a machine that embeds it hands it every outcome whose tag it `owns`, and gets a
/// result once. Its contract: never two tasks, attempts or executors for one run key, nothing that
/// was acknowledged is lost, every wait has a limit and every retry a count. It tolerates requests
/// that are refused, reset before or after their effect, slow, hanging, declined or failing, a
/// backend that ends and starts at any time, spawns and worktrees that fail, streams that are cut,
/// repeated or lagging, a store that is busy or fails, and its own end after any operation: a new
/// one with the same key goes on from the record. It does not tolerate a request that stays on its
/// way for longer than `createLimit` and `createGrace`, callers on several machines, or a network
/// that delivers one request twice. Sources of truth: the store for who may act, the backend's rows
/// for what there is, the process table for what lives.
public struct ForgeExecutor: Hashable, Sendable, Foldable {
  /// The numbers that it goes by.
  public let policy: ForgePolicy
  private let base: UInt32
  private var flow = Flow.none
  private var calls: ForgeCalls

  enum Flow: Hashable, Sendable {
    case none
    case create(ForgeCreate)
    case resume(ForgeResume)
    case status(ForgeStatusFlow)
    case stop(ForgeStopFlow)
    case list(ForgeListFlow)
    case stream(ForgeStreamFlow)
    case pullRequest(ForgePullRequestFlow)
    case desk(ForgeDeskFlow)
  }

  /// Makes an executor whose tags are all greater than a base.
  public init(_ policy: ForgePolicy = ForgePolicy(), tagsAbove base: UInt32 = 0) {
    self.policy = policy
    self.base = base
    calls = ForgeCalls(base: base)
  }

  /// Whether an order is being carried out.
  public var isBusy: Bool { flow != .none }

  /// Whether everything was shown that was to be shown.
  var isQuiet: Bool { calls.isQuiet }

  /// Shows a line after those before it; no order may be under way.
  mutating func show(_ line: Text, _ emit: inout Emitter) {
    calls.show(line, &emit)
  }

  /// Whether an outcome's tag is one of its own.
  public func owns(_ tag: Tag) -> Bool { tag.rawValue > base }

  /// How many outcomes came that nothing waited for.
  public var strayCount: Int32 { calls.strayCount }

  /// Begins with an order, for a caller; no other may be under way.
  public mutating func begin(
    _ order: ForgeOrder, me: ProcessIdentity, _ emit: inout Emitter
  ) {
    precondition(!isBusy, "an order during another one: \(self)")
    switch order {
    case .run(let key, let project, let title, let base):
      let session = ForgeSession(
        key: key, project: project, title: title, base: base, claimer: me)
      start(ForgeCreate(session, me: me, policy, calls), &emit)
    case .resume(let key, let prompt, let isForced):
      start(
        ForgeResume(key: key, prompt: prompt, isForced: isForced, me: me, policy, calls), &emit)
    case .status(let key):
      start(ForgeStatusFlow(key: key, me: me, policy, calls), &emit)
    case .stop(let key):
      start(ForgeStopFlow(key: key, me: me, policy, calls), &emit)
    case .list(let project):
      start(ForgeListFlow(project: project, policy, calls), &emit)
    case .view(let key):
      start(
        ForgeStreamFlow(key: key, isDiff: false, isLive: true, me: me, policy, calls), &emit)
    case .diff(let key, let isLive):
      start(
        ForgeStreamFlow(key: key, isDiff: true, isLive: isLive, me: me, policy, calls), &emit)
    case .pullRequest(let key, let title):
      start(ForgePullRequestFlow(key: key, title: title, me: me, policy, calls), &emit)
    case .approvals, .answer, .saveDraft, .getDraft:
      start(ForgeDeskFlow(order, me: me, policy, calls), &emit)
    }
  }

  /// Goes on with an outcome; nil while there is more to come.
  public mutating func handle(
    _ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter
  ) -> ForgeResult? {
    // The flow is taken out, or each change of it would copy it.
    var current = Flow.none
    swap(&current, &flow)
    switch current {
    case .none:
      if tag == ForgeCalls.output { calls.wrote(outcome, &emit) } else { _ = calls.takes(tag) }
      return nil
    case .create(let flow): return go(on: flow, tag, outcome, &emit)
    case .resume(let flow): return go(on: flow, tag, outcome, &emit)
    case .status(let flow): return go(on: flow, tag, outcome, &emit)
    case .stop(let flow): return go(on: flow, tag, outcome, &emit)
    case .list(let flow): return go(on: flow, tag, outcome, &emit)
    case .pullRequest(let flow): return go(on: flow, tag, outcome, &emit)
    case .desk(let flow): return go(on: flow, tag, outcome, &emit)
    case .stream(var stream):
      let result = stream.handle(tag, outcome, &emit)
      keep(stream, result)
      return result
    }
  }

  /// Ends a stream early, as Ctrl-C does; nothing else can be left half way so.
  public mutating func interrupt(_ emit: inout Emitter) -> ForgeResult? {
    guard case .stream(var stream) = flow else { return nil }
    let result = stream.interrupt(&emit)
    keep(stream, result)
    return result
  }

  private mutating func keep(_ stream: ForgeStreamFlow, _ result: ForgeResult?) {
    calls = stream.calls
    flow = result == nil ? .stream(stream) : .none
  }

  private mutating func start<F: ForgeFlow>(_ flow: F, _ emit: inout Emitter) {
    var flow = flow
    flow.begin(&emit)
    calls = flow.calls
    self.flow = Self.wrap(flow)
  }

  private mutating func start(_ stream: ForgeStreamFlow, _ emit: inout Emitter) {
    var stream = stream
    stream.begin(&emit)
    keep(stream, nil)
  }

  private mutating func go<F: ForgeFlow>(
    on flow: F, _ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter
  ) -> ForgeResult? {
    var flow = flow
    var result: ForgeResult?
    if flow.calls.takes(tag) { result = flow.handle(outcome, &emit) }
    calls = flow.calls
    self.flow = result == nil ? Self.wrap(flow) : .none
    return result
  }

  private static func wrap<F: ForgeFlow>(_ flow: F) -> Flow {
    switch flow {
    case let flow as ForgeCreate: .create(flow)
    case let flow as ForgeResume: .resume(flow)
    case let flow as ForgeStatusFlow: .status(flow)
    case let flow as ForgeStopFlow: .stop(flow)
    case let flow as ForgeListFlow: .list(flow)
    case let flow as ForgePullRequestFlow: .pullRequest(flow)
    case let flow as ForgeDeskFlow: .desk(flow)
    default: preconditionFailure("a flow without a case: \(flow)")
    }
  }

  /// Folds the order under way and how far it is.
  public func fold(into digest: inout Digest) {
    calls.fold(into: &digest)
    switch flow {
    case .none: digest.fold(0, 0)
    case .create(let flow): fold(1, flow, into: &digest)
    case .resume(let flow): fold(2, flow, into: &digest)
    case .status(let flow): fold(3, flow, into: &digest)
    case .stop(let flow): fold(4, flow, into: &digest)
    case .list(let flow): fold(5, flow, into: &digest)
    case .pullRequest(let flow): fold(6, flow, into: &digest)
    case .desk(let flow): fold(7, flow, into: &digest)
    case .stream(let flow):
      digest.fold(8, 0)
      flow.fold(into: &digest)
    }
  }

  private func fold(_ kind: UInt32, _ flow: some ForgeFlow, into digest: inout Digest) {
    digest.fold(kind, 0)
    flow.fold(into: &digest)
  }
}
