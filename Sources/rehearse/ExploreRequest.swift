import Commands
import Exploration
import Forms
import Workers

/// What a campaign was asked for.
struct ExploreRequest {
  var driver: Driver
  var runs: UInt64
  /// After how many nanoseconds it stops, if it was said.
  var nanosecondsMax: Int64?
  var first: UInt64
  var jobs: Int
  var collects: Bool
  var twicePerMille: UInt64
  var checkpoint: String?
  var shard: Shard
  var report: String?
  var folder: String?
  var printsJSON: Bool

  /// Seeds have nine digits at most, so that each can stand in a file.
  private static let seedMax: UInt64 = 999_999_999

  init(_ values: Values) throws(Failure) {
    driver = values[ExploreCommand.driver].driver
    runs = values[ExploreCommand.runs]
    first = values[ExploreCommand.from]
    jobs = values[ExploreCommand.jobs] ?? Cores.available
    collects = values[ExploreCommand.collect]
    checkpoint = values[ExploreCommand.checkpoint]?.description
    shard = .whole
    if let text = values[ExploreCommand.shard] {
      shard = try Shard(text)
      // What others have found cannot be known here: a part goes on to its end, also the only one.
      collects = true
    }
    report = values[ExploreCommand.report]?.description
    folder = values[ExploreCommand.out]?.description
    printsJSON = values[ExploreCommand.json]
    let percent = values[ExploreCommand.twice]
    guard (0...100).contains(percent) else {
      throw Failure(status: .usage, message: "'--twice' wants a percentage, not \(percent).")
    }
    twicePerMille = UInt64(percent) * 10
    guard (1...1_024).contains(jobs) else {
      throw Failure(status: .usage, message: "'--jobs' wants a number from 1 to 1024, not \(jobs).")
    }
    if let text = values[ExploreCommand.time] {
      guard let time = Durations.nanoseconds(text), time > 0 else {
        throw Failure(
          status: .usage, message: "'\(text)' is no time; it is written as 60s, 10m or 2h.")
      }
      guard shard == .whole else {
        throw Failure(
          status: .usage,
          message: "A shard is some of a number of runs, and '--for' does not say how many.")
      }
      nanosecondsMax = time
      runs = Self.seedMax - min(first, Self.seedMax) + 1
    }
    guard first <= Self.seedMax, runs <= Self.seedMax - first + 1 else {
      throw Failure(
        status: .usage, message: "Seeds have at most nine digits, and these would have more.")
    }
    guard runs > 0 else {
      throw Failure(status: .usage, message: "'--runs' wants a number from 1 on.")
    }
  }
}
