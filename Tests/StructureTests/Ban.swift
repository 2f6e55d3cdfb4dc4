/// Something that a pure target does without, because it would make a run depend on more than what
/// the run was given.
struct Ban: Sendable {
  /// How the offence is named in a report.
  var name: String
  var why: String
  /// The token that it begins with.
  var first: String
  /// Whether it begins at a place where that token stands.
  var begins: @Sendable (_ code: Code, _ index: Int) -> Bool

  static let all: [Ban] =
    clocks + identities + randomness + concurrency + globals + orders + habits

  private static let byFirst = Dictionary(grouping: all, by: \.first)

  private static let clocks =
    words(
      [
        "ContinuousClock", "SuspendingClock", "clock_gettime", "gettimeofday", "mach_absolute_time",
      ],
      "the time is an input")
    + uses(["Date"], "the time is an input")

  private static let identities =
    uses(["UUID"], "an identity is chosen by the caller or drawn from a named stream")
    + words(
      ["Hasher", "hashValue"], "Swift's hashes differ from process to process; digest instead")

  private static let randomness =
    words(
      [
        "SystemRandomNumberGenerator", "arc4random", "arc4random_uniform", "arc4random_buf",
        "getrandom", "drand48",
      ], "chance is drawn from a named stream of the seed")
    + ["random", "randomElement", "shuffled", "shuffle"].map { word in
      Ban(
        name: ".\(word)() without using:", why: "it draws from the system's chance", first: word
      ) { code, at in
        // A case of an enumeration may bear the name: it is matched, or has a label of its own.
        code[at - 1] == "." && code[at - 2] != "case" && code[at + 1] == "("
          && !code.arguments(from: at + 1).contains { $0 == "using" || $0 == "within" }
      }
    }

  private static let concurrency =
    words(
      [
        "Task", "TaskGroup", "withTaskGroup", "withThrowingTaskGroup", "withDiscardingTaskGroup",
        "async", "await", "MainActor", "globalActor", "Thread", "pthread_create", "DispatchQueue",
      ], "a machine is stepped by its world and never schedules itself")
    + [
      // The word is also one of ours, for a variable, a label or a case.
      Ban(name: "actor", why: "a machine is a value", first: "actor") { code, at in
        ["{", ":", "<"].contains(code[at + 2])
          && code.tokens[at + 1].isUppercaseWord && ![".", "(", ",", "case"].contains(code[at - 1])
      }
    ]

  private static let globals = [
    Ban(name: "static var", why: noState, first: "var") { code, at in
      code.isStatic(at) && !code.isComputedProperty(from: at + 1)
    },
    Ban(name: "top-level var", why: noState, first: "var") { code, at in
      code.depths[at] == 0 && code[at - 1] != "import"
    },
    Ban(name: "nonisolated(unsafe)", why: noState, first: "nonisolated") { code, at in
      code[at + 1] == "(" && code[at + 2] == "unsafe"
    },
    Ban(name: "CommandLine", why: "the command hands arguments over", first: "CommandLine") {
      code, at in code[at + 1] == "."
    },
  ]

  private static let noState = "universes share no state"

  /// Allowed where the line says that nothing walks over it: `// lookup only`.
  private static let orders =
    words(["Dictionary", "Set"], orderReason).map { $0.unlessLookupOnly() }
    + [
      Ban(name: "[Key: Value]", why: orderReason, first: "[") { code, at in
        code.isDictionaryType(at)
      }
    ].map { $0.unlessLookupOnly() }
    + ["let", "var"].map { word in
      Ban(name: "a dictionary literal", why: orderReason, first: word) { code, at in
        code.isVariableWithDictionaryLiteral(at)
      }.unlessLookupOnly()
    }

  private static let orderReason =
    "its order changes from process to process; use an array, or say // lookup only"

  private static let habits =
    [
      Ban(name: "try!", why: "an error is answered or handed on", first: "try") { code, at in
        code[at + 1] == "!" && !code.tokens[at + 1].isSpaced
      }
    ]
    + ["print", "debugPrint", "dump", "readLine"].map { word in
      Ban(
        name: "\(word)()", why: "input and output belong to the command", first: word
      ) { code, at in
        code[at + 1] == "(" && ![".", "func"].contains(code[at - 1])
      }
    }

  private static func words(_ words: [String], _ why: String) -> [Ban] {
    words.map { word in
      Ban(name: word, why: why, first: word) { _, _ in true }
    }
  }

  /// Words that are banned as values only, so that a case or a label may bear them.
  private static func uses(_ words: [String], _ why: String) -> [Ban] {
    words.map { word in
      Ban(name: word, why: why, first: word) { code, at in
        ["(", "."].contains(code[at + 1]) && code[at - 1] != "case"
      }
    }
  }

  private func unlessLookupOnly() -> Ban {
    let begins = begins
    return Ban(name: name, why: why, first: first) { code, at in
      begins(code, at) && code.comments[code.tokens[at].line]?.contains("lookup only") != true
    }
  }

  /// Everything banned that a file contains.
  static func offences(in file: SourceFile) -> [Offence] {
    let code = Code(file)
    return code.tokens.enumerated().flatMap { index, token in
      (byFirst[token.text] ?? []).filter { $0.begins(code, index) }.map {
        Offence(path: file.path, line: token.line, what: $0.name, why: $0.why)
      }
    }
  }
}
