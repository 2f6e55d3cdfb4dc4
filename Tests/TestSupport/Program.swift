import Glibc

/// A program that is run to its end, and what it left.
package struct Program {
  /// Its exit status, or 128 and the signal that ended it.
  package let status: Int32
  /// What it wrote on standard output.
  package let output: String
  /// What it wrote on standard error.
  package let errors: String

  /// The `rehearse` that was built with the tests.
  package static func rehearse(
    _ words: String..., input: String = "/dev/null", outputTo path: String? = nil,
    environment: [String] = []
  ) throws -> Program {
    try run(built, words, input: input, outputTo: path, environment: environment)
  }

  package static var built: String {
    guard let resolved = realpath("/proc/self/exe", nil) else { return "rehearse" }
    defer { free(resolved) }
    let path = String(cString: resolved)
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/rehearse"
  }

  /// Where a program is on the search path, if it is installed.
  package static func find(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs a program with a file as its input; one that hangs is killed after `secondsMax`.
  package static func run(
    _ path: String, _ words: [String], input: String = "/dev/null", outputTo output: String? = nil,
    environment: [String] = [], secondsMax: Int = 20
  ) throws -> Program {
    try TextFile.withTemporaryDirectory { home in
      let (ownOutput, errors) = (home + "/output", home + "/errors")
      let inherited = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
      let child = try start(
        path, words, input: input, output: output ?? ownOutput, errors: errors,
        environment: ["PATH=\(inherited)", "HOME=\(home)", "TMPDIR=\(TextFile.temporaryRoot)"]
          + environment)
      let status = try wait(for: child, path, secondsMax: secondsMax)
      return Program(
        status: status, output: TextFile.read(ownOutput) ?? "", errors: TextFile.read(errors) ?? "")
    }
  }

  /// Starts a program; whoever does has to wait for it.
  package static func start(
    _ path: String, _ words: [String], input: String = "/dev/null", output: String = "/dev/null",
    errors: String = "/dev/null", environment: [String] = []
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let create = O_WRONLY | O_CREAT | O_NOCTTY
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, create, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, create, 0o600)
    // The threads that run tests block signals, and what a script starts in the background ignores
    // some; a program would inherit both.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for number in [SIGINT, SIGTERM] { sigaddset(&usual, number) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var child: pid_t = 0
    let failure = withCStrings([path] + words) { arguments in
      withCStrings(environment) {
        posix_spawn(&child, path, &actions, &attributes, arguments, $0)
      }
    }
    guard failure == 0 else { throw TextFile.Trouble(description: "cannot start \(path)") }
    return child
  }

  /// Waits for a program that was started, and kills it when it takes too long.
  package static func wait(for child: pid_t, _ path: String, secondsMax: Int) throws -> Int32 {
    let pollMicroseconds = 2_000
    for _ in 0..<(secondsMax * 1_000_000 / pollMicroseconds) {
      var status: Int32 = 0
      if waitpid(child, &status, WNOHANG) == child {
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
      }
      usleep(UInt32(pollMicroseconds))
    }
    kill(child, SIGKILL)
    waitpid(child, nil, 0)
    throw TextFile.Trouble(description: "\(path) did not end within \(secondsMax) s")
  }

  private static func withCStrings<T>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> T
  ) rethrows -> T {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return try body(copies + [nil])
  }
}
