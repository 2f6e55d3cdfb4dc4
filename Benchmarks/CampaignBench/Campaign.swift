import BenchSupport
import CAllocationCount
import Forms
import Operations
import Properties
import ScenarioFiles
import ScenarioFolders
import Scenarios
import Simulation
import Workers

/// Many runs of one scenario, each from its own seed.
struct Campaign: Sendable {
  let path: String

  /// How many runs the exact counters are of.
  static let exactCount: UInt64 = 2_000
  /// How many runs a thread takes at once.
  static let chunk: UInt64 = 250

  /// Whether the file can be read and its stage set.
  var isThere: Bool { production() != nil }

  /// The stage, made of the bytes of the file: what two threads shared, both would have to count the
  /// references of.
  private func production() -> Production? {
    guard let scenario = scenario() else { return nil }
    return try? Production(scenario)
  }

  private func scenario() -> Scenario? {
    guard let bytes = try? ScenarioFolder.bytes(of: path) else { return nil }
    return try? ScenarioFile.load(bytes, file: path)
  }

  // MARK: - What repeats exactly

  /// The counters of the first runs, after a warm-up.
  func exact() -> Exact {
    var exact = Exact()
    guard let production = production() else { return exact }
    for seed in 1...UInt64(100) { _ = Tally(of: seed, production) }
    let before = allocation_count()
    for seed in 1...Self.exactCount { exact.tally.add(Tally(of: seed, production)) }
    exact.allocations = Int64(allocation_count() - before)
    return exact
  }

  /// How many of the first runs come out otherwise when each sets its stage anew.
  func differences(count: UInt64) -> Int {
    guard let scenario = scenario(), let production = production() else { return 0 }
    var different = 0
    for seed in 1...count {
      guard let ordinary = try? Self.end(of: Play(scenario, seed: seed)) else { return Int(count) }
      if ordinary != Self.end(of: production.play(seed: seed)) { different += 1 }
    }
    return different
  }

  /// What a run comes to, in short.
  private struct End: Equatable {
    var digest: Digest
    var struck: [Bool]
    var findings: [Finding]
  }

  private static func end(of play: consuming Play) -> End {
    var play = play
    play.run()
    return End(
      digest: play.universe.digest, struck: play.struck, findings: play.findings())
  }

  // MARK: - What the clock says

  /// Runs the first so many seeds on so many threads.
  func measure(_ count: UInt64, threads: Int) throws(ThreadTrouble) -> Measurement {
    var measurement = Measurement(threads: threads)
    var next: UInt64 = 0
    let begin = Stopwatch.seconds()
    let processorBegin = Stopwatch.processorSeconds()
    try Workers(count: threads).run(1..<count + 1, chunk: Self.chunk) {
      (_, queue: WorkQueue<Tally>) in
      guard let production = production() else { return }
      while let seeds = queue.next() {
        var tally = Tally()
        for seed in seeds { tally.add(Tally(of: seed, production)) }
        queue.bring(tally, of: seeds)
      }
    } take: { (seeds: Range<UInt64>, tally: Tally) in
      measurement.tally.add(tally)
      if seeds.upperBound > next {
        measurement.resident.append(Memory.resident())
        next += max(count / 100, Self.chunk)
      }
      return .goOn
    }
    measurement.seconds = Stopwatch.seconds() - begin
    measurement.processorSeconds = Stopwatch.processorSeconds() - processorBegin
    return measurement
  }
}

/// What runs came to.
struct Tally: Sendable, Equatable {
  var runs: Int64 = 0
  var events: Int64 = 0
  var violated: Int64 = 0
  var digest = Digest()

  init() {}

  /// Plays one run.
  init(of seed: UInt64, _ production: borrowing Production) {
    var play = production.play(seed: seed)
    play.run()
    runs = 1
    events = play.universe.eventCount
    if play.findings().contains(where: { $0.verdict == .violated }) { violated = 1 }
    digest = play.universe.digest
  }

  mutating func add(_ other: Tally) {
    runs += other.runs
    events += other.events
    violated += other.violated
    digest.fold(other.digest)
  }
}
