import Commands
import Conformance
import Glibc

/// `rehearse conform`: the simulated world and this machine, side by side.
enum ConformCommand: Subcommand {
  static let areas = Argument<[String]>(
    "area", default: Area.allCases.map(\.rawValue),
    help: "What to compare: \(Area.allCases.map(\.rawValue).joined(separator: ", ")).")
  static let scripts = Option<Int>(
    "scripts", placeholder: "count", default: 20, help: "How many scripts of each.")
  static let seed = Option<Int>(
    "seed", placeholder: "number", default: 1, help: "The seed of the first script.")
  static let folder = Option<Path?>(
    "folder", help: "Where folders and sockets are made, and removed again; else TMPDIR or /tmp.")
  static let enclosed = Option<String?>(
    "enclosed", help: "Compare processes right here, for the program that has started this one.",
    isHidden: true)

  static let command = Command(
    "conform",
    abstract: "Take the simulated world and this machine through the same scripts.",
    discussion: """
      Each script is a few dozen operations drawn from a seed. After each of them the answers must \
      be the same, and all that can be seen of the state. Where the worlds part, the shortest script \
      that has them part is printed with both sides.

      The exit status is 0 when they agree, 1 when they differ, 2 when nothing could be compared, and \
      130 when it was interrupted: then too nothing is left of what was made for it.
      """,
    parameters: [areas, scripts, seed, folder, enclosed])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    var wanted: [Area] = []
    for name in values[areas] {
      guard let area = Area(rawValue: name) else {
        throw Failure(
          status: .usage,
          message: "'\(name)' is nothing to compare; there are "
            + Area.allCases.map(\.rawValue).joined(separator: ", ") + ".")
      }
      wanted.append(area)
    }
    guard values[scripts] > 0, values[seed] >= 0 else {
      throw Failure(status: .usage, message: "'--scripts' has to be 1 or more, '--seed' 0 or more.")
    }
    let first = UInt64(values[seed])
    let seeds = first...(first + UInt64(values[scripts]) - 1)
    Interruption.note()
    defer { Interruption.forget() }
    if let place = values[enclosed] {
      return try ConformEnclosed.compare(seeds, isAlone: place == "namespace", output)
    }
    var status = ExitStatus.vacuous
    for area in wanted where !Interruption.isAsked {
      let report = compare(area, seeds, in: values[folder]?.description ?? usualFolder, errors)
      for line in lines(area, report) { try output.print(line) }
      for difference in report.differences { try output.print("\n\(difference)\n") }
      if !report.differences.isEmpty {
        status = .violated
      } else if report.skipped == nil, report.moves > 0, status == .vacuous {
        status = .success
      }
    }
    guard !Interruption.isAsked else {
      try errors.print("interrupted; what was made for it is gone")
      return .interrupted
    }
    return status
  }

  private static func compare(
    _ area: Area, _ seeds: ClosedRange<UInt64>, in folder: String, _ errors: Output
  ) -> Area.Report {
    let progress = ConformProgress(errors, area: area.rawValue, scripts: seeds.count)
    defer { progress.clear() }
    return area.compare(
      seeds,
      Area.Conditions(
        folder: folder, program: ownFile,
        follower: Follower(
          hears: { progress.show(scripts: $0, moves: $1) }, hasEnough: { Interruption.isAsked })))
  }

  private static var usualFolder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  /// The file of this program.
  static var ownFile: String {
    guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments[0] }
    defer { free(path) }
    return String(cString: path)
  }

  private static func lines(_ area: Area, _ report: Area.Report) -> [String] {
    let name = area.rawValue + String(repeating: " ", count: 11 - area.rawValue.count)
    if let skipped = report.skipped { return ["\(name)skipped: \(skipped)"] }
    let count = report.differences.count
    let counted =
      "\(name)\(report.scripts) scripts, \(report.moves) operations, "
      + (report.scripts == 0
        ? "nothing compared"
        : count == 0 ? "no difference" : count == 1 ? "1 difference" : "\(count) differences")
    let again =
      report.pidsTakenAgain == 0 ? [] : ["\(name)\(report.pidsTakenAgain) pids were taken again"]
    return [counted] + again + report.partsSkipped.map { "\(name)skipped in part: \($0)" }
  }
}
