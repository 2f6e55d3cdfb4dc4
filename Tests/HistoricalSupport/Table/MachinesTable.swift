import SupervisionSupport

/// The real machines and the historical ones, in figures: the former violate nothing, the latter
/// show what they are known for.
package struct MachinesTable: Sendable {
  /// In the order of the real machines.
  package private(set) var real: [RealFigures]
  /// In the order of the known flaws.
  package private(set) var known: [FlawFigures]

  /// An empty table.
  package init() {
    real = RealMachine.allCases.map { _ in RealFigures() }
    known = KnownFlaw.all.map { _ in FlawFigures() }
  }

  /// Adds a run of a real machine.
  package mutating func add(_ report: RunReport, of machine: RealMachine, seed: UInt64) {
    guard let place = RealMachine.allCases.firstIndex(of: machine) else { return }
    real[place].add(report, seed: seed)
  }

  /// Adds a run of a flaw's scene.
  package mutating func add(_ showing: Showing, of flaw: Int, seed: UInt64) {
    known[flaw].add(showing, seed: seed)
  }

  // MARK: - From process to process

  /// The figures, a line each.
  package var lines: [String] {
    let real = zip(RealMachine.allCases, real).map { machine, figures in
      let seeds = figures.seeds.map { "\($0)" }.joined(separator: ",")
      return
        "real \(machine.rawValue) \(figures.runs) \(figures.eventCount) \(figures.faultCount) "
        + "\(figures.violated) \(seeds.isEmpty ? "-" : seeds)"
    }
    let known = zip(KnownFlaw.all, known).map { flaw, figures in
      "known \(flaw.name) \(figures.runs) \(figures.eventCount) \(figures.shown) "
        + "\(figures.least) \(figures.most) \(figures.missed.map { "\($0)" } ?? "-")"
    }
    return real + known
  }

  /// Adds the figures of another process; false for a line that is none.
  package mutating func add(line: String) -> Bool {
    let words = line.split(separator: " ").map(String.init)
    guard words.count > 6, let runs = Int(words[2]), let events = Int64(words[3]) else {
      return false
    }
    switch words[0] {
    case "real":
      guard let place = RealMachine.allCases.firstIndex(where: { $0.rawValue == words[1] }),
        let faults = Int(words[4]), let violated = Int(words[5])
      else { return false }
      var figures = RealFigures()
      (figures.runs, figures.eventCount) = (runs, events)
      (figures.faultCount, figures.violated) = (faults, violated)
      figures.seeds = words[6].split(separator: ",").compactMap { UInt64($0) }
      real[place].add(figures)
    case "known":
      guard let place = KnownFlaw.all.firstIndex(where: { $0.name == words[1] }),
        let shown = Int(words[4]), let least = Int64(words[5]), let most = Int64(words[6])
      else { return false }
      var figures = FlawFigures()
      (figures.runs, figures.eventCount, figures.shown) = (runs, events, shown)
      (figures.least, figures.most) = (least, most)
      figures.missed = words.count > 7 ? UInt64(words[7]) : nil
      known[place].add(figures)
    default:
      return false
    }
    return true
  }

  // MARK: - Verdicts

  /// What there is to say of a row.
  package enum Verdict: String, Sendable {
    case held, violated, shown, vacuous
    case notAsKnown = "NOT AS KNOWN"
  }

  /// The verdict on a real machine.
  package func verdict(on machine: RealMachine) -> Verdict {
    guard let place = RealMachine.allCases.firstIndex(of: machine) else { return .vacuous }
    if real[place].violated > 0 { return .violated }
    return real[place].isVacuous ? .vacuous : .held
  }

  /// The verdict on a known flaw.
  package func verdict(onFlaw place: Int) -> Verdict {
    let figures = known[place]
    if figures.runs == 0 || figures.eventCount == 0 { return .vacuous }
    return figures.agree(with: KnownFlaw.all[place]) ? .shown : .notAsKnown
  }

  /// 0 when all is as it should be, 1 when a machine failed, 2 when a row stands for nothing.
  package var exitStatus: Int32 {
    let verdicts =
      RealMachine.allCases.map { verdict(on: $0) } + known.indices.map { verdict(onFlaw: $0) }
    if verdicts.contains(.violated) || verdicts.contains(.notAsKnown) { return 1 }
    return verdicts.contains(.vacuous) ? 2 : 0
  }
}
