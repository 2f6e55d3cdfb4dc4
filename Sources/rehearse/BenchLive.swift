import Glibc
import JSON
import LaunchStudy

/// Measures the session manager on this machine, beside a shell script that does no more than
/// `git worktree add` and `tmux new-session`: by turns, each in a folder of its own.
struct BenchLive {
  private let place: CommandFolder
  private let program: String
  private let load: Int
  private var tallies = [LaunchTally(), LaunchTally()]
  private var names: [[String]] = [[], []]

  /// What is compared, in the order of the turns.
  static let launchers = ["rehearsal", "shell script"]
  static let loads = [1, 10, 100]
  /// Who has not answered by then is ended, and counts as unanswered.
  private static let limitNs: Int64 = 60_000_000_000
  private static let pauseUs: UInt32 = 200

  /// So many launches of each, in rounds of so many at once.
  static func measure(
    launches: Int, load: Int, _ errors: Output
  ) throws(Failure) -> [LaunchFigures] {
    Interruption.note()
    defer { Interruption.forget() }
    let place = try CommandFolder()
    defer { place.clear() }
    var live = try BenchLive(place, load: load)
    try live.begin()
    var progress = Progress(errors)
    let rounds = (launches + load - 1) / load
    for round in 0..<rounds {
      progress.show("\(load) at once, round \(round + 1) of \(rounds)")
      for launcher in launchers.indices { try live.launch(launcher, "r\(round)") }
    }
    progress.clear()
    try live.count()
    return zip(launchers, live.tallies).map {
      LaunchFigures(of: $0, LaunchCondition(load: load), $1)
    }
  }

  private init(_ place: CommandFolder, load: Int) throws(Failure) {
    self.place = place
    self.load = load
    guard let path = realpath("/proc/self/exe", nil) else {
      throw Failure(status: .inputOutput, message: "Cannot find the file of this program.")
    }
    defer { free(path) }
    program = String(cString: path)
  }

  // MARK: - Programs

  private var repository: String { "\(place.path)/repo" }
  private var plainSocket: String { "\(place.path)/plain" }

  /// The words of a shell script that somebody would have written.
  private static let script = """
    git -C "$1" worktree add -q -b "plain/$2" "$3/trees/$2" HEAD &&
    exec tmux -f /dev/null -S "$3/plain" new-session -d -s "$2" -c "$3/trees/$2" sleep 100000
    """

  private func words(_ launcher: Int, _ name: String) -> [String] {
    launcher == 0
      ? [
        program, "session", "spawn", name, "100000", "--agent", "sleep", "--repository", repository,
      ] : ["sh", "-c", Self.script, "sh", repository, name, place.path]
  }

  private func start(_ words: [String], output: String = "/dev/null") throws(Failure)
    -> StartedProgram
  {
    do throws(StartedProgram.Refusal) {
      return try StartedProgram(
        words, in: place.path, environment: place.environment, input: "/dev/null", output: output,
        errors: "\(place.path)/errors")
    } catch {
      throw Failure(status: .inputOutput, message: "Cannot start \(error.reason).")
    }
  }

  /// Runs a program to its end, which has to be a good one.
  private func run(_ words: [String], output: String = "/dev/null") throws(Failure) {
    let started = try start(words, output: output)
    while true {
      if let status = started.end() {
        guard status != 0 else { return }
        break
      }
      if Interruption.isAsked || started.clock.nanoseconds > Self.limitNs {
        started.kill()
        break
      }
      usleep(Self.pauseUs)
    }
    let said = (try? EvidenceFolder.bytes(of: "\(place.path)/errors")) ?? []
    throw Failure(
      status: Interruption.isAsked ? .interrupted : .inputOutput,
      message: "'\(words.joined(separator: " "))' failed: "
        + String(decoding: said.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }

  /// A repository, and both servers of tmux: nobody measures how those start.
  private func begin() throws(Failure) {
    try run(["git", "init", "-q", "-b", "main", repository])
    try run(["git", "-C", repository, "commit", "-q", "--allow-empty", "-m", "one"])
    for launcher in Self.launchers.indices { try run(words(launcher, "warm")) }
  }

  // MARK: - Measuring

  /// Lets one of them launch so many at once, and waits for all.
  private mutating func launch(_ launcher: Int, _ round: String) throws(Failure) {
    var waiting: [StartedProgram] = []
    for number in 0..<load {
      let name = "\(round)-\(number)"
      names[launcher].append(name)
      waiting.append(try start(words(launcher, name)))
    }
    tallies[launcher].runs += 1
    tallies[launcher].launches += load
    while !waiting.isEmpty {
      waiting.removeAll { started in
        let nanoseconds = started.clock.nanoseconds
        if let status = started.end() {
          tallies[launcher].answerTimesNs.append(nanoseconds)
          if status == 0 {
            tallies[launcher].started += 1
          } else {
            tallies[launcher].failed += 1
          }
          return true
        }
        guard Interruption.isAsked || nanoseconds > Self.limitNs else { return false }
        started.kill()
        return true
      }
      usleep(Self.pauseUs)
    }
    guard !Interruption.isAsked else {
      throw Failure(status: .interrupted, message: "Interrupted; nothing was written.")
    }
  }

  /// Counts what there is in the end: records of the one, tmux sessions of the other.
  private mutating func count() throws(Failure) {
    let listing = "\(place.path)/listing"
    let commands = [
      [program, "session", "list", "--json"],
      ["tmux", "-S", plainSocket, "list-sessions", "-F", "\"key\":\"#{session_name}\""],
    ]
    for launcher in Self.launchers.indices {
      try run(commands[launcher], output: listing)
      let text = String(decoding: try EvidenceFolder.bytes(of: listing), as: UTF8.self)
      // Between quotes, the word behind "key" is the name that was asked for.
      let words = text.split(separator: "\"", omittingEmptySubsequences: false)
      var counts: [Substring: Int] = [:]  // lookup only
      for place in words.indices.dropLast(2) where words[place] == "key" {
        counts[words[place + 2], default: 0] += 1
      }
      for name in names[launcher] {
        let found = counts[name[...]] ?? 0
        tallies[launcher].duplicates += max(0, found - 1)
        if found > 1 {
          tallies[launcher].doubled += 1
          tallies[launcher].twice += 1
        }
      }
      let missing = names[launcher].count { counts[$0[...]] == nil }
      // Who was told of a failure has no record, and none is missed.
      tallies[launcher].lost = max(0, missing - (names[launcher].count - tallies[launcher].started))
    }
  }
}
