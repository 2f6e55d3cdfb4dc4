import Glibc
import Live
import Operations
import Synchronization

/// A part of the world that both worlds have, and of which scripts can be written.
public enum Area: String, Sendable, CaseIterable {
  /// Files, directories, links and locks.
  case files
  /// The session store.
  case store
  /// tmux servers, sessions, windows, panes and options.
  case tmux
  /// git worktrees and branches.
  case git
  /// Processes, their parents, groups, sessions and pids.
  case processes

  /// What came of the scripts of some seeds.
  public struct Report: Sendable {
    /// How many scripts both worlds went through.
    public var scripts = 0
    /// How many moves that were.
    public var moves = 0
    /// The shortest scripts that have the worlds part, as text, each with its seed.
    public var differences: [String] = []
    /// Why nothing could be compared here; nil where it could.
    public var skipped: String?
    /// How many processes got the pid of one that the same script had known before.
    public var pidsTakenAgain = 0
    /// What was left out here, and why.
    public var partsSkipped: [String] = []
  }

  /// Where and for whom something is compared.
  public struct Conditions: Sendable {
    /// Where folders and sockets are made, and removed again.
    public var folder: String
    /// The file of the program that answers to `conform processes --enclosed`.
    public var program: String
    /// Who follows.
    public var follower: Follower

    /// Makes conditions.
    public init(folder: String = "/tmp", program: String, follower: Follower = Follower()) {
      self.folder = folder
      self.program = program
      self.follower = follower
    }
  }

  /// How many differences are looked for before it is enough.
  public static var differencesMax: Int { 3 }

  /// Takes both worlds through the scripts of some seeds, in folders and on sockets of its own, of
  /// which nothing is left.
  public func compare(_ seeds: ClosedRange<UInt64>, _ conditions: Conditions) -> Report {
    let (folder, follower) = (conditions.folder, conditions.follower)
    return switch self {
    case .files: Self.compareFiles(seeds, in: folder, follower)
    case .store: Self.compareStore(seeds, in: folder, follower)
    case .tmux: Self.compareTmux(seeds, in: folder, follower)
    case .git: Self.compareGit(seeds, in: folder, follower)
    case .processes:
      Enclosure(program: conditions.program, follower: follower).compare(seeds)
    }
  }

  private static func compareFiles(
    _ seeds: ClosedRange<UInt64>, in folder: String, _ follower: Follower
  ) -> Report {
    var report = Report()
    guard RootFolder.isAllowed else {
      report.skipped = "only root can give a thread a folder of its own for its root"
      return report
    }
    let found = Mutex(Report())
    do throws(Errno) {
      try RootFolder.withEmpty(in: folder) {
        var report = Report()
        report.look(seeds, follower) { seed, texts in
          var writer = ScriptWriter(seed: seed, texts: texts)
          return (Comparison(.files, texts: texts, follower: follower), writer.files())
        }
        found.withLock { $0 = report }
      }
    } catch {
      report.skipped = "no folder in \(folder): \(error.message)"
      return report
    }
    return found.withLock { $0 }
  }

  private static func compareStore(
    _ seeds: ClosedRange<UInt64>, in folder: String, _ follower: Follower
  ) -> Report {
    var report = Report()
    let texts = TextTable()
    let own = "\(folder)/rehearsal-store-\(getpid())"
    let files = LiveFiles(texts: texts, isPrivate: true)
    guard files.perform(.makeDirectory(texts.text(own))).outcome == .file(.done) else {
      report.skipped = "no folder in \(folder)"
      return report
    }
    defer { _ = files.perform(.removeTree(texts.text(own))) }
    report.look(seeds, follower) { seed, texts in
      var writer = ScriptWriter(seed: seed, texts: texts)
      let kind = Comparison.Kind.store(path: "\(own)/store")
      return (Comparison(kind, texts: texts, follower: follower), writer.store())
    }
    return report
  }

  private static func compareTmux(
    _ seeds: ClosedRange<UInt64>, in folder: String, _ follower: Follower
  ) -> Report {
    var report = Report()
    report.look(seeds, follower) { seed, texts in
      var writer = TmuxScriptWriter(seed: seed, texts: texts)
      let socket = "\(folder)/rehearsal-tmux-\(getpid())-\(seed)"
      return (TmuxComparison(texts: texts, socket: socket, follower: follower), writer.script())
    }
    return report
  }

  private static func compareGit(
    _ seeds: ClosedRange<UInt64>, in folder: String, _ follower: Follower
  ) -> Report {
    var report = Report()
    let own = "\(folder)/rehearsal-git-\(getpid())"
    report.look(seeds, follower) { seed, texts in
      var writer = GitScriptWriter(seed: seed, texts: texts, folder: own)
      return (GitComparison(texts: texts, folder: own, follower: follower), writer.script())
    }
    return report
  }

  /// Takes both worlds through scripts of processes, from within an enclosure; with a pid namespace of
  /// its own pids are taken again.
  public static func compareEnclosed(
    _ seeds: ClosedRange<UInt64>, isAlone: Bool, _ follower: Follower
  ) -> Report {
    var report = Report()
    let takenAgain = Count()
    report.look(seeds, follower) { seed, texts in
      var writer = ProcessScriptWriter(seed: seed, isAlone: isAlone)
      let comparison = ProcessComparison(
        texts: texts, follower: follower, isAlone: isAlone, takenAgain: takenAgain)
      return (comparison, writer.script())
    }
    report.pidsTakenAgain = takenAgain.value
    return report
  }
}

extension Area.Report {
  /// Goes through the script of each seed until there are differences enough, or somebody has enough.
  fileprivate mutating func look<Comparison: SideBySide>(
    _ seeds: ClosedRange<UInt64>, _ follower: Follower,
    _ prepare: (UInt64, TextTable) -> (Comparison, [Comparison.Move])
  ) {
    for seed in seeds where differences.count < Area.differencesMax {
      guard !follower.hasEnough() else { return }
      let (comparison, script) = prepare(seed, TextTable())
      var difference = comparison.firstDifference(script)
      if let found = difference { difference = comparison.shrink(found) }
      // What was given up amid a script has compared nothing to its end.
      guard !follower.hasEnough() else { return }
      scripts += 1
      moves += script.count
      follower.hears(scripts, moves)
      if let difference { differences.append("seed \(seed)\n" + comparison.words(difference)) }
    }
  }
}
