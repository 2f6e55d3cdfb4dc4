import Forms
import Lifecycle
import Operations
import Scenarios
import SimulatedWorld

// What stands behind the keys of actions on git, the store, Forge and pull requests.

/// How far `git worktree add` comes, as it is written.
enum AddStageWord: UInt8, Word {
  case branch, adminFolder, linkFile, checkout

  init(_ stage: AddStage) {
    self =
      switch stage {
      case .branch: .branch
      case .adminFolder: .adminFolder
      case .linkFile: .linkFile
      case .checkout: .checkout
      }
  }

  var stage: AddStage {
    switch self {
    case .branch: .branch
    case .adminFolder: .adminFolder
    case .linkFile: .linkFile
    case .checkout: .checkout
    }
  }

  var word: StaticString {
    switch self {
    case .branch: "branch"
    case .adminFolder: "admin-folder"
    case .linkFile: "link-file"
    case .checkout: "checkout"
    }
  }
}

extension Form<AddStage> {
  static var addStage: Form {
    .converting(
      .word("a stage", of: AddStageWord.self), make: { $0.stage }, part: { AddStageWord($0) })
  }
}

/// What is wrong with the store, as it is written.
enum TroubleWord: UInt8, Word {
  case well, full, inputOutput, corrupt, newerFormat

  init(_ trouble: SessionStore.Trouble?) {
    self =
      switch trouble {
      case nil: .well
      case .full: .full
      case .inputOutput: .inputOutput
      case .corrupt: .corrupt
      case .newerFormat: .newerFormat
      }
  }

  var trouble: SessionStore.Trouble? {
    switch self {
    case .well: nil
    case .full: .full
    case .inputOutput: .inputOutput
    case .corrupt: .corrupt
    case .newerFormat: .newerFormat
    }
  }

  var word: StaticString {
    switch self {
    case .well: "well"
    case .full: "full"
    case .inputOutput: "input-output"
    case .corrupt: "corrupt"
    case .newerFormat: "newer-format"
    }
  }
}

/// What is wrong with the store, and for how long.
struct Trouble: Equatable, Sendable {
  var kind: TroubleWord
  var time: Interval?
}

extension Form<Trouble> {
  static var trouble: Form {
    .oneOf(
      .shape(
        .word("a trouble"), make: { Trouble(kind: $0) }, part: { $0.time == nil ? $0.kind : nil }),
      .shape(
        .record(
          "trouble", help: "What is wrong with the store, and for how long",
          .required("is", .word("a trouble"), \.kind, help: "What is wrong"),
          .optional("for", .interval, \.time, help: "For how long")
        ) { Trouble(kind: $0, time: $1) },
        make: { $0 }, part: { $0 }))
  }
}

/// What a record holds.
struct Damage: Equatable, Sendable {
  var run: String
  var content: String
}

extension Form<Damage> {
  static var damage: Form {
    .record(
      "record", help: "What the record of a run holds",
      .required("run", .nonEmptyText, \.run, help: "The run"),
      .required("content", .text, \.content, help: "What it holds")
    ) { Damage(run: $0, content: $1) }
  }
}

/// What goes wrong with a request to Forge.
struct ForgeTroubleEntry: Equatable, Sendable {
  var verb: Verb
  var kind: Kind
  var takesEffect: Bool
  var time: Interval

  /// The ways in which a request goes wrong.
  enum Kind: UInt8, Word {
    case refused, reset, error, unsuccessful, hang, slow

    var word: StaticString {
      switch self {
      case .refused: "refused"
      case .reset: "reset"
      case .error: "error"
      case .unsuccessful: "unsuccessful"
      case .hang: "hang"
      case .slow: "slow"
      }
    }
  }

  init(verb: Verb, kind: Kind, takesEffect: Bool, time: Interval) {
    self.verb = verb
    self.kind = kind
    self.takesEffect = takesEffect
    self.time = time
  }

  init?(_ verb: Verb, _ fault: ForgeFault) {
    switch fault {
    case .slow(let time): self.init(verb: verb, kind: .slow, takesEffect: true, time: time)
    case .hang(let effect): self.init(verb: verb, kind: .hang, takesEffect: effect, time: .zero)
    case .failure(let failure, let effect):
      guard let kind = Self.kinds.first(where: { $0.failure == failure })?.kind else { return nil }
      self.init(verb: verb, kind: kind, takesEffect: effect, time: .zero)
    }
  }

  private static let kinds: [(kind: Kind, failure: ForgeFailure)] = [
    (.refused, .connectionRefused), (.reset, .connectionReset), (.error, .status(500)),
    (.unsuccessful, .unsuccessful),
  ]

  var fault: ForgeFault {
    switch kind {
    case .slow: .slow(time)
    case .hang: .hang(takesEffect: takesEffect)
    case .refused, .reset, .error, .unsuccessful:
      .failure(
        Self.kinds.first { $0.kind == kind }?.failure ?? .connectionRefused,
        takesEffect: takesEffect)
    }
  }
}

extension Form<ForgeTroubleEntry> {
  static var forgeTrouble: Form {
    .converting(
      forgeTroubleRecord,
      make: { entry throws(Refusal) in
        var entry = entry
        switch (entry.kind, entry.time > .zero) {
        case (.slow, false):
          throw Refusal("this request is slow, and it is not said by how much", hint: "give 'by'")
        case (.slow, true):
          // It is done in the end, so that there is nothing to be said of it.
          if entry.takesEffect {
            throw Refusal("a slow request takes effect always", hint: "leave 'takes-effect' out")
          }
          entry.takesEffect = true
        case (.refused, true), (.reset, true), (.error, true), (.unsuccessful, true),
          (.hang, true):
          throw Refusal("'by' says how slow a request is, and this one is not slow")
        case (.refused, false), (.reset, false), (.error, false), (.unsuccessful, false),
          (.hang, false):
          break
        }
        return entry
      },
      part: { entry in
        var entry = entry
        if entry.kind == .slow { entry.takesEffect = false }
        return entry
      })
  }

  private static var forgeTroubleRecord: Form {
    .record(
      "request to Forge", help: "What goes wrong with the next request of a kind",
      .required("call", .forgeVerb, \.verb, help: "The kind of request"),
      .required("is", .word("a trouble"), \.kind, help: "What goes wrong"),
      .defaulted(
        "takes-effect", .boolean, \.takesEffect, false, help: "Whether it is done all the same"),
      .defaulted("by", .interval, \.time, Interval.zero, help: "How slow it is")
    ) { ForgeTroubleEntry(verb: $0, kind: $1, takesEffect: $2, time: $3) }
  }
}

extension Form<Verb> {
  /// A request to Forge.
  static var forgeVerb: Form {
    let verbs = Verb.allCases.filter { Happening.Family($0) == .forge }
    return .converting(
      .word(among: verbs.map { "\($0.name)" }, "a request to Forge"),
      make: { word in verbs.first { "\($0.name)" == word } ?? .forgeHealth },
      part: { "\($0.name)" })
  }
}

/// A pull request.
struct PullRequestEntry: Equatable, Sendable {
  var run: String
  var facts: PullRequestFacts
}

/// Words of pull requests, as they are written.
enum PullRequestWords {
  static let states: [(String, Operations.PullRequestState)] = [
    ("none", .none), ("draft", .draft), ("open", .open), ("merged", .merged), ("closed", .closed),
  ]
  static let checks: [(String, Operations.CheckState)] = [
    ("none", .none), ("pending", .pending), ("passing", .passing), ("failing", .failing),
  ]
  static let reviews: [(String, Operations.ReviewState)] = [
    ("none", .none), ("pending", .pending), ("approved", .approved),
    ("changes-requested", .changesRequested),
  ]

  static func form<Value: Equatable & Sendable>(
    _ what: String, _ words: [(String, Value)], _ usual: Value
  ) -> Form<Value> {
    .converting(
      .word(among: words.map(\.0), what),
      make: { word in words.first { $0.0 == word }?.1 ?? usual },
      part: { value in words.first { $0.1 == value }?.0 ?? words[0].0 })
  }
}

extension Form<PullRequestEntry> {
  static var pullRequest: Form {
    .record(
      "pull request", help: "What the pull request of a run's branch is",
      .required("run", .nonEmptyText, \.run, help: "The run"),
      .required(
        "is", PullRequestWords.form("a state", PullRequestWords.states, .open), \.facts.state,
        help: "Where it stands"),
      .defaulted(
        "number", .integer(in: 0...1_000_000), { @Sendable entry in Int(entry.facts.number) }, 1,
        help: "Its number"),
      .defaulted(
        "checks", PullRequestWords.form("what checks say", PullRequestWords.checks, .none),
        \.facts.checks, .none, help: "What its checks say"),
      .defaulted(
        "review", PullRequestWords.form("what reviewers say", PullRequestWords.reviews, .none),
        \.facts.review, .none, help: "What its reviewers say"),
      .defaulted(
        "human-comment", .boolean, \.facts.hasHumanComment, false, help: "A person has commented"),
      .defaulted(
        "bot-comment", .boolean, \.facts.hasBotComment, false, help: "A bot has commented"),
      .defaulted(
        "mergeable", .boolean, \.facts.isMergeable, false, help: "Whether it can be merged"),
      .defaulted(
        "conflicts", .boolean, \.facts.hasConflicts, false, help: "Whether it conflicts")
    ) { run, state, number, checks, review, human, bot, mergeable, conflicts in
      PullRequestEntry(
        run: run,
        facts: PullRequestFacts(
          state: state, checks: checks, review: review, number: Int32(number),
          hasHumanComment: human, hasBotComment: bot, isMergeable: mergeable,
          hasConflicts: conflicts))
    }
  }
}

extension Form<Interval> {
  /// A step of the wall clock, forward or back.
  static var clockStep: Form {
    .scalar(
      "a step such as +40m or -1h", pattern: "^[+-][1-9][0-9]*(ms|s|m|h)$",
      hint: { _ in "the units are ms, s, m, h" },
      read: { text in
        // The wall clock counts milliseconds.
        guard let sign = text.first, sign == "+" || sign == "-",
          let size = Ranges.interval(String(text.dropFirst())), size > .zero,
          !text.hasSuffix("us"), !text.hasSuffix("ns")
        else { return nil }
        return sign == "-" ? Interval(nanoseconds: -size.nanoseconds) : size
      },
      write: { step in
        let size = Durations.text(of: abs(step.nanoseconds))
        return (step.nanoseconds < 0 ? "-" : "+") + size
      })
  }
}

extension Form<Action.Interfering> {
  static var interfering: Form {
    .record(
      "interference", help: "Which calls are interfered with, and how",
      .defaulted("of", .text, \.actor, "", help: "Whose; anybody's when nobody is named"),
      .defaulted("call", .calls, \.calls, .any, help: "The kind of call"),
      .defaulted(
        "skip", .integer(in: 0...1_000_000), { @Sendable own in Int(own.skip) }, 0,
        help: "How many matching ones go by unharmed first"),
      .defaulted(
        "count", .integer(in: 1...1_000_000), { @Sendable own in Int(own.count) }, 1,
        help: "How many are struck"),
      .defaulted(
        "percent", .integer(in: 1...100), \.percent, 100, help: "How many in a hundred are struck"),
      .required("how", .interference, \.how, help: "What is done to them")
    ) { actor, calls, skip, count, percent, how in
      var interfering = Action.Interfering()
      interfering.actor = actor
      interfering.calls = calls
      interfering.skip = Int32(skip)
      interfering.count = Int32(count)
      interfering.percent = percent
      interfering.how = how
      return interfering
    }
  }
}

extension Form<Action.Interfering.How> {
  /// What is done to a call.
  static var interference: Form {
    .choice(
      "interference's kind", help: "What is done to a call",
      [
        .bare("crash-before", .crashBeforeEffect, help: "The caller dies before the effect"),
        .bare("crash-unanswered", .crashBeforeAnswer, help: "The caller dies before the answer"),
        .bare("crash-after", .crashAfterAnswer, help: "The caller dies after the answer"),
        .bare("hang", .hang, help: "It has no effect and no answer"),
        .bare("lose-answer", .loseAnswer, help: "It takes effect and is never answered"),
        .bare("twice", .twice, help: "It takes effect twice"),
        .with(
          "delay", .interval, make: { .delay($0) },
          part: { if case .delay(let time) = $0 { time } else { nil } },
          help: "It takes effect so much later"),
        .with(
          "delay-answer", .interval, make: { .delayAnswer($0) },
          part: { if case .delayAnswer(let time) = $0 { time } else { nil } },
          help: "It is answered so much later"),
        .with(
          "pause", .interval, make: { .pause($0) },
          part: { if case .pause(let time) = $0 { time } else { nil } },
          help: "The caller is stopped for so long after it"),
        .with(
          "fail", .word("a failure"), make: { .fail($0) },
          part: { if case .fail(let failure) = $0 { failure } else { nil } },
          help: "It does nothing and fails"),
      ])
  }
}
