import Glibc

/// A program that was started for a check, in a group of processes that is its own.
struct StartedProgram {
  private let pid: pid_t
  /// When it began, by the clock that nobody sets.
  let clock = Stopwatch()

  /// Why a program could not be started.
  struct Refusal: Error {
    let reason: String
  }

  /// Starts a program; its streams are files.
  init(
    _ words: [String], in folder: String, environment: [String], input: String, output: String,
    errors: String
  ) throws(Refusal) {
    guard let program = Self.find(words[0], environment) else {
      throw Refusal(reason: "there is no program '\(words[0])'")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // This program ignores it, and whoever is started expects it.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    var pid: pid_t = 0
    // The shell goes to the folder and becomes the program.
    let shell = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder, program] + words.dropFirst()
    let failure = Self.withStrings(shell) { words in
      Self.withStrings(environment) { environment in
        posix_spawn(&pid, "/bin/sh", &actions, &attributes, words, environment)
      }
    }
    guard failure == 0 else {
      throw Refusal(reason: "\(words[0]): \(String(cString: strerror(failure)))")
    }
    self.pid = pid
  }

  /// How it has ended; nil while it goes on.
  func end() -> Int32? {
    var status: Int32 = 0
    return waitpid(pid, &status, WNOHANG) == pid ? status : nil
  }

  /// Ends it and all that it has started.
  func kill() {
    Glibc.kill(-pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
  }

  /// Where a program lies; nil when there is none.
  private static func find(_ name: String, _ environment: [String]) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    let path = environment.first { $0.hasPrefix("PATH=") }?.dropFirst(5) ?? ""
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  private static func withStrings<T>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> T
  ) -> T {
    let copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
