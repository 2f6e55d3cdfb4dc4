import Forms
import Lifecycle
import Operations
import Scenarios
import SimulatedWorld

// What stands behind the keys of actions, where it is more than one word.

/// Somebody, and for how long.
struct Pausing: Equatable, Sendable {
  var who: String
  var time: Interval?
}

extension Form<Pausing> {
  static func pausing(_ key: String) -> Form {
    .oneOf(
      .shape(
        .nonEmptyText, make: { Pausing(who: $0) }, part: { $0.time == nil ? $0.who : nil }),
      .shape(
        .record(
          "pause", help: "Somebody, and for how long",
          .required("actor", .nonEmptyText, \.who, help: "Who"),
          .optional("for", .interval, \.time, help: "For how long")
        ) { Pausing(who: $0, time: $1) },
        make: { $0 }, part: { $0 }))
  }
}

/// Somebody, and a signal.
struct Signalling: Equatable, Sendable {
  var who: String
  var signal: Signal
}

extension Form<Signalling> {
  static var signalling: Form {
    .record(
      "signal", help: "Somebody, and a signal",
      .required("actor", .nonEmptyText, \.who, help: "Who"),
      .required("name", .signal, \.signal, help: "The signal")
    ) { Signalling(who: $0, signal: $1) }
  }
}

/// Somebody or something, and a stretch of time.
struct Slowing: Equatable, Sendable {
  var who: String
  var time: Interval
}

extension Form<Slowing> {
  static var slowing: Form {
    .record(
      "delay", help: "Somebody, and how much longer it takes",
      .required("actor", .nonEmptyText, \.who, help: "Who"),
      .required("by", .interval, \.time, help: "How much longer")
    ) { Slowing(who: $0, time: $1) }
  }

  static var flapping: Form {
    .record(
      "flapping", help: "A run, and how often its checks flip",
      .required("run", .nonEmptyText, \.who, help: "The run"),
      .required("every", .interval, \.time, help: "How far two flips are apart")
    ) { Slowing(who: $0, time: $1) }
  }
}

/// Somebody, and a user.
struct Owning: Equatable, Sendable {
  var who: String
  var user: Int
}

extension Form<Owning> {
  static var owning: Form {
    .record(
      "change of user", help: "Somebody, and the user that it runs as",
      .required("actor", .nonEmptyText, \.who, help: "Who"),
      .required("to", .integer(in: 0...65_534), \.user, help: "The user's number")
    ) { Owning(who: $0, user: $1) }
  }
}

/// Somebody, and a number.
struct Counted: Equatable, Sendable {
  var who: String
  var count: Int
}

extension Form<Counted> {
  static var counted: Form {
    .oneOf(
      .shape(
        .nonEmptyText, make: { Counted(who: $0, count: 1) },
        part: { $0.count == 1 ? $0.who : nil }),
      .shape(
        .record(
          "duplicates", help: "Somebody, and how many more there are",
          .required("actor", .nonEmptyText, \.who, help: "Who"),
          .defaulted("count", .integer(in: 1...1_000), \.count, 1, help: "How many more")
        ) { Counted(who: $0, count: $1) },
        make: { $0 }, part: { $0 }))
  }
}

/// Something, and how it ends.
struct Ended: Equatable, Sendable {
  var target: Target
  var ending: Ending
}

extension Form<Ended> {
  static var ended: Form {
    .oneOf(
      .shape(
        .target, make: { Ended(target: $0, ending: .signalled(.kill)) },
        part: { $0.ending == .signalled(.kill) ? $0.target : nil }),
      .shape(
        .record(
          "end of a process", help: "Something that runs, and how it ends",
          .required("of", .target, \.target, help: "What"),
          .defaulted("by", .ending, \.ending, .signalled(.kill), help: "A status or a signal")
        ) { Ended(target: $0, ending: $1) },
        make: { $0 }, part: { $0 }))
  }
}

/// Something, and for how long it is stopped.
struct Suspended: Equatable, Sendable {
  var target: Target
  var time: Interval?
}

extension Form<Suspended> {
  static var suspended: Form {
    .oneOf(
      .shape(.target, make: { Suspended(target: $0) }, part: { $0.time == nil ? $0.target : nil }),
      .shape(
        .record(
          "suspension", help: "Something that runs, and for how long it is stopped",
          .required("of", .target, \.target, help: "What"),
          .optional("for", .interval, \.time, help: "For how long")
        ) { Suspended(target: $0, time: $1) },
        make: { $0 }, part: { $0 }))
  }
}

/// Something, and the program of a stranger.
struct Reused: Equatable, Sendable {
  var target: Target
  var program: String
}

extension Form<Reused> {
  static var reused: Form {
    .oneOf(
      .shape(
        .target, make: { Reused(target: $0, program: "vim") },
        part: { $0.program == "vim" ? $0.target : nil }),
      .shape(
        .record(
          "stranger in its place", help: "Something that runs or ran, and a stranger's program",
          .required("of", .target, \.target, help: "What"),
          .defaulted("program", .nonEmptyText, \.program, "vim", help: "The stranger's program")
        ) { Reused(target: $0, program: $1) },
        make: { $0 }, part: { $0 }))
  }
}

/// A stranger's session.
struct Taken: Equatable, Sendable {
  var name: String
  var program: String
}

extension Form<Taken> {
  static var taken: Form {
    .oneOf(
      .shape(
        .nonEmptyText, make: { Taken(name: $0, program: "vim") },
        part: { $0.program == "vim" ? $0.name : nil }),
      .shape(
        .record(
          "taken name", help: "The name of a stranger's session, and its program",
          .required("name", .nonEmptyText, \.name, help: "The session's name"),
          .defaulted("program", .nonEmptyText, \.program, "vim", help: "The stranger's program")
        ) { Taken(name: $0, program: $1) },
        make: { $0 }, part: { $0 }))
  }
}

/// A process that is nobody's.
struct StrangerEntry: Equatable, Sendable {
  var program: String
  var pid: Int?
  var user: Int
}

extension Form<StrangerEntry> {
  static var stranger: Form {
    .record(
      "stranger", help: "A process that is nobody's",
      .defaulted("program", .nonEmptyText, \.program, "vim", help: "Its program"),
      .optional("pid", .integer(in: 2...32_767), \.pid, help: "Its pid, if that is free"),
      .defaulted("user", .integer(in: 0...65_534), \.user, 1_000, help: "Its user's number")
    ) { StrangerEntry(program: $0, pid: $1, user: $2) }
  }
}

/// For how long.
struct Stopping: Equatable, Sendable {
  var time: Interval?
}

extension Form<Stopping> {
  static var stopping: Form {
    .record(
      "stop", help: "For how long",
      .optional("for", .interval, \.time, help: "For how long; until it goes on, if not said")
    ) { Stopping(time: $0) }
  }
}

/// How much room there is.
struct Room: Equatable, Sendable {
  var after: Int?
}

extension Form<Room> {
  static var room: Form {
    .record(
      "room", help: "How much room there is",
      .required(
        "after", .integer(in: 0...1_000_000_000), { @Sendable room in room.after ?? 0 },
        help: "How many more bytes there is room for")
    ) { Room(after: $0) }
  }
}

/// A path, and how what is done to it fails.
struct Failing: Equatable, Sendable {
  var path: String
  var error: FileErrorWord
  var always: Bool
}

/// The ways in which operations on files fail, as they are written.
enum FileErrorWord: UInt8, Word {
  case inputOutput, noSpace, denied, readOnly, missing

  init(_ errno: Errno) {
    self =
      switch errno {
      case .noSpace: .noSpace
      case .permissionDenied: .denied
      case .readOnly: .readOnly
      case .noSuchFile: .missing
      default: .inputOutput
      }
  }

  var errno: Errno {
    switch self {
    case .inputOutput: .inputOutput
    case .noSpace: .noSpace
    case .denied: .permissionDenied
    case .readOnly: .readOnly
    case .missing: .noSuchFile
    }
  }

  var word: StaticString {
    switch self {
    case .inputOutput: "input-output"
    case .noSpace: "no-space"
    case .denied: "denied"
    case .readOnly: "read-only"
    case .missing: "missing"
    }
  }
}

extension Form<Failing> {
  static var failing: Form {
    .record(
      "failing path", help: "A path, and how what is done to it fails",
      .required("path", .path, \.path, help: "Where"),
      .defaulted("with", .word("an error"), \.error, .inputOutput, help: "The error"),
      .defaulted(
        "always", .boolean, \.always, false, help: "Until it is healed, rather than once")
    ) { Failing(path: $0, error: $1, always: $2) }
  }
}

/// A path, and how much of a write arrives.
struct Cut: Equatable, Sendable {
  var path: String
  var keep: Int
}

extension Form<Cut> {
  static var cut: Form {
    .record(
      "cut write", help: "A path, and how much of what is written arrives",
      .required("path", .path, \.path, help: "Where"),
      .defaulted("keep", .integer(in: 0...1_000_000), \.keep, 0, help: "How many bytes arrive")
    ) { Cut(path: $0, keep: $1) }
  }
}

/// A file in a run's worktree.
struct Work: Equatable, Sendable {
  var run: String
  var file: String
}

extension Form<Work> {
  static var work: Form {
    .oneOf(
      .shape(
        .nonEmptyText, make: { Work(run: $0, file: "draft") },
        part: { $0.file == "draft" ? $0.run : nil }),
      .shape(
        .record(
          "work", help: "A file in a run's worktree that is committed nowhere",
          .required("run", .nonEmptyText, \.run, help: "The run"),
          .defaulted("file", .nonEmptyText, \.file, "draft", help: "The file's name")
        ) { Work(run: $0, file: $1) },
        make: { $0 }, part: { $0 }))
  }
}
