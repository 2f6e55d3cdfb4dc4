import Live

/// What a program of a script does once it is started.
public enum ProcessConduct: String, CaseIterable, Hashable, Sendable {
  /// Waits, and does nothing about signals.
  case sleeps
  /// Ends at once with a status, and stays a zombie until its parent asks.
  case exits
  /// Ignores hang-ups, Ctrl-C and requests to end.
  case ignores
  /// Ends with a status of its own when it is asked to.
  case obeys
  /// Has a child that waits, as it does itself.
  case parents
  /// Has a child that has ended, and never asks for it.
  case neglects
  /// Leaves a child behind in a session of its own, and ends.
  case daemonises

  /// The status with which an obedient program ends.
  static let obedientStatus: UInt8 = 7
  /// The status of a child that has ended.
  static let neglectedStatus: UInt8 = 3
  /// The file that everything runs in the end that waits.
  static let sleep = "/bin/sleep"
  /// How long what waits would wait, in seconds: should nobody end it, it ends in the end.
  static let seconds = "1000"

  /// Whether it starts another process.
  var hasChild: Bool {
    switch self {
    case .parents, .neglects, .daemonises: true
    case .sleeps, .exits, .ignores, .obeys: false
    }
  }

  /// Whether it is a shell at first, and becomes what waits when it is ready for whatever comes.
  var becomesSleep: Bool {
    switch self {
    case .ignores, .parents, .neglects: true
    case .sleeps, .exits, .obeys, .daemonises: false
    }
  }

  /// How it is started on this machine.
  var program: ProgramTable.Program {
    if self == .sleeps { return ProgramTable.Program(name: rawValue, path: Self.sleep) }
    return ProgramTable.Program(name: rawValue, path: "/bin/sh", leading: ["-c", shell, "sh"])
  }

  private var shell: String {
    let sleep = "\(Self.sleep) \(Self.seconds)"
    return switch self {
    case .sleeps: "exec \(sleep)"
    case .exits: "exit \"$1\""
    case .ignores: "trap '' HUP INT TERM; exec \(sleep)"
    // It says when it is ready: nothing else can be seen of that. Nobody ever writes to it.
    case .obeys: "trap 'exit \(Self.obedientStatus)' TERM; echo; read line"
    case .parents: "\(sleep) & exec \(sleep)"
    case .neglects: "(exit \(Self.neglectedStatus)) & exec \(sleep)"
    case .daemonises: "/usr/bin/setsid \(sleep) & exit 0"
    }
  }
}
