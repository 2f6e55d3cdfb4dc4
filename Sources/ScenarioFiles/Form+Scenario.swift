import Forms
import Lifecycle
import Operations
import Properties
import Scenarios

extension Form<Scenario> {
  /// A scenario file.
  public static var scenario: Form {
    .record(
      "scenario", help: "Who takes part, what goes wrong, and what must hold all the same",
      .required("scenario", .nonEmptyText, \.title, help: "What it is about, in one sentence"),
      .defaulted(
        "covers", .list(of: .nonEmptyText), \.covers, [],
        help: "The symptoms, criteria and public bugs that it stands for"),
      .defaulted(
        "seeds", .seeds, \.seeds, UInt64(1)...UInt64(1), help: "The seeds that it is run with"),
      .defaulted("lasts", .interval, \.length, Interval.seconds(120), help: "How long a run lasts"),
      .defaulted(
        "calm", .interval, \.calm, Interval.zero,
        help: "How long it goes on after that without faults, for all to come to rest"),
      .defaulted(
        "live", .live, \.live, LiveTerms(), help: "How it is run on this machine"),
      .defaulted(
        "stage", .stage, \.stage, Stage(), help: "What is there before anybody begins"),
      .required(
        "actors", .players, \.actors, help: "Who takes part, by names that you choose"),
      .defaulted(
        "timeline", .list(of: .happening), \.timeline, [], help: "What happens to them"),
      .defaulted(
        "schedule", .schedule, \.schedule, .byTime,
        help: "By what the next event is chosen, when not by time"),
      .required("expect", .list(of: .expectation), \.expectations, help: "What must hold"),
      .defaulted(
        "red", .list(of: .red), \.reds, [],
        help: "Flawed variants, each with what it is known to violate")
    ) {
      title, covers, seeds, length, calm, live, stage, actors, timeline, schedule, expectations,
      reds in
      var scenario = Scenario(title: title)
      scenario.covers = covers
      scenario.seeds = seeds
      scenario.length = length
      scenario.calm = calm
      scenario.live = live
      scenario.stage = stage
      scenario.actors = actors
      scenario.timeline = timeline
      scenario.schedule = schedule
      scenario.expectations = expectations
      scenario.reds = reds
      return scenario
    }
  }
}

extension Form<LiveTerms> {
  /// How it is run on this machine.
  static var live: Form {
    .record(
      "live", help: "How a scenario is run on this machine",
      .defaulted(
        "scale", .integer(in: 1...1_000), \.scale, 1,
        help: "How many times faster the times of the file pass there"),
      .defaulted(
        "never", .text, \.never, "", help: "Why it must not be run there; it is told so")
    ) { scale, never in
      var terms = LiveTerms()
      terms.scale = scale
      terms.never = never
      return terms
    }
  }
}

extension Form<[Player]> {
  /// Everybody by name.
  static var players: Form {
    .converting(
      .map(to: .player, count: 1...1_000),
      make: { named in
        named.map { entry in
          Player(
            name: entry.name.value, part: entry.value.part, count: entry.value.count,
            start: entry.value.start, variant: entry.value.variant)
        }
      },
      part: { players in
        players.map { player in
          Named(
            Located(player.name),
            PlayerEntry(
              part: player.part, count: player.count, start: player.start,
              variant: player.variant))
        }
      })
  }
}

extension Form<Red> {
  /// A flawed variant.
  static var red: Form {
    .converting(
      .redEntry,
      make: { entry throws(Refusal) in
        var changes = entry.with.map { Red.Change(actor: $0.name.value, variant: $0.value) }
        if !entry.without.isEmpty {
          changes.append(
            Red.Change(actor: Red.everybody, variant: Variant(without: entry.without)))
        }
        guard !changes.isEmpty else {
          throw Refusal("this red changes nothing", hint: "say what is flawed: 'with' or 'without'")
        }
        if let idle = changes.first(where: { $0.variant.isPlain }) {
          throw Refusal(
            "this red changes nothing about '\(idle.actor)'", hint: "say what is flawed about it")
        }
        return Red(changes: changes, violates: entry.violates)
      },
      part: { red in
        var changes = red.changes
        var without: [String] = []
        // What everybody is without stands by itself: one name has one place under 'with'.
        if let last = changes.last, last.actor == Red.everybody, !last.variant.without.isEmpty,
          last.variant == Variant(without: last.variant.without)
        {
          without = last.variant.without
          changes.removeLast()
        }
        return RedEntry(
          with: changes.map { Named(Located($0.actor), $0.variant) }, without: without,
          violates: red.violates)
      })
  }
}

/// A flawed variant as it is written.
struct RedEntry: Equatable, Sendable {
  var with: [Named<Variant>]
  var without: [String]
  var violates: [String]
}

extension Form<RedEntry> {
  static var redEntry: Form {
    .record(
      "red", help: "A flawed variant, and what it is known to violate",
      .defaulted(
        "with", .map(to: .variant), \.with, [],
        help: "What is different, by the name of the actor; 'every' for all that can be"),
      .defaulted(
        "without", .list(of: .name), \.without, [],
        help: "Safeguards and corrections that nobody has"),
      .required("violates", .names, \.violates, help: "What of the expectations it violates")
    ) { RedEntry(with: $0, without: $1, violates: $2) }
  }
}

extension Form<[String]> {
  /// One name, or several.
  static var names: Form {
    .oneOf(
      .shape(.name, make: { [$0] }, part: { $0.count == 1 ? $0[0] : nil }),
      .shape(.list(of: .name, count: 1...100), make: { $0 }, part: { $0 }))
  }
}

extension Form<Expectation> {
  /// A property by its name, with limits if wanted, or something that is counted or asked for.
  static var expectation: Form {
    let properties = PropertyName.allCases.map { name in
      Forms.Tag<Expectation>.with(
        name.text, .limits, bare: PropertyLimits(), make: { .property(name, $0) },
        part: { expectation in
          guard case .property(name, let limits) = expectation else { return nil }
          return limits
        }, help: "\(name.text) holds")
    }
    return .choice(
      "expectation", help: "Something that must hold in every run",
      properties + [
        .with(
          "count", .count, make: { .count($0) },
          part: { if case .count(let count) = $0 { count } else { nil } },
          help: "In the end there are so many of something"),
        .with(
          "answer", .answer, make: { .answer(actor: $0.actor, is: $0.answer) },
          part: { expectation in
            guard case .answer(let actor, let answer) = expectation else { return nil }
            return AnswerEntry(actor: actor, answer: answer)
          }, help: "Somebody has been answered so"),
        .with(
          "session", .sessionLife, make: { .session($0.run, is: $0.life) },
          part: { expectation in
            guard case .session(let run, let life) = expectation else { return nil }
            return SessionLifeEntry(run: run, life: life)
          }, help: "In the end the record of a run's session says so"),
        .with(
          "output", .output, make: { .output(actor: $0.actor, has: $0.words) },
          part: { expectation in
            guard case .output(let actor, let words) = expectation else { return nil }
            return OutputEntry(actor: actor, words: words)
          }, help: "Somebody has printed a line with certain words in it"),
      ])
  }
}

/// Somebody, and the answer that it got.
struct AnswerEntry: Equatable, Sendable {
  var actor: String
  var answer: Answer
}

extension Form<AnswerEntry> {
  static var answer: Form {
    .record(
      "answer", help: "Somebody, and the answer that it got",
      .required("to", .nonEmptyText, \.actor, help: "Who asked"),
      .required("is", .word("an answer"), \.answer, help: "What was answered")
    ) { AnswerEntry(actor: $0, answer: $1) }
  }
}

/// Somebody, and words that it has printed.
struct OutputEntry: Equatable, Sendable {
  var actor: String
  var words: String
}

extension Form<OutputEntry> {
  static var output: Form {
    .record(
      "output", help: "Somebody, and words that have to be in a line that it has printed",
      .required("of", .nonEmptyText, \.actor, help: "Who prints"),
      .required("has", .nonEmptyText, \.words, help: "The words")
    ) { OutputEntry(actor: $0, words: $1) }
  }
}

extension Form<Expectation.Count> {
  static var count: Form {
    .record(
      "count", help: "How many of something there are in the end",
      .required("of", .word("what can be counted"), \.of, help: "What is counted"),
      .defaulted(
        "which", .text, \.which, "", help: "Of which run, program or person; of all if not said"),
      .required("is", .integer(in: 0...1_000_000), \.isExactly, help: "How many there have to be")
    ) { Expectation.Count(of: $0, which: $1, isExactly: $2) }
  }
}

extension Form<PropertyLimits> {
  static var limits: Form {
    .record(
      "limits", help: "The numbers of a property, where they are not the usual ones",
      .optional("within", .interval, \.within, help: "Within which time it has to be so"),
      .optional("max", .integer(in: 0...1_000_000), \.max, help: "How often it may be so"),
      .optional("window", .interval, \.window, help: "The stretch of time that is counted in"),
      .optional("lag", .interval, \.lag, help: "How late something may be shown"),
      .optional(
        "excused-by-faults", .boolean, \.isExcusedByFaults,
        help: "Whether a fault before it is an excuse")
    ) { within, max, window, lag, isExcused in
      var limits = PropertyLimits(within: within, max: max)
      limits.window = window
      limits.lag = lag
      limits.isExcusedByFaults = isExcused
      return limits
    }
  }
}
