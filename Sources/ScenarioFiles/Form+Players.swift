import Forms
import Lifecycle
import Operations
import Scenarios
import Supervision

extension Form {
  /// What the flaws of somebody are, in the words of the table.
  fileprivate static var flawsHelp: String {
    "Which of the flaws of an older system; those that it was shipped with if not said"
  }
}

/// A player without its name, which is the key that it stands under.
struct PlayerEntry: Equatable, Sendable {
  var part: Part
  var count: Int
  var start: ClosedRange<Interval>
  var variant: Variant
}

extension Form<PlayerEntry> {
  /// Somebody who takes part.
  static var player: Form {
    .tagged(
      "actor", help: "Somebody who takes part: one of its kinds, and how it differs from the usual",
      .defaulted(
        "at", .intervals, \.start, Interval.zero...Interval.zero,
        help: "When it begins; a range is drawn by the seed"),
      .defaulted("count", .integer(in: 1...1_000), \.count, 1, help: "How many of them there are"),
      .optional("by", .word("a system"), \.variant.system, help: "The system that does it"),
      .defaulted(
        "policy", .settings, \.variant.policy, [], help: "Numbers of its policy, by their names"),
      .defaulted(
        "rules", .settings, \.variant.rules, [],
        help: "Numbers of the lifecycle's rules, by their names"),
      .defaulted(
        "without", .list(of: .name), \.variant.without, [],
        help: "Safeguards and corrections that are taken away"),
      .optional("flaws", .list(of: .name), \.variant.flaws, help: Self.flawsHelp),
      action: \.part, Parts.tags
    ) { part, start, count, system, policy, rules, without, flaws in
      PlayerEntry(
        part: part, count: count, start: start,
        variant: Variant(
          system: system, policy: policy, rules: rules, without: without, flaws: flaws))
    }
  }
}

extension Form<[Variant.Setting]> {
  /// Numbers by their names.
  static var settings: Form {
    .converting(
      .map(to: .setting),
      make: { named in named.map { Variant.Setting($0.name.value, $0.value) } },
      part: { settings in settings.map { Named(Located($0.name), $0.value) } })
  }
}

extension Form<Variant.Value> {
  /// A number or a duration.
  static var setting: Form {
    .scalar(
      "a number, or a duration such as 5s",
      pattern: "^\(Durations.part)$", integers: 0...1_000_000_000, hint: Ranges.hint,
      read: { text in
        if let number = Int(text) { return .count(number) }
        return Ranges.interval(text).map { .interval($0) }
      },
      write: { value in
        switch value {
        case .count(let number): "\(number)"
        case .interval(let interval): Durations.text(of: interval.nanoseconds)
        }
      })
  }
}

extension Form<Variant> {
  /// How somebody differs: a system by its name, or all that is different.
  static var variant: Form {
    .oneOf(
      .shape(
        .word("a system", of: System.self), make: { Variant(system: $0) },
        part: { $0 == Variant(system: $0.system) ? $0.system : nil }),
      .shape(
        .record(
          "variant", help: "How somebody differs from what it should be",
          .optional("by", .word("a system"), \.system, help: "The system that does it"),
          .defaulted("policy", .settings, \.policy, [], help: "Numbers of its policy"),
          .defaulted("rules", .settings, \.rules, [], help: "Numbers and corrections of its rules"),
          .defaulted("without", .list(of: .name), \.without, [], help: "Safeguards taken away"),
          .optional("flaws", .list(of: .name), \.flaws, help: Self.flawsHelp)
        ) { Variant(system: $0, policy: $1, rules: $2, without: $3, flaws: $4) },
        make: { $0 }, part: { $0 }))
  }
}

/// A key of a part.
typealias PartTag = Forms.Tag<Part>

/// What somebody can do in a scenario, by the keys that it is written with.
enum Parts {
  /// The kinds of parts.
  static var tags: [PartTag] {
    SessionRequest.Verb.allCases.map(command) + [
      .bare("supervisor", .supervisor, help: "Watches over all sessions"),
      .with(
        "desk-runner", .desk, make: { .desk($0) },
        part: { if case .desk(let part) = $0 { part } else { nil } },
        help: "Watches over one project root"),
      .with(
        "lock-holder", .lock, make: { .lock($0) },
        part: { if case .lock(let part) = $0 { part } else { nil } },
        help: "Claims a root, holds it for a while, and gives it back"),
      .with(
        "retention", .retention, make: { .retention($0) },
        part: { if case .retention(let part) = $0 { part } else { nil } },
        help: "Judges and closes what completed work has left"),
      .with(
        "forge", .forge, make: { .forge($0) },
        part: { if case .forge(let part) = $0 { part } else { nil } }, help: "Drives Forge"),
      .with(
        "migrate", .migration, make: { .migration($0) },
        part: { if case .migration(let part) = $0 { part } else { nil } },
        help: "Moves old sessions"),
      .with(
        "person", .list(of: .deed), make: { .person(PersonPart($0)) },
        part: { if case .person(let part) = $0 { part.deeds } else { nil } },
        help: "Does one thing after the other at a terminal"),
      .with(
        "clock", .clock, make: { .clock($0) },
        part: { if case .clock(let part) = $0 { part } else { nil } },
        help: "Starts something again and again"),
    ]
  }

  private static func command(_ verb: SessionRequest.Verb) -> PartTag {
    switch verb {
    case .list:
      return .bare("\(verb.word)", .command(CommandPart(.list)), help: "Lists all sessions")
    case .spawn, .restore, .kill, .cleanup, .recover, .send, .get:
      return .with(
        "\(verb.word)", .command(verb), make: { .command($0) },
        part: { part in
          guard case .command(let command) = part, command.verb == verb else { return nil }
          return command
        }, help: help(verb))
    }
  }

  private static func help(_ verb: SessionRequest.Verb) -> String {
    switch verb {
    case .spawn: "Starts a session for a run"
    case .restore: "Brings a run's session back"
    case .kill: "Ends a run's session"
    case .cleanup: "Clears away what a run's session has left"
    case .recover: "Finishes or takes back what somebody who died had begun"
    case .send: "Tells a run's agent something"
    case .get: "Shows a run's session"
    case .list: "Lists all sessions"
    }
  }
}

extension Form<CommandPart> {
  /// The run, or the run and what the agent is asked or told.
  static func command(_ verb: SessionRequest.Verb) -> Form {
    .oneOf(
      .shape(
        .nonEmptyText, make: { CommandPart(verb, run: $0) },
        part: { $0.prompt == "do it" ? $0.run : nil }),
      .shape(
        .record(
          "command", help: "A command about a session",
          .required("run", .nonEmptyText, \.run, help: "The run that it is for"),
          .defaulted("prompt", .text, \.prompt, "do it", help: "What the agent is asked or told")
        ) { CommandPart(verb, run: $0, prompt: $1) },
        make: { $0 }, part: { $0 }))
  }
}

extension Form<LockPart> {
  static var lock: Form {
    .record(
      "lock-holder", help: "A claim of a root",
      .required("root", .path, \.root, help: "The root, as it is spelt"),
      .defaulted("holds", .interval, \.holds, Interval.seconds(2), help: "How long it is held"),
      .defaulted(
        "rounds", .integer(in: 1...1_000), \.rounds, 1,
        help: "How often it is claimed, one time after the other")
    ) { LockPart(root: $0, holds: $1, rounds: $2) }
  }
}

extension Form<RetentionPart> {
  /// The words of the command, or the words and how long sessions are kept.
  static var retention: Form {
    .oneOf(
      .shape(
        .nonEmptyText, make: { RetentionPart($0) },
        part: { $0.keeps == .seconds(60) ? $0.words : nil }),
      .shape(
        .record(
          "retention", help: "A command about what completed work has left",
          .required("do", .nonEmptyText, \.words, help: "status, sweep, or close and a session"),
          .defaulted(
            "keeps", .interval, \.keeps, Interval.seconds(60),
            help: "How long a completed session is kept")
        ) { RetentionPart($0, keeps: $1) },
        make: { $0 }, part: { $0 }))
  }
}

extension Form<ForgePart> {
  static var forge: Form {
    .record(
      "forge order", help: "An order to Forge",
      .required("do", .word("an order"), \.verb, help: "What it does"),
      .optional(
        "run", .nonEmptyText, { @Sendable part in part.run.isEmpty ? nil : part.run },
        help: "The run key"),
      .defaulted(
        "project", .integer(in: 1...1_000_000), { @Sendable part in Int(part.project) }, 7,
        help: "The project"),
      .defaulted(
        "text", .nonEmptyText, \.text, "fix", help: "The title, the follow-up or the draft"),
      .defaulted(
        "forced", .boolean, \.isForced, false,
        help: "Whether a follow-up may begin anew, or a diff goes on until the session ends")
    ) { verb, run, project, text, forced in
      var part = ForgePart(verb, run: run ?? "", project: UInt64(project), text: text)
      part.isForced = forced
      return part
    }
  }
}

extension Form<MigrationPart> {
  static var migration: Form {
    .record(
      "migration", help: "A move of old sessions",
      .required("do", .word("a move"), \.verb, help: "What is done"),
      .defaulted("folder", .path, \.folder, "/state", help: "The folder of the old file"),
      .defaulted(
        "project", .integer(in: 1...1_000_000), { @Sendable part in Int(part.project) }, 7,
        help: "The project in Forge"
      )
    ) { MigrationPart($0, folder: $1, project: UInt64($2)) }
  }
}

extension Form<ClockPart> {
  static var clock: Form {
    .record(
      "clock", help: "Something that is started again and again",
      .required("every", .interval, \.every, help: "How far two starts are apart"),
      .required("times", .integer(in: 1...10_000), \.times, help: "How many starts there are"),
      .required("starts", .retention, \.starts, help: "What is started"),
      .defaulted(
        "overlaps", .boolean, \.overlaps, false,
        help: "Whether a second one may be started beside the first")
    ) { ClockPart(every: $0, times: $1, starts: $2, overlaps: $3) }
  }
}

extension Form<PersonPart.Deed> {
  /// One thing that a person does.
  static var deed: Form {
    .tagged(
      "deed", help: "One thing that a person does",
      .defaulted("after", .interval, \.delay, Interval.zero, help: "How long after the one before"),
      action: \.action,
      [
        .with(
          "attach", .nonEmptyText, make: { .attach($0) },
          part: { if case .attach(let name) = $0 { name } else { nil } },
          help: "Opens a terminal on the session of a run"),
        .with(
          "detach", .nonEmptyText, make: { .detach($0) },
          part: { if case .detach(let name) = $0 { name } else { nil } }, help: "Leaves it"),
        .with(
          "type", .typing, make: { .type($0.name, keys: $0.keys) },
          part: { action in
            guard case .type(let name, let keys) = action else { return nil }
            return Typing(name: name, keys: keys)
          }, help: "Types into the session of a run"),
        .with(
          "new-session", .nonEmptyText, make: { .newSession($0) },
          part: { if case .newSession(let name) = $0 { name } else { nil } },
          help: "Makes a session of one's own"),
        .with(
          "kill-session", .nonEmptyText, make: { .killSession($0) },
          part: { if case .killSession(let name) = $0 { name } else { nil } },
          help: "Kills the session of a run"),
      ]
    ) { PersonPart.Deed(after: $1, $0) }
  }
}

/// What is typed, and where.
struct Typing: Equatable, Sendable {
  var name: String
  var keys: String
}

extension Form<Typing> {
  static var typing: Form {
    .record(
      "typing", help: "What is typed, and where",
      .required("into", .nonEmptyText, \.name, help: "The session"),
      .required("keys", .nonEmptyText, \.keys, help: "What is typed")
    ) { Typing(name: $0, keys: $1) }
  }
}
