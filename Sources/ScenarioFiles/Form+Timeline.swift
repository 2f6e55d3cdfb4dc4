import Forms
import Lifecycle
import Operations
import Scenarios

/// A happening as it is written: one of its triggers, and the rest.
struct HappeningEntry: Equatable, Sendable {
  var at: ClosedRange<Interval>?
  var after: CallCount?
  var between: CallPair?
  var when: Happening.Condition?
  var delay: ClosedRange<Interval>
  var times: Int
  var every: Interval
  var action: Action
}

/// The nth call of somebody.
struct CallCount: Equatable, Sendable {
  var calls: Happening.Calls
  var nth: Int
  var actor: String
}

/// Two calls of somebody.
struct CallPair: Equatable, Sendable {
  var first: Happening.Calls
  var second: Happening.Calls
  var actor: String
}

extension Form<Happening> {
  /// Something that happens: when, how often, and what.
  static var happening: Form {
    .converting(
      .entry,
      make: { entry throws(Refusal) in
        let triggers: [Happening.Trigger?] = [
          entry.at.map { .at($0) },
          entry.after.map { .after($0.calls, nth: $0.nth, of: $0.actor) },
          entry.between.map { .between($0.first, $0.second, of: $0.actor) },
          entry.when.map { .when($0) },
        ]
        let given = triggers.compactMap { $0 }
        guard let trigger = given.first, given.count == 1 else {
          throw Refusal(
            "this happening says \(given.isEmpty ? "not" : "more than once") when it happens",
            hint: "give one of 'at', 'after', 'between' and 'when'")
        }
        if entry.times > 1, entry.every == .zero {
          throw Refusal(
            "this happens \(entry.times) times, all in one instant",
            hint: "say with 'every' how far they are apart")
        }
        let all = entry.every.nanoseconds.multipliedReportingOverflow(by: Int64(entry.times))
        guard !all.overflow, all.partialValue <= Ranges.longest.nanoseconds else {
          throw Refusal(
            "\(entry.times) times \(Durations.text(of: entry.every.nanoseconds)) is too long",
            hint: "the longest is \(Durations.text(of: Ranges.longest.nanoseconds))")
        }
        return Happening(
          trigger, entry.action, delay: entry.delay, times: entry.times, every: entry.every)
      },
      part: { happening in
        var entry = HappeningEntry(
          delay: happening.delay, times: happening.times, every: happening.every,
          action: happening.action)
        switch happening.trigger {
        case .at(let range): entry.at = range
        case .after(let calls, let nth, let actor):
          entry.after = CallCount(calls: calls, nth: nth, actor: actor)
        case .between(let first, let second, let actor):
          entry.between = CallPair(first: first, second: second, actor: actor)
        case .when(let condition): entry.when = condition
        }
        return entry
      })
  }
}

extension Form<HappeningEntry> {
  static var entry: Form {
    .tagged(
      "happening", help: "Something that happens: when, how often, and what",
      .optional("at", .intervals, \.at, help: "An instant; a range is drawn by the seed"),
      .optional(
        "after", .callCount, \.after, help: "When somebody's call takes effect"),
      .optional(
        "between", .callPair, \.between,
        help: "When one call of somebody takes effect, and before another does"),
      .optional("when", .condition, \.when, help: "As soon as something is so"),
      .defaulted("then", .intervals, \.delay, Interval.zero...Interval.zero, help: "So much later"),
      .defaulted("times", .integer(in: 1...10_000), \.times, 1, help: "How often it happens"),
      .defaulted("every", .interval, \.every, Interval.zero, help: "How far two of them are apart"),
      action: \.action, Actions.tags
    ) { action, at, after, between, when, delay, times, every in
      HappeningEntry(
        at: at, after: after, between: between, when: when, delay: delay, times: times,
        every: every, action: action)
    }
  }
}

extension Form<CallCount> {
  static var callCount: Form {
    .record(
      "call", help: "The nth call of a kind, of one actor or of anybody",
      .required("call", .calls, \.calls, help: "The kind of call"),
      .defaulted("nth", .integer(in: 1...1_000_000), \.nth, 1, help: "Which one"),
      .defaulted("of", .text, \.actor, "", help: "Whose; anybody's when nobody is named")
    ) { CallCount(calls: $0, nth: $1, actor: $2) }
  }
}

extension Form<CallPair> {
  static var callPair: Form {
    .record(
      "pair of calls", help: "Two calls of one actor, one after the other",
      .required("call", .calls, \.first, help: "The one that takes effect"),
      .required("and", .calls, \.second, help: "The one that has not yet"),
      .required("of", .nonEmptyText, \.actor, help: "Whose")
    ) { CallPair(first: $0, second: $1, actor: $2) }
  }
}

/// A session and where it is in its life.
struct SessionLifeEntry: Equatable, Sendable {
  var run: String
  var life: Happening.SessionLife
}

extension Form<SessionLifeEntry> {
  static var sessionLife: Form {
    .record(
      "session", help: "A session, and where it is in its life",
      .required("run", .nonEmptyText, \.run, help: "The run"),
      .required("is", .word("where a session is"), \.life, help: "Where its record says it is")
    ) { SessionLifeEntry(run: $0, life: $1) }
  }
}

extension Form<Happening.Condition> {
  /// Something that can be so.
  static var condition: Form {
    .choice(
      "condition", help: "Something that can be so",
      [
        .with(
          "holds-root", .nonEmptyText, make: { .holds($0) },
          part: { if case .holds(let name) = $0 { name } else { nil } },
          help: "An actor holds the root that it claims"),
        .with(
          "has-answered", .nonEmptyText, make: { .hasAnswered($0) },
          part: { if case .hasAnswered(let name) = $0 { name } else { nil } },
          help: "An actor has answered whoever asked"),
        .with(
          "is-gone", .nonEmptyText, make: { .isGone($0) },
          part: { if case .isGone(let name) = $0 { name } else { nil } },
          help: "An actor's process is gone"),
        .with(
          "has-agent", .nonEmptyText, make: { .hasAgent($0) },
          part: { if case .hasAgent(let run) = $0 { run } else { nil } },
          help: "A run has an agent that lives"),
        .with(
          "lost-agent", .nonEmptyText, make: { .lostAgent($0) },
          part: { if case .lostAgent(let run) = $0 { run } else { nil } },
          help: "The agent of a run has ended"),
        .with(
          "session", .sessionLife, make: { .session($0.run, $0.life) },
          part: { condition in
            guard case .session(let run, let life) = condition else { return nil }
            return SessionLifeEntry(run: run, life: life)
          }, help: "The record of a run's session says so"),
      ])
  }
}
