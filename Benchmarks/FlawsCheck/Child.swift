import Glibc

/// This program once more, for what may trap.
enum Child {
  /// What came of it.
  enum Answer {
    /// It ended well, and printed this.
    case printed(String)
    /// It ended with this status.
    case failed(Int32)
    /// A signal ended it, as a trap does.
    case trapped
  }

  /// Runs it with some arguments and waits for its end.
  static func output(of arguments: [String]) throws(Hunts.Trouble) -> Answer {
    var ends: [Int32] = [0, 0]
    try check(pipe(&ends), "make a pipe")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = (["flaws-check"] + arguments).map { strdup($0) }
    words.append(nil)
    // A trap is an answer here, and nobody wants to read of it.
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
    defer { for word in words + environment { free(word) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, "/proc/self/exe", &actions, nil, &words, &environment)
    close(ends[1])
    defer { close(ends[0]) }
    try check(-status, "start a process")
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(ends[0], &chunk, chunk.count)
      if count <= 0 { break }
      text += chunk[..<count]
    }
    var result: Int32 = 0
    while waitpid(process, &result, 0) < 0, errno == EINTR {}
    if result & 0x7f != 0 { return .trapped }
    let exitStatus = (result >> 8) & 0xff
    return exitStatus == 0 ? .printed(String(decoding: text, as: UTF8.self)) : .failed(exitStatus)
  }

  private static func check(_ status: Int32, _ what: String) throws(Hunts.Trouble) {
    if status < 0 { throw Hunts.Trouble(description: "cannot \(what)") }
  }
}
