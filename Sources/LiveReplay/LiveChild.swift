import Glibc

/// A program that a run has started, and how it ended.
struct LiveChild {
  /// Its process.
  let pid: pid_t
  /// When it was started, in nanoseconds.
  let startedNs: Int64
  /// How it ended: its status, or 128 and the signal; nil while it runs.
  private(set) var status: Int32?
  /// When that was seen.
  private(set) var endedNs: Int64?

  /// Starts a program; what it prints goes to a file.
  init(
    _ path: String, _ words: [String], environment: [String], output: String, errors: String
  ) throws(LiveTrouble) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let create = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, create, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, create, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What this program notes or ignores is its own affair, and what a terminal says is for it.
    var (none, usual) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&usual)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var arguments: [UnsafeMutablePointer<CChar>?] = ([path] + words).map { strdup($0) }
    var entries: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) }
    defer { for pointer in arguments + entries { free(pointer) } }
    arguments.append(nil)
    entries.append(nil)
    var child = pid_t()
    let error = posix_spawn(&child, path, &actions, &attributes, arguments, entries)
    guard error == 0 else {
      throw LiveTrouble("Cannot start '\(path)': \(String(cString: strerror(error))).")
    }
    pid = child
    startedNs = LiveClock.nowNs
  }

  /// Looks whether it has ended; true when that is news.
  mutating func look() -> Bool {
    guard status == nil else { return false }
    var word: Int32 = 0
    guard waitpid(pid, &word, WNOHANG) == pid else { return false }
    status = word & 0x7F == 0 ? (word >> 8) & 0xFF : 128 + (word & 0x7F)
    endedNs = LiveClock.nowNs
    return true
  }

  /// Waits until it has ended, up to a limit; a program that takes longer is killed.
  mutating func wait(secondsMax: Int) {
    let end = LiveClock.nowNs + Int64(secondsMax) * 1_000_000_000
    while status == nil, !look() {
      if LiveClock.nowNs > end { kill(pid, SIGKILL) }
      usleep(5_000)
    }
  }

  /// Sends it a signal while it runs.
  func signal(_ number: Int32) -> Bool { status == nil && kill(pid, number) == 0 }
}

/// The clock that nobody sets.
enum LiveClock {
  /// Nanoseconds since some moment.
  static var nowNs: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
