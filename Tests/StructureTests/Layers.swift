/// Who may import whom.
///
/// This table is the rule; the handbook shows a copy for readers.
enum Layers {
  /// What a target may import itself.
  ///
  /// It may also import what these may import.
  static let direct: [String: [String]] = [
    "Lifecycle": [],
    "Operations": [],
    "JSON": [],
    "Commands": [],
    "YAML": [],
    "Forms": ["YAML", "JSON"],
    "Reports": ["JSON"],
    "EvidencePage": ["JSON"],
    "LifecycleWire": ["Lifecycle", "JSON"],
    "Supervision": ["LifecycleWire", "Operations"],
    "Historical": ["Supervision"],
    "SimulatedWorld": ["Operations"],
    "Simulation": ["SimulatedWorld"],
    "Live": ["Operations"],
    "Properties": ["Simulation", "Supervision"],
    "Scenarios": ["Properties", "Historical"],
    "Search": ["Operations"],
    "Exploration": ["Scenarios", "Search"],
    "FailureStories": ["Exploration", "EvidencePage"],
    "LaunchStudy": ["Scenarios", "Reports", "EvidencePage"],
    "ScenarioFolders": [],
    "Workers": [],
    "ScenarioTesting": ["Exploration", "ScenarioFiles", "ScenarioFolders"],
    "ScenarioFiles": ["Scenarios", "Forms"],
    "SessionManager": ["Supervision", "Live"],
    "Conformance": ["Simulation", "Live"],
    "LiveReplay": ["Scenarios", "SessionManager"],
    "Plans": ["Forms"],
    "Evidence": ["EvidencePage", "Plans", "Reports"],
  ]

  /// Commands stand above all libraries and may import every one of them.
  static func isCommand(_ target: String) -> Bool {
    target == "rehearse" || target.hasSuffix("-bench") || target.hasSuffix("-check")
  }

  /// The targets that touch this machine.
  static let touchesMachine: Set<String> = [
    "Live", "LiveReplay", "SessionManager", "Conformance", "ScenarioFolders", "ScenarioTesting",
    "Workers",
  ]

  /// Whether a target is pure: it has the standard library and nothing else.
  ///
  /// What it computes then depends on what it was given. The others touch this machine.
  static func isPure(_ target: String) -> Bool {
    direct[target] != nil && !touchesMachine.contains(target)
  }

  /// C targets and system libraries are named CName.
  static func isC(_ target: String) -> Bool {
    let letters = Array(target.utf8.prefix(2))
    return letters.count == 2 && letters[0] == UInt8(ascii: "C") && direct[target] == nil
      && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letters[1])
  }

  /// The targets that may stand on a C target: this machine, YAML, and the benchmarks that count
  /// allocations.
  static let mayImportC: Set<String> = [
    "Live", "YAML", "universe-bench", "campaign-bench",
  ]

  /// The C libraries of pure targets: whoever imports such a target links them as well.
  private static let libraries: [String: [String]] = ["YAML": ["yaml"], "Live": ["sqlite3"]]

  /// The C libraries that a target links because of what it may import.
  static func inheritedLibraries(of target: String) -> [String] {
    (allowed(for: target) ?? []).sorted().flatMap { libraries[$0] ?? [] }
  }

  /// Everything that a target may import from this package, or nil for an unknown target.
  static func allowed(for target: String) -> Set<String>? {
    if isCommand(target) { return Set(direct.keys) }
    guard var waiting = direct[target] else { return nil }
    var found: Set<String> = []
    while let next = waiting.popLast() {
      if found.insert(next).inserted { waiting += direct[next] ?? [] }
    }
    return found
  }
}
