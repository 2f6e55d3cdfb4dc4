import Forms
import Operations
import Scenarios

extension Form<Schedule> {
  /// By what the next event is chosen.
  static var schedule: Form {
    .choice(
      "schedule", help: "By what the next event is chosen",
      [
        .bare("time", .byTime, help: "By time; the seed orders what is due in one instant"),
        .with(
          "random", .interval, make: { .random(within: $0) },
          part: { if case .random(let within) = $0 { within } else { nil } },
          help: "By a draw among all that is due within so long"),
        .with(
          "priorities", .priorities, make: { .priorities($0) },
          part: { if case .priorities(let numbers) = $0 { numbers } else { nil } },
          help: "By random priorities of the actors, some of which change on the way"),
        .with(
          "order", .list(of: .namedCall, count: 1...10_000), make: { .order($0) },
          part: { if case .order(let calls) = $0 { calls } else { nil } },
          help: "By time, but these take effect in this order"),
      ])
  }
}

extension Form<Schedule.Priorities> {
  static var priorities: Form {
    .record(
      "priorities", help: "What the priorities of the actors are drawn from",
      .defaulted(
        "changes", .integer(in: 0...100), \.changes, 2,
        help: "How often the actor that would go on falls behind all others"),
      .defaulted(
        "steps", .integer(in: 1...10_000_000), \.steps, 500,
        help: "Within how many events that happens"),
      .defaulted(
        "within", .interval, \.within, Interval.milliseconds(20),
        help: "By how much an event may overtake those that are due before it")
    ) { Schedule.Priorities(changes: $0, steps: $1, within: $2) }
  }
}

extension Form<Schedule.Call> {
  static var namedCall: Form {
    .record(
      "call of the order", help: "An operation by its name: somebody's nth of a kind",
      .required("of", .nonEmptyText, \.actor, help: "Whose"),
      .required(
        "call", .orderedVerb, \.verb,
        help: "The kind; a timer counts when it fires"),
      .defaulted("nth", .integer(in: 1...1_000_000), \.nth, 1, help: "Which of that kind")
    ) { Schedule.Call($0, $1, nth: $2) }
  }
}

extension Form<Verb> {
  /// A kind of operation that can be waited for in an order.
  static var orderedVerb: Form {
    let verbs = Verb.allCases.filter { $0 == .timer || $0.canBeStruck }
    return .converting(
      .word(among: verbs.map { "\($0.name)" }, "a kind of call"),
      make: { word in
        guard let verb = verbs.first(where: { "\($0.name)" == word }) else {
          preconditionFailure("\(word) is no kind of call")
        }
        return verb
      }, part: { "\($0.name)" })
  }
}
