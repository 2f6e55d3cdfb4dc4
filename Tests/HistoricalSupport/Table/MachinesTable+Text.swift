import SupervisionSupport

extension MachinesTable {
  /// The table for people.
  package var text: String {
    let realRows = zip(RealMachine.allCases, real).map { machine, figures in
      [
        machine.rawValue, machine.claim, "\(figures.runs)", "\(figures.eventCount)",
        "\(figures.faultCount)", "\(figures.violated)", verdict(on: machine).rawValue,
      ]
    }
    let all = real.reduce(into: RealFigures()) { $0.add($1) }
    let sum = [
      "all", "", "\(all.runs)", "\(all.eventCount)", "\(all.faultCount)", "\(all.violated)", "",
    ]
    let knownRows = known.indices.map { place in row(of: place) }
    var lines = Self.columns(
      [["real machine", "what is claimed", "runs", "events", "faults", "violated", "verdict"]]
        + realRows + [sum], toTheLeft: [0, 1, 6])
    lines.append("")
    lines += Self.columns(
      [["known flaw", "system", "what it does", "runs", "shown", "known", "measured", "verdict"]]
        + knownRows, toTheLeft: [0, 1, 2, 6, 7])
    lines += replays
    lines.append(summary)
    return lines.joined(separator: "\n")
  }

  private func row(of place: Int) -> [String] {
    let (flaw, figures) = (KnownFlaw.all[place], known[place])
    return [
      flaw.name, flaw.system, flaw.words, "\(figures.runs)",
      figures.runs == 0 ? "-" : Self.percent(figures.shown, of: figures.runs),
      "\(Self.range(flaw.percent)) %", measured(flaw, figures),
      verdict(onFlaw: place).rawValue,
    ]
  }

  private func measured(_ flaw: KnownFlaw, _ figures: FlawFigures) -> String {
    guard let measure = flaw.measure else { return "" }
    guard figures.least <= figures.most else { return "nothing" }
    return "\(Self.range(figures.least...figures.most)) of \(Self.range(measure.range)) "
      + measure.unit
  }

  /// How to see again what should not have been.
  private var replays: [String] {
    var lines: [String] = []
    for (machine, figures) in zip(RealMachine.allCases, real) {
      for seed in figures.seeds {
        lines.append("replay: machines-check --only \(machine.rawValue) --seed \(seed) --trace")
      }
    }
    for place in known.indices where verdict(onFlaw: place) == .notAsKnown {
      let seed = known[place].missed ?? 1
      let name = KnownFlaw.all[place].name
      lines.append("replay: machines-check --only \(name) --seed \(seed) --trace")
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  private var summary: String {
    let all = real.reduce(into: RealFigures()) { $0.add($1) }
    let shown = known.indices.filter { verdict(onFlaw: $0) == .shown }.count
    let result = exitStatus == 0 ? "held" : exitStatus == 1 ? "failed" : "vacuous"
    return "\nmachines: \(result): \(all.runs) runs of real machines, \(all.violated) violated; "
      + "\(shown) of \(known.count) known flaws shown"
  }

  // MARK: - Layout

  private static func range<Number>(_ range: ClosedRange<Number>) -> String {
    range.lowerBound == range.upperBound
      ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }

  private static func percent(_ part: Int, of whole: Int) -> String {
    let tenths = (part * 1_000 + whole / 2) / whole
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }

  private static func columns(_ rows: [[String]], toTheLeft: [Int]) -> [String] {
    guard let first = rows.first else { return [] }
    let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column -> String in
        let pad = String(repeating: " ", count: widths[column] - row[column].count)
        return toTheLeft.contains(column) ? row[column] + pad : pad + row[column]
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
