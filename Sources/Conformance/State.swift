import Operations
import Simulation

extension Side {
  /// All that there is, line by line, as whoever watches sees it by the same operations.
  mutating func state(of kind: Comparison.Kind, watcher: Int) -> [String] {
    switch kind {
    case .files: fileState(watcher)
    case .store: storeState(watcher)
    }
  }

  // MARK: - Files

  /// Every name from the root down: what it is, which names are one file, where a link leads to, what
  /// a file holds and whether it is locked.
  private mutating func fileState(_ watcher: Int) -> [String] {
    var lines: [String] = []
    var first: [(inode: UInt64, path: String)] = []
    var waiting = [""]
    while let folder = waiting.popLast() {
      for name in names(in: folder, watcher) {
        let path = "\(folder)/\(name)"
        let text = text(path)
        let (outcome, _) = perform(.file(.stat(text)), by: watcher)
        guard case .file(.facts(let facts)) = outcome else {
          lines.append("\(path) cannot be looked at: \(outcome)")
          continue
        }
        let twin = first.first { $0.inode == facts.inode }?.path
        if twin == nil { first.append((facts.inode, path)) }
        var line = "\(path) \(facts.kind) size \(facts.size) links \(facts.links)"
        if let twin { line += " is \(twin)" }
        switch facts.kind {
        case .directory: waiting.append(path)
        case .symbolicLink: line += " leads to \(leads(text, watcher))"
        case .file: line += " holds \(content(text, watcher)) \(locks(text, watcher))"
        }
        lines.append(line)
      }
    }
    return lines
  }

  private mutating func names(in folder: String, _ watcher: Int) -> [String] {
    let (_, rows) = perform(.file(.list(text(folder.isEmpty ? "/" : folder))), by: watcher)
    let texts = texts
    return rows.compactMap { row in
      if case .name(let name) = row { texts.string(name) } else { nil }
    }
  }

  private mutating func leads(_ link: Text, _ watcher: Int) -> String {
    let (outcome, _) = perform(.file(.canonicalise(link)), by: watcher)
    return words(outcome)
  }

  private mutating func content(_ file: Text, _ watcher: Int) -> String {
    let (outcome, _) = perform(.file(.read(file)), by: watcher)
    return words(outcome)
  }

  /// Whether a lock could be had, beside others and alone.
  private mutating func locks(_ file: Text, _ watcher: Int) -> String {
    [LockMode.shared, .exclusive].map { mode in
      guard perform(.file(.lock(file, mode)), by: watcher).0 == .file(.done) else { return "held" }
      return perform(.file(.unlock(file)), by: watcher).0 == .file(.done) ? "free" : "kept"
    }.joined(separator: "/")
  }

  private func words(_ outcome: Outcome) -> String { Wording(of: texts).words(outcome) }

  // MARK: - Store

  /// What each program sees, and whether somebody writes.
  private mutating func storeState(_ watcher: Int) -> [String] {
    var lines: [String] = []
    for program in 0...watcher {
      let (outcome, rows) = perform(.store(.list), by: program)
      lines.append("\(program) sees \(Reply(outcome, rows).words(Wording(of: texts)))")
    }
    let (outcome, _) = perform(.store(.begin), by: watcher)
    lines.append("the lock: \(outcome)")
    if outcome == .store(.done) { _ = perform(.store(.rollBack), by: watcher) }
    return lines
  }
}
