import Forms
import Lifecycle
import Operations
import Scenarios
import Supervision

extension Form<DeskPart> {
  /// A desk runner's mission.
  static var desk: Form {
    .record(
      "desk-runner", help: "A desk runner's mission",
      .required("root", .path, \.root, help: "The project root, as it is spelt"),
      .defaulted("slug", .nonEmptyText, \.slug, "blog", help: "The mission"),
      .defaulted("background", .boolean, \.isBackground, true, help: "Whether nobody watches"),
      .defaulted(
        "worker", .list(of: .reply, count: 1...100), \.worker,
        [DeskReply.signals(.verify, after: Interval.seconds(20))],
        help: "What workers do with one prompt after the other; the last is repeated"),
      .defaulted(
        "verdicts", .list(of: .verdict, count: 1...100), \.verdicts, [.complete],
        help: "What verifiers say, one after the other; the last is repeated"),
      .defaulted(
        "learns", .boolean, \.learns, true,
        help: "Whether workers leave something new after each iteration")
    ) { root, slug, background, worker, verdicts, learns in
      var part = DeskPart(root: root, slug: slug)
      part.isBackground = background
      part.worker = worker
      part.verdicts = verdicts
      part.learns = learns
      return part
    }
  }
}

/// The words of verdicts and signals.
enum DeskWord {
  static let verdicts: [(word: String, value: DeskVerdict)] = [
    ("complete", .complete), ("pass", .pass), ("fail", .fail), ("request-info", .requestInfo),
    ("blocked", .blocked), ("unknown", .unknown),
  ]

  static let signals: [(word: String, value: WorkerSignal.Status)] = [
    ("continue", .continue), ("verify", .verify), ("verify-partial", .verifyPartial),
    ("blocked", .blocked), ("unknown", .unknown),
  ]
}

extension Form<DeskVerdict> {
  static var verdict: Form {
    .converting(
      .word(among: DeskWord.verdicts.map(\.word), "a verdict"),
      make: { word in DeskWord.verdicts.first { $0.word == word }?.value ?? .unknown },
      part: { value in DeskWord.verdicts.first { $0.value == value }?.word ?? "unknown" })
  }
}

extension Form<WorkerSignal.Status> {
  static var workerSignal: Form {
    .converting(
      .word(among: DeskWord.signals.map(\.word), "a worker's signal"),
      make: { word in DeskWord.signals.first { $0.word == word }?.value ?? .unknown },
      part: { value in DeskWord.signals.first { $0.value == value }?.word ?? "unknown" })
  }
}

/// A reply that takes some time.
struct TimedReply: Equatable, Sendable {
  var signal: WorkerSignal.Status
  var after: Interval
  var gap: Interval?
}

extension Form<TimedReply> {
  static var timedReply: Form {
    .record(
      "worker's signal", help: "A signal, and how long it takes",
      .required("says", .workerSignal, \.signal, help: "What it says"),
      .defaulted("after", .interval, \.after, Interval.seconds(20), help: "How long it works"),
      .optional(
        "gap", .interval, \.gap, help: "It is written in two halves, which are so far apart")
    ) { TimedReply(signal: $0, after: $1, gap: $2) }
  }
}

/// The end of a worker.
struct WorkerEnd: Equatable, Sendable {
  var after: Interval
  var status: Int
}

extension Form<WorkerEnd> {
  static var workerEnd: Form {
    .record(
      "worker's end", help: "When a worker ends, and how",
      .required("after", .interval, \.after, help: "How long it works"),
      .defaulted("status", .integer(in: 0...255), \.status, 1, help: "Its exit status")
    ) { WorkerEnd(after: $0, status: $1) }
  }
}

extension Form<DeskReply> {
  /// What a worker does with a prompt.
  static var reply: Form {
    .choice(
      "reply", help: "What a worker does with a prompt",
      [
        .with(
          "signals", .timedReply,
          make: { reply in
            if let gap = reply.gap {
              return .signalsInHalves(reply.signal, after: reply.after, gap: gap)
            }
            return .signals(reply.signal, after: reply.after)
          },
          part: { reply in
            switch reply {
            case .signals(let signal, let after): TimedReply(signal: signal, after: after)
            case .signalsInHalves(let signal, let after, let gap):
              TimedReply(signal: signal, after: after, gap: gap)
            default: nil
            }
          }, help: "Works, and writes a signal"),
        .bare("stalls", .stalls, help: "Works and never says anything; its heartbeat goes on"),
        .with(
          "hangs", .interval, make: { .hangs(after: $0) },
          part: { if case .hangs(let after) = $0 { after } else { nil } },
          help: "Hangs after so long: no heartbeat, no signal"),
        .with(
          "signals-when-nudged", .workerSignal, make: { .signalsWhenNudged($0) },
          part: { if case .signalsWhenNudged(let signal) = $0 { signal } else { nil } },
          help: "Waits until it is nudged, then signals"),
        .with(
          "dies", .workerEnd, make: { .dies(after: $0.after, status: UInt8($0.status)) },
          part: { reply in
            guard case .dies(let after, let status) = reply else { return nil }
            return WorkerEnd(after: after, status: Int(status))
          }, help: "Ends after so long"),
        .with(
          "leaves", .interval, make: { .leaves(after: $0) },
          part: { if case .leaves(let after) = $0 { after } else { nil } },
          help: "Says in its heartbeat that it has ended, and stays"),
      ])
  }
}
