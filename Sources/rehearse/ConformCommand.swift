import Commands
import Conformance

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
    "folder", help: "Where folders and sockets are made, and removed again; else /tmp.")

  static let command = Command(
    "conform",
    abstract: "Take the simulated world and this machine through the same scripts.",
    discussion: """
      Each script is a few dozen operations drawn from a seed. After each of them the answers must \
      be the same, and all that can be seen of the state. Where the worlds part, the shortest script \
      that has them part is printed with both sides.

      The exit status is 0 when they agree, 1 when they differ, and 2 when nothing could be compared.
      """,
    parameters: [areas, scripts, seed, folder])

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
    var status = ExitStatus.vacuous
    for area in wanted {
      let report = area.compare(
        first...(first + UInt64(values[scripts]) - 1), in: values[folder]?.description ?? "/tmp")
      try output.print(line(area, report))
      for difference in report.differences { try output.print("\n\(difference)\n") }
      if !report.differences.isEmpty {
        status = .violated
      } else if report.skipped == nil, status == .vacuous {
        status = .success
      }
    }
    return status
  }

  private static func line(_ area: Area, _ report: Area.Report) -> String {
    let name = area.rawValue + String(repeating: " ", count: 7 - area.rawValue.count)
    if let skipped = report.skipped { return "\(name)skipped: \(skipped)" }
    let count = report.differences.count
    return "\(name)\(report.scripts) scripts, \(report.moves) operations, "
      + (count == 0 ? "no difference" : "\(count) differences")
  }
}
