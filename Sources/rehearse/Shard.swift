import Glibc

/// Which part of a campaign a process is to run: the ith of n.
struct Shard: Equatable {
  /// The part, from 1 on.
  var number: UInt64
  /// How many parts there are.
  var count: UInt64

  /// The whole.
  static let whole = Shard(number: 1, count: 1)

  /// Reads `3/16`, or `auto`: what the engine that started the process says.
  init(_ text: String) throws(Failure) {
    if text == "auto" {
      self = try Self.ofEngine { name in getenv(name).map { String(cString: $0) } }
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { UInt64($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], number >= 1,
      number <= count
    else {
      throw Failure(
        status: .usage,
        message: "'\(text)' is no shard: it is written 3/16, from 1/16 to 16/16, or auto.")
    }
    self.init(number: number, count: count)
  }

  init(number: UInt64, count: UInt64) {
    self.number = number
    self.count = count
  }

  /// An engine that starts many processes and tells each its place.
  private struct Engine {
    var name: String
    var place: String
    var count: String
    /// The number of the first place.
    var first: UInt64

    /// What somebody says himself comes before what an engine says.
    static let all = [
      Engine(
        name: "a GitHub matrix, or anybody else", place: "REHEARSE_SHARD",
        count: "REHEARSE_SHARDS", first: 0),
      Engine(
        name: "a Slurm job array", place: "SLURM_ARRAY_TASK_ID", count: "SLURM_ARRAY_TASK_COUNT",
        first: 0),
      Engine(
        name: "a Kubernetes indexed job", place: "JOB_COMPLETION_INDEX", count: "REHEARSE_SHARDS",
        first: 0),
      Engine(
        name: "GitLab", place: "CI_NODE_INDEX", count: "CI_NODE_TOTAL", first: 1),
      Engine(
        name: "Buildkite", place: "BUILDKITE_PARALLEL_JOB",
        count: "BUILDKITE_PARALLEL_JOB_COUNT", first: 0),
      Engine(
        name: "CircleCI", place: "CIRCLE_NODE_INDEX", count: "CIRCLE_NODE_TOTAL", first: 0),
    ]
  }

  /// What the environment says.
  static func ofEngine(_ variable: (String) -> String?) throws(Failure) -> Shard {
    for engine in Engine.all {
      guard let place = variable(engine.place) else { continue }
      guard let number = UInt64(place) else {
        throw Failure(
          status: .usage, message: "\(engine.place) is '\(place)', which is no number.")
      }
      guard let text = variable(engine.count), let count = UInt64(text), count > 0 else {
        throw Failure(
          status: .usage,
          message: "\(engine.place) is set, so this is \(engine.name), and \(engine.count) does "
            + "not say how many there are.")
      }
      // An array of tasks may begin with any number.
      let first = variable("SLURM_ARRAY_TASK_MIN").flatMap { UInt64($0) } ?? engine.first
      let step = variable("SLURM_ARRAY_TASK_STEP").flatMap { UInt64($0) } ?? 1
      let base = engine.place.hasPrefix("SLURM") ? first : engine.first
      let every = engine.place.hasPrefix("SLURM") ? max(1, step) : 1
      guard number >= base, (number - base) / every < count else {
        throw Failure(
          status: .usage,
          message: "\(engine.place) is \(number), beyond the \(count) of \(engine.count).")
      }
      return Shard(number: (number - base) / every + 1, count: count)
    }
    let names = Engine.all.map(\.place).joined(separator: ", ")
    throw Failure(
      status: .usage, message: "No engine says which shard this is: none of \(names) is set.")
  }
}
