import Commands
import Glibc
import SessionManager

/// `rehearse session desk`.
enum SessionDesk: Subcommand {
  static let mission = Argument<String>(
    "mission", help: "The mission; its files are in '.desk/MISSION' below the root.")
  static let worker = Argument<[String]>(
    "worker",
    help: "The worker's command, or a name of agents.json; the mission's folder comes last.")
  static let verifier = Option<String>(
    "verifier", placeholder: "name", default: "verifier",
    help: "The verifier: a name of agents.json, or a program.")
  static let root = Option<Path?>(
    "root", placeholder: "folder", help: "The project's root; else this folder.")
  static let isWatched = Flag(
    "watched", help: "Somebody watches: refuse a session's name that is taken.")
  static let iterations = Option<Int>(
    "iterations", placeholder: "number", default: 100, help: "How many iterations it may take.")
  static let poll = Option<Int>(
    "poll", placeholder: "seconds", default: 5,
    help: "How long between two looks at what the worker has written.")

  static let command = Command(
    "desk",
    abstract: "Run a desk: fresh iterations of a worker until a verifier is content.",
    discussion: """
      The worker and the verifier each have a pane. A line with the iteration's number and the path \
      of its prompt is typed into it; the worker answers in 'iter-signal.json', the verifier in \
      'verify-verdict.json'. One desk has a project at a time, by any spelling of its path. When a \
      pane dies, 'MISSION-blocked.json' says so within five seconds.
      """,
    parameters: [
      mission, worker, verifier, root, isWatched, iterations, poll, SessionCommands.json,
    ] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let named = values[root]?.description ?? "."
    guard let whole = realpath(named, nil) else {
      throw Failure(
        status: .badInput, message: "No folder '\(named)': \(String(cString: strerror(errno))).")
    }
    defer { free(whole) }
    let (manager, mission) = (try SessionCommands.manager(values), values[mission])
    for option in [iterations, poll] { try SessionCommands.checkPositive(option, values) }
    let end = try SessionCommands.carryOut { () throws(ManagerTrouble) in
      let project = String(cString: whole)
      var worker = values[worker]
      if worker.count == 1 {
        worker = try manager.deskCommand(for: worker[0], mission, root: project)
      }
      var desk = Desk(
        mission, root: project, worker: worker,
        verifier: try manager.deskCommand(for: values[verifier], mission, root: project))
      desk.isWatched = values[isWatched]
      desk.iterationsMax = values[iterations]
      desk.pollSeconds = values[poll]
      return try manager.run(desk)
    }
    if values[SessionCommands.json] {
      try output.print(SessionJSON.text(mission, end))
    } else {
      let place = end.session.isEmpty ? "" : " in \(end.session)"
      try output.print("desk \(mission)\(place): \(end.words); \(end.iterations) iterations")
    }
    return SessionCommands.status(end.status)
  }
}
