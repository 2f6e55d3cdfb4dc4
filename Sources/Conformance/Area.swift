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
  }

  /// How many differences are looked for before it is enough.
  public static var differencesMax: Int { 3 }

  /// Takes both worlds through the scripts of some seeds, in folders and on sockets of its own, of
  /// which nothing is left.
  public func compare(_ seeds: ClosedRange<UInt64>, in folder: String = "/tmp") -> Report {
    switch self {
    case .files: Self.compareFiles(seeds, in: folder)
    case .store: Self.compareStore(seeds, in: folder)
    case .tmux: Self.compareTmux(seeds, in: folder)
    case .git: Self.compareGit(seeds, in: folder)
    }
  }

  private static func compareFiles(_ seeds: ClosedRange<UInt64>, in folder: String) -> Report {
    var report = Report()
    guard RootFolder.isAllowed else {
      report.skipped = "only root can give a thread a folder of its own for its root"
      return report
    }
    let found = Mutex(Report())
    do throws(Errno) {
      try RootFolder.withEmpty(in: folder) {
        var report = Report()
        report.look(seeds) { seed, texts in
          var writer = ScriptWriter(seed: seed, texts: texts)
          return (Comparison(.files, texts: texts), writer.files())
        }
        found.withLock { $0 = report }
      }
    } catch {
      report.skipped = "no folder in \(folder): \(error.message)"
      return report
    }
    return found.withLock { $0 }
  }

  private static func compareStore(_ seeds: ClosedRange<UInt64>, in folder: String) -> Report {
    var report = Report()
    let texts = TextTable()
    let own = "\(folder)/rehearsal-store-\(getpid())"
    let files = LiveFiles(texts: texts, isPrivate: true)
    guard files.perform(.makeDirectory(texts.text(own))).outcome == .file(.done) else {
      report.skipped = "no folder in \(folder)"
      return report
    }
    defer { _ = files.perform(.removeTree(texts.text(own))) }
    report.look(seeds) { seed, texts in
      var writer = ScriptWriter(seed: seed, texts: texts)
      return (Comparison(.store(path: "\(own)/store"), texts: texts), writer.store())
    }
    return report
  }

  private static func compareTmux(_ seeds: ClosedRange<UInt64>, in folder: String) -> Report {
    var report = Report()
    report.look(seeds) { seed, texts in
      var writer = TmuxScriptWriter(seed: seed, texts: texts)
      let socket = "\(folder)/rehearsal-tmux-\(getpid())-\(seed)"
      return (TmuxComparison(texts: texts, socket: socket), writer.script())
    }
    return report
  }

  private static func compareGit(_ seeds: ClosedRange<UInt64>, in folder: String) -> Report {
    var report = Report()
    let own = "\(folder)/rehearsal-git-\(getpid())"
    report.look(seeds) { seed, texts in
      var writer = GitScriptWriter(seed: seed, texts: texts, folder: own)
      return (GitComparison(texts: texts, folder: own), writer.script())
    }
    return report
  }
}

extension Area.Report {
  /// Goes through the script of each seed until there are differences enough.
  fileprivate mutating func look<Comparison: SideBySide>(
    _ seeds: ClosedRange<UInt64>,
    _ prepare: (UInt64, TextTable) -> (Comparison, [Comparison.Move])
  ) {
    for seed in seeds where differences.count < Area.differencesMax {
      let (comparison, script) = prepare(seed, TextTable())
      scripts += 1
      moves += script.count
      guard let difference = comparison.firstDifference(script) else { continue }
      differences.append("seed \(seed)\n" + comparison.words(comparison.shrink(difference)))
    }
  }
}
