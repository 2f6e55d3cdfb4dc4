import HistoricalSupport
import SupervisionSupport
import Testing

@Suite("The table of the machines")
struct MachinesTableTests {
  /// A few runs of everything, without flaws or with one planted in each real machine.
  private func table(
    runs: ClosedRange<UInt64>, isPlanted: Bool = false, skipping: RealMachine? = nil
  ) -> MachinesTable {
    var table = MachinesTable()
    for machine in RealMachine.allCases where machine != skipping {
      for seed in runs {
        table.add(machine.report(seed: seed, isPlanted: isPlanted), of: machine, seed: seed)
      }
    }
    return table
  }

  @Test("holds over a few seeds of each real machine", arguments: RealMachine.allCases)
  func holds(_ machine: RealMachine) {
    var figures = RealFigures()
    for seed: UInt64 in 1...40 {
      let report = machine.report(seed: seed)
      figures.add(report, seed: seed)
      #expect(report.violations.isEmpty, "seed \(seed): \(report.violations), \(report.faults)")
    }
    #expect(!figures.isVacuous && figures.violated == 0)
  }

  @Test("says violated of each real machine with a planted flaw, and how to see it again")
  func planted() {
    let table = table(runs: 1...20, isPlanted: true)
    for machine in RealMachine.allCases {
      #expect(table.verdict(on: machine) == .violated, "\(machine)")
      #expect(table.text.contains("replay: machines-check --only \(machine.rawValue) --seed "))
    }
    #expect(table.exitStatus == 1)
    #expect(table.text.contains("machines: failed: "))
  }

  @Test("says the same of a seed again, trace and all", arguments: RealMachine.allCases)
  func again(_ machine: RealMachine) {
    let first = machine.report(seed: 7, isTraced: true)
    let second = machine.report(seed: 7, isTraced: true)
    #expect(first.trace == second.trace && first.trace.count > 10)
    #expect(first.eventCount == machine.report(seed: 7).eventCount)
  }

  @Test("is vacuous where nothing ran, and is not as known where a flaw does not show")
  func vacuous() {
    #expect(MachinesTable().exitStatus == 2)
    var table = table(runs: 1...1, skipping: .forge)
    #expect(table.verdict(on: .forge) == .vacuous && table.verdict(on: .desk) != .vacuous)
    for place in KnownFlaw.all.indices {
      table.add(Showing(true, eventCount: 1, trace: []), of: place, seed: 1)
    }
    table.add(Showing(false, eventCount: 1, trace: []), of: 0, seed: 9)
    #expect(table.verdict(onFlaw: 0) == .notAsKnown)
    #expect(table.exitStatus == 1)
    #expect(table.text.contains("--only \(KnownFlaw.all[0].name) --seed 9 --trace"))
  }

  @Test("is the same when its figures have been through lines of text, and adds up")
  func lines() {
    var whole = MachinesTable()
    var parts = [MachinesTable(), MachinesTable()]
    for (place, flaw) in KnownFlaw.all.enumerated().prefix(14) {
      for seed: UInt64 in 1...2 {
        let showing = flaw.show(Probe(seed: seed))
        whole.add(showing, of: place, seed: seed)
        parts[Int(seed % 2)].add(showing, of: place, seed: seed)
      }
    }
    for seed: UInt64 in 1...8 {
      let report = RealMachine.projectLock.report(seed: seed, isPlanted: true)
      whole.add(report, of: .projectLock, seed: seed)
      parts[Int(seed % 2)].add(report, of: .projectLock, seed: seed)
    }
    var merged = MachinesTable()
    for line in parts.flatMap(\.lines) {
      let isAdded = merged.add(line: line)
      #expect(isAdded, "\(line)")
    }
    #expect(merged.lines == whole.lines)
    #expect(merged.text == whole.text)
    for line in ["", "real", "real nobody 1 1 1 1 -", "known x 1 1 1 1 1", "what desk 1 1 1 1 -"] {
      let isAdded = merged.add(line: line)
      #expect(!isAdded)
    }
  }
}
