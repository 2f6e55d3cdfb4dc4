import Glibc

/// A process of a run, as the kernel shows it.
struct LiveProcess: Hashable, Sendable {
  var pid: Int32
  /// The words that it was started with.
  var words: [String]
  /// The session that it runs in; empty when in none.
  var session: String

  /// All processes in whose environment a mark stands: whatever a run has started, however it left
  /// its terminal and its parent.
  static func all(with mark: String) -> [LiveProcess] {
    let own = getpid()
    return LiveFile.names(in: "/proc").compactMap { name in
      guard let pid = Int32(name), pid != own,
        let environment = LiveFile.bytes(of: "/proc/\(name)/environ")
      else { return nil }
      let entries = environment.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      guard entries.contains(mark) else { return nil }
      let words = (LiveFile.bytes(of: "/proc/\(name)/cmdline") ?? [])
        .split(separator: 0, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      // What has no command line any more is a zombie.
      guard let first = words.first, !first.isEmpty else { return nil }
      let variable = "REHEARSAL_SESSION="
      let session = entries.first { $0.hasPrefix(variable) }.map { $0.dropFirst(variable.count) }
      return LiveProcess(pid: pid, words: words, session: String(session ?? ""))
    }
  }

  /// Ends all of them, also those that are started meanwhile.
  static func endAll(with mark: String) {
    for _ in 0..<50 {
      let left = all(with: mark)
      if left.isEmpty { return }
      for process in left { kill(process.pid, SIGKILL) }
      usleep(20_000)
    }
  }
}
