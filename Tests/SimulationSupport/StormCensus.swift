import Operations
import SimulatedWorld
import Simulation

/// What a campaign has reached: a storm that reaches little proves little.
public struct StormCensus: Sendable {
  /// Which verbs were performed, or heard of where they are no operation on the world.
  private var verbs: Set<Verb> = []
  /// Which kinds of outcome were heard.
  private var kinds: Set<String> = []
  /// Which interferences and faults have struck.
  private var faults: Set<String> = []
  /// Why runs came to their end.
  public private(set) var halts: [String: Int] = [:]

  /// Begins with nothing.
  public init() {}

  /// Counts an end.
  public mutating func add(_ halt: Halt) {
    halts[Self.label(halt), default: 0] += 1
  }

  /// Counts what a trace shows.
  public mutating func add(_ trace: Trace) {
    for entry in trace.entries {
      switch entry.kind {
      case .performed(let operation, let outcome):
        verbs.insert(operation.verb)
        if case .process(.awaitExit) = operation, outcome == nil { kinds.insert("wait.blocks") }
      case .world(.waitReturns): kinds.insert("wait.returns")
      case .answered(_, let outcome):
        kinds.insert(Self.kind(outcome))
        switch outcome {
        case .cancelled: verbs.insert(.cancelTimer)
        case .instant, .wallTime: verbs.insert(.readClock)
        case .number: verbs.insert(.drawNumber)
        default: break
        }
      case .fired:
        verbs.insert(.timer)
        kinds.insert("fired")
      case .fault(let fault): faults.insert(Self.label(fault))
      case .interference(let interference, _): faults.insert(Self.label(interference))
      default: break
      }
    }
  }

  /// Verbs, kinds of outcomes and faults that were never reached, by name.
  public var missing: [String] {
    Verb.allCases.filter { !verbs.contains($0) }.map { "verb \($0.name)" }
      + Self.kinds.filter { !kinds.contains($0) }.map { "outcome \($0)" }
      + Self.faults.filter { !faults.contains($0) }.map { "fault \($0)" }
  }

  private static func label(_ value: Any) -> String {
    String("\(value)".prefix { $0 != "(" })
  }

  /// `part.kind`, and for refusals of a few kinds `part.failed.why`.
  private static func kind(_ outcome: Outcome) -> String {
    switch outcome {
    case .process(let inner): "process.\(label(inner))"
    case .tmux(let inner): "tmux.\(label(inner))"
    case .file(let inner): "file.\(label(inner))"
    case .git(let inner): "git.\(label(inner))"
    case .store(.failed(let failure)): "store.failed.\(label(failure))"
    case .store(let inner): "store.\(label(inner))"
    case .forge(.failed(let failure)): "forge.failed.\(label(failure))"
    case .forge(let inner): "forge.\(label(inner))"
    case .pullRequest(let inner): "pullRequest.\(label(inner))"
    case .send(let inner): "send.\(label(inner))"
    default: label(outcome)
    }
  }

  private static let kinds: [String] =
    [
      "identity", "done", "exists", "same", "other", "facts", "reaped", "stillRunning", "listing",
      "failed",
    ].map { "process.\($0)" }
    + ["done", "text", "created", "listing", "failed"].map { "tmux.\($0)" }
    + ["done", "content", "facts", "listing", "failed"].map { "file.\($0)" }
    + ["done", "changes", "listing", "failed"].map { "git.\($0)" }
    + [
      "done", "record", "absent", "written", "listing", "conflict", "failed.busy", "failed.full",
      "failed.inputOutput", "failed.corrupt", "failed.misuse", "failed.newerFormat",
    ].map { "store.\($0)" }
    + [
      "done", "accepted", "task", "attempt", "process", "listing", "text", "entry", "finished",
      "cut", "failed.status", "failed.unsuccessful", "failed.connectionRefused",
      "failed.connectionReset",
    ].map { "forge.\($0)" }
    + ["facts", "notFetched", "refused"].map { "pullRequest.\($0)" }
    + ["blocks", "returns"].map { "wait.\($0)" }
    + ["delivered", "nobody", "full"].map { "send.\($0)" }
    + ["fired", "cancelled", "instant", "wallTime", "number", "limitPassed"]

  private static let faults: [String] = [
    "crash", "restart", "stop", "resume", "signal", "duplicate", "interfere", "forcePid",
    "foreignProcess", "stepWallClock", "sleep", "powerFailure", "crashBeforeEffect",
    "crashBeforeAnswer", "crashAfterAnswer", "fail", "delay", "delayAnswer", "hang", "loseAnswer",
    "pause",
  ]
}
