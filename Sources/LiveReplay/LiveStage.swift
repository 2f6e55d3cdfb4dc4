import Glibc
import Scenarios

/// The folder of a run: a repository, the files of the stage, the programs that stand in for agents.
struct LiveStage {
  let places: LivePlaces
  /// What every program of the run finds in its environment.
  let environment: [String]

  /// Sets up what a scenario wants, in a new folder.
  init(_ scenario: Scenario, in folder: String, program: String) throws(LiveTrouble) {
    var template = Array((folder + "/rehearsal-live-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil, let whole = realpath(template, nil) else {
      throw LiveTrouble("make a folder in", folder)
    }
    places = LivePlaces(home: String(cString: whole))
    free(whole)
    let search = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    environment = [
      "PATH=\(search)", "HOME=\(places.home)", places.mark, "SWIFT_BACKTRACE=enable=no",
      "TERM=xterm", "LC_ALL=C.UTF-8", "SHELL=/bin/sh",
    ]
    do throws(LiveTrouble) {
      try fill(scenario, program)
    } catch {
      clear()
      throw error
    }
  }

  private func fill(_ scenario: Scenario, _ program: String) throws(LiveTrouble) {
    for folder in [places.home + "/output", places.state] { try LiveFile.makeFolder(folder) }
    try LiveFile.write("", to: places.agentsFile)
    try LiveFile.write("", to: places.promptsFile)
    let who = ["-c", "user.name=live", "-c", "user.email=live@localhost"]
    try git(["init", "-q", "-b", scenario.stage.branch, places.repository])
    try LiveFile.write("read me\n", to: places.repository + "/README")
    try git(["-C", places.repository, "add", "README"])
    try git(["-C", places.repository] + who + ["commit", "-q", "-m", "one"])
    let stage = scenario.stage
    for folder in stage.folders { try LiveFile.makeFolder(places.path(folder)) }
    for entry in stage.files + stage.keepsakes {
      let path = places.path(entry.path)
      try LiveFile.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
      try LiveFile.write(entry.content, to: path)
    }
    for alias in stage.aliases { symlink(places.path(alias.target), places.path(alias.path)) }
    let scripts = LiveScripts(scale: scenario.live.scale, places: places, program: program)
    try LiveFile.write(scripts.agent(stage.agent), to: places.agent, isProgram: true)
    try LiveFile.write(scripts.agents, to: places.state + "/agents.json")
    for player in scenario.actors {
      guard case .desk(let part) = player.part else { continue }
      try LiveFile.write(
        scripts.worker(part), to: places.script("worker", of: player.name), isProgram: true)
      try LiveFile.write(
        scripts.verifier(part), to: places.script("verifier", of: player.name), isProgram: true)
    }
  }

  /// Runs a program of this machine to its end; what it prints, if it ended well.
  @discardableResult
  func run(_ program: String, _ words: [String]) -> String? {
    let output = "\(places.home)/output/\(program)-\(LiveClock.nowNs)"
    defer { unlink(output) }
    do throws(LiveTrouble) {
      var child = try LiveChild(
        "/usr/bin/env", [program] + words, environment: environment, output: output,
        errors: "/dev/null")
      child.wait(secondsMax: 10)
      return child.status == 0 ? LiveFile.text(of: output) : nil
    } catch {
      return nil
    }
  }

  private func git(_ words: [String]) throws(LiveTrouble) {
    guard run("git", words) != nil else {
      throw LiveTrouble("git \(words.joined(separator: " ")) failed.")
    }
  }

  /// A command of the run's own tmux server.
  @discardableResult
  func tmux(_ words: String...) -> String? { run("tmux", ["-S", places.socket] + words) }

  /// The lines that a command of tmux prints; none when there is no server.
  func tmuxLines(_ words: String...) -> [String] {
    (run("tmux", ["-S", places.socket] + words) ?? "").split(separator: "\n").map(String.init)
  }

  /// Ends whatever the run has started, and removes its folder.
  func clear() {
    LiveProcess.endAll(with: places.mark)
    LiveFile.remove(places.home)
  }
}
