import Commands
import LaunchStudy
import Workers

/// `rehearse bench`: how long launchers take to answer, and what they get wrong.
enum BenchCommand: Subcommand {
  static let only = Option<[LaunchSystemWord]>(
    "only", placeholder: "system", default: [],
    help: "Measure this system and show all its figures; can be given more than once.")
  static let load = Option<Int?>(
    "load", placeholder: "number", help: "Measure only so many launches at once.")
  static let launches = Option<Int>(
    "launches", placeholder: "number", default: 2_000,
    help: "How many launches each cell has at least.")
  static let seed = Option<UInt64>("seed", default: 1, help: "The seed of each cell's first run.")
  static let jobs = Option<Int?>(
    "jobs", short: "j", placeholder: "number", help: "How many threads; else one for each core.")

  static let command = Command(
    "bench",
    abstract: "Measure how long launchers take to answer, and how often they go wrong.",
    discussion: """
      Every launcher is played in the simulated world, in a grid of cells: 1, 10, 100 and 1,000 \
      launches at once; 10 at once when what is launched boots slowly, on a busy machine, and when \
      calls fail. Times are virtual. The same seed gives the same figures on any machine.

      The exit status is 0 when there are figures and 2 when a cell has no launches.
      """,
    parameters: [only, load, launches, seed, jobs])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let systems = values[only].map(\.system)
    let grid = LaunchGrid(
      systems: LaunchSystem.allCases.filter { systems.isEmpty || systems.contains($0) },
      load: values[load], seed: values[seed], launches: values[launches])
    let clock = Stopwatch()
    let study = try BenchPlaying.play(grid, jobs: values[jobs] ?? Cores.available, errors)
    let width = output.isTerminal ? output.width : 120
    try output.print(
      systems.isEmpty
        ? LaunchOverview(study, width: width).text : LaunchDetails(study, width: width).text)
    try errors.print("took \(Stopwatch.seconds(clock.nanoseconds))")
    return study.isVacuous ? .vacuous : .success
  }
}
