import Glibc

/// An empty folder in which the programs of one check are run, and of which nothing is left: neither
/// files nor processes nor a tmux server.
struct CommandFolder {
  /// The path, which is short: sockets lie in it.
  let path: String

  /// Where whoever asked for the check stands, from where a plan names its files.
  let here: String

  /// Makes one.
  init() throws(Failure) {
    here = try Surroundings.folder()
    var template = Array("/tmp/rehearse-qa-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        status: .cannotWrite,
        message: "Cannot make a folder in /tmp: \(String(cString: strerror(errno))).")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// What programs find in their environment, and nothing else: what a check comes to must not
  /// depend on who calls it.
  var environment: [String] {
    let searched = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return [
      "PATH=\(searched)", "HOME=\(path)", "TMPDIR=\(path)", "LANG=C.UTF-8", "TZ=UTC",
      "REHEARSAL_STATE=\(state)", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=qa",
      "GIT_AUTHOR_EMAIL=qa@example.org", "GIT_AUTHOR_DATE=2026-01-01T00:00:00Z",
      "GIT_COMMITTER_NAME=qa", "GIT_COMMITTER_EMAIL=qa@example.org",
      "GIT_COMMITTER_DATE=2026-01-01T00:00:00Z",
    ]
  }

  private var state: String { "\(path)/state" }

  /// Ends what still runs in it, and removes it.
  func clear() {
    if EvidenceFolder.isThere("\(state)/tmux"),
      let tmux = try? StartedProgram(
        ["tmux", "-S", "\(state)/tmux", "kill-server"], in: "/", environment: environment,
        input: "/dev/null", output: "/dev/null", errors: "/dev/null")
    {
      let limitNs: Int64 = 5_000_000_000
      while tmux.end() == nil, tmux.clock.nanoseconds < limitNs { usleep(1_000) }
    }
    endRest()
    try? EvidenceFolder.remove(path)
  }

  /// Whoever was started in this folder carries it in the environment.
  private func endRest() {
    let mark = Array("REHEARSAL_STATE=\(state)".utf8)
    let roundsMax = 20
    for _ in 0..<roundsMax {
      var isClear = true
      guard let directory = opendir("/proc") else { return }
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard let pid = pid_t(name), pid != getpid(),
          let bytes = try? EvidenceFolder.bytes(of: "/proc/\(name)/environ"),
          bytes.split(separator: 0).contains(where: { $0.elementsEqual(mark) })
        else { continue }
        isClear = false
        Glibc.kill(pid, SIGKILL)
      }
      closedir(directory)
      if isClear { return }
      usleep(20_000)
    }
  }
}
