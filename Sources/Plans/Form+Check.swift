import Forms

extension Form<Check> {
  /// A check: its sentence, and one way to find out.
  static var check: Form {
    .tagged(
      "check", help: "One thing that has to be so, and how it is found out",
      .required("check", .nonEmptyText, \.title, help: "What has to be so, in a sentence"),
      action: \.work,
      [
        .with(
          "scenarios", .scenarioReplay, make: { .scenarios($0) },
          part: { if case .scenarios(let part) = $0 { part } else { nil } },
          help: "Scenario files are replayed, and each of their reds is seen"),
        .with(
          "exploration", .explorationWork, make: { .exploration($0) },
          part: { if case .exploration(let part) = $0 { part } else { nil } },
          help: "A scenario is run in many ways, and a canary beside it is found"),
        .with(
          "proof", .proofWork, make: { .proof($0) },
          part: { if case .proof(let part) = $0 { part } else { nil } },
          help: "All runs of a scenario are gone through"),
        .with(
          "conformance", .conformanceWork, make: { .conformance($0) },
          part: { if case .conformance(let part) = $0 { part } else { nil } },
          help: "Both worlds go through the same scripts"),
        .with(
          "commands", .commandScript, make: { .commands($0) },
          part: { if case .commands(let part) = $0 { part } else { nil } },
          help: "Programs are run for real"),
        .with(
          "search", .searchWork, make: { .search($0) },
          part: { if case .search(let part) = $0 { part } else { nil } },
          help: "Files are searched for what must not be in them"),
        .with(
          "metric", .metric, make: { .metric($0) },
          part: { if case .metric(let part) = $0 { part } else { nil } },
          help: "A figure is counted, before and after"),
      ]
    ) { Check($1, $0) }
  }
}

extension Form<ScenarioReplay> {
  static var scenarioReplay: Form {
    .oneOf(
      .shape(
        .list(of: .nonEmptyText, count: 1...1_000), make: { ScenarioReplay($0) },
        part: { $0.least == 1 && !$0.tellsRed ? $0.paths : nil }),
      .shape(
        .record(
          "replay", help: "Scenario files, and how many there have to be",
          .required(
            "in", .list(of: .nonEmptyText, count: 1...1_000), \.paths, help: "Files and folders"),
          .defaulted(
            "least", .integer(in: 1...100_000), \.least, 1, help: "How many at least"),
          .defaulted(
            "tell-red", .boolean, \.tellsRed, false,
            help: "Whether the page tells how the first red of the first file fails")
        ) { ScenarioReplay($0, least: $1, tellsRed: $2) }, make: { $0 }, part: { $0 }))
  }
}

extension Form<ExplorationWork> {
  static var explorationWork: Form {
    .record(
      "exploration", help: "One scenario run in many ways, and a canary",
      .required("scenario", .nonEmptyText, \.scenario, help: "The scenario file"),
      .required("runs", .integer(in: 1...100_000_000), \.runs, help: "How many runs"),
      .required(
        "canary", .integer(in: 1...1_000), \.canary,
        help: "The red of the file that has to be found, counted from 1"),
      .defaulted(
        "canary-runs", .integer(in: 1...1_000_000), \.canaryRuns, 200,
        help: "How many runs it may take"),
      .defaulted(
        "driver", .word(among: ["swarm", "random", "priorities", "mixed"], "a driver"), \.driver,
        "swarm", help: "What is varied: the whole scenario, or the order of its events"),
      .optional("seed", .seed, \.seed, help: "The first seed, if it is not that of the plan")
    ) { ExplorationWork($0, runs: $1, canary: $2, canaryRuns: $3, driver: $4, seed: $5) }
  }
}

extension Form<ProofWork> {
  static var proofWork: Form {
    .record(
      "proof", help: "All runs of a scenario, and all under a red",
      .required("scenario", .nonEmptyText, \.scenario, help: "The scenario file"),
      .defaulted(
        "crashes", .integer(in: 0...100), \.crashes, 0, help: "How often a player may crash"),
      .defaulted(
        "states", .integer(in: 1...1_000_000_000), \.states, 5_000_000,
        help: "After how many states it is given up"),
      .required(
        "canary", .integer(in: 1...1_000), \.canary,
        help: "The red of the file that must not be provable, counted from 1")
    ) { ProofWork($0, crashes: $1, states: $2, canary: $3) }
  }
}

extension Form<ConformanceWork> {
  static var conformanceWork: Form {
    .record(
      "conformance", help: "The simulated world and this machine side by side",
      .required(
        "areas", .list(of: .name, count: 1...100), \.areas, help: "What is compared"),
      .required(
        "scripts", .integer(in: 1...1_000_000), \.scripts, help: "How many scripts of each"),
      .optional("seed", .seed, \.seed, help: "The seed of the first, if not that of the plan")
    ) { ConformanceWork($0, scripts: $1, seed: $2) }
  }
}

extension Form<SearchWork> {
  static var searchWork: Form {
    .record(
      "search", help: "A text that must not be in some files",
      .required("for", .nonEmptyText, \.pattern, help: "What must not be found"),
      .required(
        "in", .list(of: .nonEmptyText, count: 1...100), \.paths,
        help: "The files and folders that are searched"),
      .required("control", .control, \.control, help: "What has to be found by the same search")
    ) { SearchWork(for: $0, in: $1, control: $2) }
  }
}

extension Form<SearchWork.Control> {
  static var control: Form {
    .record(
      "control", help: "What has to be found, so that it is known that there was a search",
      .optional(
        "for", .nonEmptyText, \.pattern,
        help: "The text; the one that must not be found elsewhere, if it is not said"),
      .defaulted(
        "in", .list(of: .nonEmptyText), \.paths, [],
        help: "Where; in the files that are searched, if it is not said")
    ) { SearchWork.Control(for: $0, in: $1) }
  }
}
