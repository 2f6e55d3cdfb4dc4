import Forms

extension Form<CommandScript> {
  static var commandScript: Form {
    .record(
      "commands", help: "Programs that are run for real in an empty folder of their own",
      .required(
        "steps", .list(of: .commandStep, count: 1...1_000), \.steps,
        help: "What is run, one after the other"),
      .defaulted(
        "varies", .list(of: .nonEmptyText), \.varies, [],
        help: "Texts behind which digits differ from run to run; they are kept as {n}")
    ) { CommandScript($0, varies: $1) }
  }
}

extension Form<CommandStep> {
  static var commandStep: Form {
    .record(
      "step", help: "A program that is run, and what has to come of it",
      .required("step", .name, \.name, help: "What other steps call it by"),
      .required(
        "run", .list(of: .text, count: 1...1_000), \.run,
        help:
          "The program and its arguments; {n} is the number of the time, {work} the folder, {here} the one that the plan is run from"
      ),
      .defaulted("input", .text, \.input, "", help: "What it reads"),
      .defaulted("times", .integer(in: 1...10_000), \.times, 1, help: "How often it is run"),
      .defaulted("at-once", .boolean, \.isAtOnce, false, help: "Whether all times are at once"),
      .defaulted("exit", .integer(in: 0...255), \.exit, 0, help: "The exit status it has to have"),
      .defaulted(
        "contains", .list(of: .nonEmptyText), \.contains, [],
        help: "What has to be in what it prints"),
      .defaulted(
        "lacks", .list(of: .nonEmptyText), \.lacks, [],
        help: "What must not be in what it prints"),
      .defaulted(
        "within", .duration, \.limitNs, CommandStep.usualLimitNs, help: "How long it may take"),
      .optional("count", .outputCount, \.count, help: "What is counted in what it prints")
    ) { name, run, input, times, isAtOnce, exit, contains, lacks, limit, count in
      var step = CommandStep(name, run)
      step.input = input
      step.times = times
      step.isAtOnce = isAtOnce
      step.exit = exit
      step.contains = contains
      step.lacks = lacks
      step.limitNs = limit
      step.count = count
      return step
    }
  }
}

extension Form<OutputCount> {
  static var outputCount: Form {
    .converting(
      .countEntry,
      make: { entry throws(Refusal) in
        switch (entry.number, entry.step) {
        case (let number?, nil): return OutputCount(of: entry.of, .exactly(number))
        case (nil, let step?): return OutputCount(of: entry.of, .oneForEach(step))
        default:
          throw Refusal(
            "a count is wanted once", hint: "say either 'is' or 'one-for-each', and not both")
        }
      },
      part: { count in
        switch count.wanted {
        case .exactly(let number): CountEntry(of: count.of, number: number, step: nil)
        case .oneForEach(let step): CountEntry(of: count.of, number: nil, step: step)
        }
      })
  }
}

/// A count as it is written.
struct CountEntry: Equatable, Sendable {
  var of: String
  var number: Int?
  var step: String?
}

extension Form<CountEntry> {
  static var countEntry: Form {
    .record(
      "count", help: "How often something stands in what is printed",
      .required("of", .nonEmptyText, \.of, help: "What is counted"),
      .optional("is", .integer(in: 0...1_000_000), \.number, help: "How often it has to be there"),
      .optional(
        "one-for-each", .name, \.step,
        help: "An earlier step: it has to be there once for each time that this was run")
    ) { CountEntry(of: $0, number: $1, step: $2) }
  }
}
