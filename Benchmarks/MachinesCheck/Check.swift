import Glibc
import HistoricalSupport
import SupervisionSupport

/// Runs machines and fills a table.
struct Check {
  private let options: Options

  init(_ options: Options) {
    self.options = options
  }

  /// Every run of this process; the exit status.
  func run() -> Int32 {
    Console.expectTraps()
    var table = MachinesTable()
    for machine in RealMachine.allCases {
      let runs = options.runs == 0 ? 0 : machine.runs(of: options.runs)
      each(machine.rawValue, runs) { seed in
        let report = machine.report(seed: seed, isPlanted: options.isPlanted)
        table.add(report, of: machine, seed: seed)
      }
    }
    for (place, flaw) in KnownFlaw.all.enumerated() {
      each(flaw.name, options.historical) { seed in
        table.add(flaw.show(Probe(seed: seed)), of: place, seed: seed)
      }
    }
    Console.progress("")
    return finish(table)
  }

  private func each(_ name: String, _ runs: Int, _ body: (UInt64) -> Void) {
    for number in 0..<UInt64(runs) where number % options.shards == options.shard {
      let seed = number + 1
      if number / options.shards % 64 == 0 { Console.progress("\(name) \(number) of \(runs)") }
      Console.begin(name, seed: seed, options.isPlanted ? " --plant" : "")
      body(seed)
    }
  }

  private func finish(_ table: MachinesTable) -> Int32 {
    guard !options.printsFigures else {
      for line in table.lines { print(line) }
      return 0
    }
    print(table.text)
    return table.exitStatus
  }

  /// Adds up what other processes have found; the exit status.
  func merge() -> Int32 {
    var table = MachinesTable()
    while let line = readLine() {
      guard table.add(line: line) else {
        Console.notice("error: no figures: '\(line)'")
        return 65
      }
    }
    return finish(table)
  }

  /// One run, told in full; the exit status.
  func replay(_ name: String, seed: UInt64) -> Int32 {
    if let machine = RealMachine(rawValue: name) {
      let report = machine.report(
        seed: seed, isPlanted: options.isPlanted, isTraced: options.isTraced)
      for line in report.trace { print(line) }
      for fault in report.faults { print("fault: \(fault)") }
      for violation in report.violations { print("violated: \(violation)") }
      print(
        "\(name), seed \(seed): \(report.eventCount) events, \(report.violations.count) violated")
      return report.violations.isEmpty ? (report.eventCount == 0 ? 2 : 0) : 1
    }
    guard let flaw = KnownFlaw.named(name) else {
      let names = RealMachine.allCases.map(\.rawValue) + KnownFlaw.all.map(\.name)
      Options.refuse("nothing is called '\(name)'; known are \(names.joined(separator: ", "))")
    }
    let showing = flaw.show(Probe(seed: seed, isTraced: options.isTraced))
    for line in showing.trace { print(line) }
    let measured = showing.measure.map { ", \($0) \(flaw.measure?.unit ?? "")" } ?? ""
    let words = showing.isShown ? "shown" : "not shown"
    print("\(name), seed \(seed): \(showing.eventCount) events, \(words)\(measured)")
    print("\(flaw.system): \(flaw.words)")
    return showing.isShown ? 0 : 1
  }
}
