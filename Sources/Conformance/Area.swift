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
        Self.look(.files, seeds, &report) { $0.files() }
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
    look(.store(path: "\(own)/store"), seeds, &report) { $0.store() }
    return report
  }

  private static func look(
    _ kind: Comparison.Kind, _ seeds: ClosedRange<UInt64>, _ report: inout Report,
    _ write: (inout ScriptWriter) -> [Move]
  ) {
    for seed in seeds where report.differences.count < differencesMax {
      let texts = TextTable()
      var writer = ScriptWriter(seed: seed, texts: texts)
      let comparison = Comparison(kind, texts: texts)
      let moves = write(&writer)
      report.count(moves.count, seed, comparison.firstDifference(moves)) { difference in
        comparison.words(comparison.shrink(difference), texts.withTexts { $0 })
      }
    }
  }

  private static func compareTmux(_ seeds: ClosedRange<UInt64>, in folder: String) -> Report {
    var report = Report()
    for seed in seeds where report.differences.count < differencesMax {
      let texts = TextTable()
      var writer = TmuxScriptWriter(seed: seed, texts: texts)
      let comparison = TmuxComparison(
        texts: texts, socket: "\(folder)/rehearsal-tmux-\(getpid())-\(seed)")
      let moves = writer.script()
      report.count(moves.count, seed, comparison.firstDifference(moves)) { difference in
        comparison.words(comparison.shrink(difference))
      }
    }
    return report
  }

  private static func compareGit(_ seeds: ClosedRange<UInt64>, in folder: String) -> Report {
    var report = Report()
    let own = "\(folder)/rehearsal-git-\(getpid())"
    for seed in seeds where report.differences.count < differencesMax {
      let texts = TextTable()
      var writer = GitScriptWriter(seed: seed, texts: texts, folder: own)
      let comparison = GitComparison(texts: texts, folder: own)
      let moves = writer.script()
      report.count(moves.count, seed, comparison.firstDifference(moves)) { difference in
        comparison.words(comparison.shrink(difference))
      }
    }
    return report
  }
}

extension Area.Report {
  /// Counts a script, and puts what it has shown into words.
  fileprivate mutating func count<Difference>(
    _ moves: Int, _ seed: UInt64, _ difference: Difference?, _ words: (Difference) -> String
  ) {
    scripts += 1
    self.moves += moves
    if let difference { differences.append("seed \(seed)\n" + words(difference)) }
  }
}
