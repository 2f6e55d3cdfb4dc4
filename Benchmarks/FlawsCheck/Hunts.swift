import Exploration
import ExplorationSupport
import Glibc
import Lifecycle
import Scenarios

/// Hunts every planted flaw by every driver and prints how long it takes.
struct Hunts {
  private let options: Options
  private static let width = 40

  init(_ options: Options) {
    self.options = options
  }

  /// The exit status.
  func run() throws(StagingError) -> Int32 {
    let flaws = PlantedFlaw.all.filter { options.only == nil || options.only == $0.name }
    guard !flaws.isEmpty else { Options.refuse("no flaw is called '\(options.only ?? "")'") }
    var missed: [String] = []
    var head = pad("flaw", Self.width) + pad("scene", 13)
    for driver in Driver.allCases { head += lead(driver.text, 12) }
    print("median of \(options.hunts) hunts: runs until found, at most \(options.limit)")
    print(head)
    for (number, flaw) in flaws.enumerated() where number % options.shards == options.shard {
      var line = pad(flaw.name, Self.width) + pad(flaw.scene.rawValue, 13)
      var isFound = false
      for driver in Driver.allCases {
        Console.progress("\(flaw.name) by \(driver.text)")
        let median = try median(flaw, driver)
        if median != nil { isFound = true }
        line += lead(median.map { "\($0)" } ?? "-", 12)
      }
      if !isFound { missed.append(flaw.name) }
      Console.progress("")
      print(line)
      fflush(nil)
    }
    for name in missed { print("missed by all: \(name)") }
    return missed.isEmpty ? 0 : 1
  }

  /// The median; nil when half of the hunts or more find nothing.
  private func median(_ flaw: PlantedFlaw, _ driver: Driver) throws(StagingError) -> Int? {
    let hunt = Hunt(
      flaw.scene.scenario, changes: flaw.changes, violates: flaw.violates, driver: driver)
    var counts: [Int] = []
    var misses = 0
    for number in 1...options.hunts {
      if let count = try hunt.runCount(untilFoundBy: UInt64(number), limit: options.limit) {
        counts.append(count)
      } else {
        misses += 1
        // More than half of them cannot be made good.
        if misses * 2 > options.hunts { return nil }
      }
    }
    let place = (options.hunts - 1) / 2
    return place < counts.count ? counts.sorted()[place] : nil
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private func lead(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}
