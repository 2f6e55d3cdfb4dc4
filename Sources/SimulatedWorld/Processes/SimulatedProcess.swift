import Operations

/// One process of the simulated machine.
public struct SimulatedProcess: Hashable, Sendable, Foldable {
  /// Its identity, as `/proc` and its environment tell it.
  public var identity: ProcessIdentity
  /// Its place in the table.
  public var index: ProcessIndex
  /// Its parent's place.
  public var parent: ProcessIndex
  /// Its process group: the pid of the leader.
  public var group: Int32
  /// Its session: the pid of the leader.
  public var session: Int32
  /// The user it runs as; 0 may signal everyone.
  public var user: UInt32 = 0
  /// Running, stopped or a zombie.
  public var state = ProcessState.running
  /// How it ended, once it is a zombie.
  public var ending = Ending.exited(0)
  /// The program that it runs.
  public var program: Text
  /// The argument that it was started with.
  public var argument: Text
  /// What its program does about signals and its children.
  public var habits: Habits
  /// The pane that it was started in as the pane's own process.
  public var pane: PaneLink?
  /// The signals that wait for it to be continued.
  public var pending = PendingSignals()

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    identity.fold(into: &digest)
    index.fold(into: &digest)
    parent.fold(into: &digest)
    digest.fold(UInt32(bitPattern: group), UInt32(bitPattern: session))
    digest.fold(user, UInt32(state.rawValue) << 8 | pending.folded)
    ending.fold(into: &digest)
    digest.fold(program)
    digest.fold(argument)
    digest.fold(UInt64(habits.rawValue))
    if let pane {
      digest.fold(UInt32(bitPattern: pane.server), UInt32(bitPattern: pane.pane))
    }
  }
}

/// What a program does about signals and its children.
public struct Habits: OptionSet, Hashable, Sendable {
  /// The set as bits.
  public let rawValue: UInt8

  /// Makes a set of bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Ignores hang-ups, as `nohup` and `trap '' HUP` make it.
  public static let ignoresHangUp = Habits(rawValue: 1)
  /// Is told of a hang-up instead of dying of it.
  public static let catchesHangUp = Habits(rawValue: 2)
  /// Is told of Ctrl-C instead of dying of it.
  public static let catchesInterrupt = Habits(rawValue: 4)
  /// Is told to terminate instead of dying of it.
  public static let catchesTerminate = Habits(rawValue: 8)
  /// Reaps its children as soon as they end, as a shell, tmux and a SIGCHLD of `ignore` do.
  public static let reapsAtOnce = Habits(rawValue: 16)

  /// Whether a program with these habits is told of the signal instead of dying of it.
  public func catches(_ signal: Signal) -> Bool {
    switch signal {
    case .hangUp: contains(.catchesHangUp)
    case .interrupt: contains(.catchesInterrupt)
    case .terminate: contains(.catchesTerminate)
    case .kill, .segmentationFault, .continue, .stop: false
    }
  }
}

/// The pane whose process something is.
public struct PaneLink: Hashable, Sendable {
  /// The server's number in the simulated world.
  public var server: Int32
  /// The pane's id, `%N`.
  public var pane: Int32

  /// Names a pane of a server.
  public init(server: Int32, pane: Int32) {
    self.server = server
    self.pane = pane
  }
}
