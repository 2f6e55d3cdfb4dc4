import Glibc
import Live
import Operations
import Supervision

extension Manager {
  private static let workerName = "worker"
  private static let verifierName = "verifier"
  private static let leaderName = "sh"

  /// Runs a desk until it ends.
  public func run(_ desk: Desk) throws(ManagerTrouble) -> Desk.End {
    try Self.check(desk)
    let programs = [
      // The people's pane: their shell, in the mission's folder.
      ProgramTable.Program(
        name: Self.leaderName, path: "/bin/sh",
        leading: ["-c", "cd \"$1\"; exec \"${SHELL:-/bin/sh}\"", "sh"]),
      try Self.program(Self.workerName, desk.worker),
      try Self.program(Self.verifierName, desk.verifier),
    ]
    // Panes begin where the client is that asks for them.
    guard chdir(desk.root) == 0 else {
      throw ManagerTrouble("Cannot enter '\(desk.root)': \(String(cString: strerror(errno))).")
    }
    let world = try LocalWorld(places, programs: programs, socket: socket)
    let text = world.texts.text(_:) as (String) -> Text
    let setup = DeskSetup(
      root: text(desk.root), slug: text(desk.mission), socket: text(socket),
      isBackground: !desk.isWatched, leaderProgram: text(Self.leaderName),
      workerProgram: text(Self.workerName), verifierProgram: text(Self.verifierName))
    var policy = DeskPolicy()
    policy.pollInterval = .seconds(Int64(desk.pollSeconds))
    policy.iterationsMax = desk.iterationsMax
    var end = Desk.End(status: 1, words: "ended", iterations: 0, session: "")
    let machine = DeskRunner(setup, policy)
    end.status = try run(machine, text(desk.root), as: .command, in: world) { runner in
      end.words = runner.ending.map { Self.words(for: $0, world.texts) } ?? "interrupted"
      end.iterations = runner.counts.iteration
      end.session = world.texts.string(runner.sessionName)
    }
    return end
  }

  private static func check(_ desk: Desk) throws(ManagerTrouble) {
    let isName =
      !desk.mission.isEmpty && !desk.mission.contains("/") && ![".", ".."].contains(desk.mission)
    guard isName else {
      throw ManagerTrouble("'\(desk.mission)' cannot be the name of a mission's folder.")
    }
  }

  private static func program(
    _ name: String, _ words: [String]
  ) throws(ManagerTrouble) -> ProgramTable.Program {
    guard let first = words.first, let path = Executable.path(of: first) else {
      throw ManagerTrouble("There is no program '\(words.first ?? "")' for the \(name).")
    }
    return ProgramTable.Program(name: name, path: path, leading: Array(words.dropFirst()))
  }

  /// The words for an agent of a desk: those of agents.json, or the name of a program.
  public func deskCommand(for agent: String, _ mission: String, root: String)
    throws(ManagerTrouble) -> [String]
  {
    do throws(AgentTable.Trouble) {
      return try AgentTable(at: places.agents).command(
        for: agent, prompt: "", session: mission, worktree: root)
    } catch {
      throw ManagerTrouble(error.message)
    }
  }

  // MARK: - What came of it

  private static func words(for ending: DeskEnding, _ texts: TextTable) -> String {
    switch ending {
    case .complete: "complete"
    case .alreadyComplete: "complete before it began"
    case .alreadyBlocked: "blocked before it began; remove its record to begin again"
    case .blocked(let reason):
      "blocked, \(reason.category.word): \(texts.string(reason.detail))"
    case .timedOut(.iterations): "not complete after all its iterations"
    case .timedOut(.iterationTime): "not complete: an iteration took too long"
    case .unable(.session): "no tmux session could be made"
    case .unable(.files): "the mission's files could not be written"
    case .unable(.keys): "nothing could be typed into a pane"
    case .unable(.restart): "the worker could not be started again"
    case .signalled: "interrupted"
    case .refused(.held(by: let owner?)):
      "refused: process \(owner.identity.pid) has this project, for "
        + "'\(texts.string(owner.slug))'"
    case .refused(.held(by: nil)): "refused: another runner has this project"
    case .refused(let result): "refused: the project could not be claimed, \(result)"
    }
  }
}
