import Operations

/// What genie's runner starts: an agent that runs so long and exits with a status.
///
/// It may print its own conversation id into the log, as the executors did, and it may call genie
/// itself, with the environment that it was given. Tolerates: that the call of genie fails.
public struct GenieExecutor: Machine {
  /// What it does, and when.
  public struct Plan: Hashable, Sendable {
    /// How long it runs, unless its prompt begins with `lasts=` and a number of milliseconds.
    public var runsForMs: Int64 = 15_000
    /// The status that it exits with.
    public var exitStatus: UInt8 = 0
    /// When it prints its conversation id; never, if nil.
    public var announcesAfterMs: Int64?
    /// The genie command that it calls, such as `helper look around`; none, if nil.
    ///
    /// The agent of that command calls nobody.
    public var calls: String?
    /// When it calls it.
    public var callsAfterMs: Int64 = 1_000
    /// Whether its environment goes along, as it does unless somebody takes care.
    public var leaksEnvironment = true
    /// The program that is genie.
    public var genie = "genie"

    /// An agent that runs for 15 s and succeeds.
    public init() {}
  }

  private enum Due: UInt32 { case announce, call, end, drawn, announced, called, gone }

  private let plan: Plan
  private var call = GenieInvocation()
  /// The conversation id that it printed.
  public private(set) var conversation: Text?
  /// The genie that it called, once that runs.
  public private(set) var nested: ProcessIdentity?

  /// An executor with a plan.
  public init(_ plan: Plan = Plan()) {
    self.plan = plan
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start): begin(start, &emit)
    case .outcome(let tag, let outcome):
      guard let due = Due(rawValue: tag.rawValue) else {
        preconditionFailure("\(tag) is no question of \(self)")
      }
      advance(due, outcome, &emit)
    case .message, .signal:
      // Nobody talks to it, and it catches no signal.
      break
    }
  }

  private mutating func begin(_ start: Start, _ emit: inout Emitter) {
    call = GenieInvocation(start.argument, &emit.texts)
    if let announcesAfterMs = plan.announcesAfterMs { ask(.announce, announcesAfterMs, &emit) }
    if let nested = nestedCall(&emit), nested.agent != call.agent {
      ask(.call, plan.callsAfterMs, &emit)
    }
    ask(.end, Self.lasting(call.prompt, emit.texts) ?? plan.runsForMs, &emit)
  }

  /// The number of milliseconds that a prompt asks for.
  private static func lasting(_ prompt: Text, _ texts: borrowing Texts) -> Int64? {
    texts.withBytes(prompt) { bytes in
      guard bytes.starts(with: "lasts=".utf8) else { return nil }
      let digits = bytes.dropFirst(6).prefix { $0 != UInt8(ascii: " ") }
      return Int64(String(decoding: digits, as: UTF8.self))
    }
  }

  private mutating func advance(_ due: Due, _ outcome: Outcome, _ emit: inout Emitter) {
    switch (due, outcome) {
    case (.announce, .fired): ask(.drawn, .drawNumber, &emit)
    case (.drawn, .number(let number)): announce(number, &emit)
    // Whether the log took the line is its reader's concern.
    case (.announced, .file), (.announced, .limitPassed): break
    case (.call, .fired):
      guard var nested = nestedCall(&emit) else { return }
      if plan.leaksEnvironment {
        let (agent, prompt) = (nested.agent, nested.prompt)
        nested = call
        (nested.agent, nested.prompt) = (agent, prompt)
      }
      let launch = Launch(
        program: emit.texts.text(plan.genie), argument: nested.argument(&emit))
      ask(.called, .process(.spawn(launch)), &emit)
    case (.called, .process(.identity(let identity))): nested = identity
    // An agent whose tool does not start goes on without it.
    case (.called, .process(.failed)), (.called, .limitPassed): break
    case (.end, .fired): ask(.gone, .process(.exit(status: plan.exitStatus)), &emit)
    // It did not exit: there is nothing else that it would do.
    case (.gone, .process), (.gone, .limitPassed): break
    default: preconditionFailure("\(outcome) is no answer to \(due) of \(self)")
    }
  }

  private func nestedCall(_ emit: inout Emitter) -> GenieInvocation? {
    guard let calls = plan.calls else { return nil }
    return GenieInvocation(emit.texts.text(calls), &emit.texts)
  }

  private mutating func announce(_ number: UInt64, _ emit: inout Emitter) {
    let id = emit.uuid(number, ~number)
    conversation = id
    let line = emit.text { builder, texts in
      builder.add("{\"type\":\"session.created\",\"session_id\":\"")
      builder.add(id, from: texts)
      builder.add("\"}\n")
    }
    // Its standard output is the log that its runner has opened.
    guard let log = call.logFile else { return }
    ask(.announced, .file(.append(log, content: line)), &emit)
  }

  private func ask(_ due: Due, _ afterMs: Int64, _ emit: inout Emitter) {
    ask(due, .timer(.milliseconds(afterMs)), &emit)
  }

  private func ask(_ due: Due, _ operation: Operation, _ emit: inout Emitter) {
    emit.perform(operation, Tag(rawValue: due.rawValue), limit: .seconds(60))
  }

  /// Folds what it was called with and what it has done.
  public func fold(into digest: inout Digest) {
    call.fold(into: &digest)
    digest.fold(conversation ?? .empty)
    nested?.fold(into: &digest)
    digest.fold(plan.runsForMs)
  }
}
