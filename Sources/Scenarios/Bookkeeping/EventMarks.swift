import Operations
import Simulation

/// What kinds of things happened in an event, so that whoever has nothing to do with any of them
/// need not look at it.
struct EventMarks: OptionSet {
  let rawValue: UInt32

  static let began = EventMarks(rawValue: 1 << 0)
  static let told = EventMarks(rawValue: 1 << 1)
  static let world = EventMarks(rawValue: 1 << 2)
  static let fault = EventMarks(rawValue: 1 << 3)
  static let interference = EventMarks(rawValue: 1 << 4)
  static let process = EventMarks(rawValue: 1 << 5)
  static let tmux = EventMarks(rawValue: 1 << 6)
  static let file = EventMarks(rawValue: 1 << 7)
  static let git = EventMarks(rawValue: 1 << 8)
  static let store = EventMarks(rawValue: 1 << 9)
  static let forge = EventMarks(rawValue: 1 << 10)
  static let pullRequest = EventMarks(rawValue: 1 << 11)
  static let sent = EventMarks(rawValue: 1 << 12)

  /// Any operation that took effect.
  static let performed = EventMarks(rawValue: 1 << 13)
  /// One that may have ended something of somebody's: a process, a tmux session, a worktree.
  static let striking = EventMarks(rawValue: 1 << 14)
  /// One that reads records, or prints what was read of them.
  static let showing = EventMarks(rawValue: 1 << 15)
  /// Somebody comes on, which is planned like a fault and is none.
  static let entrance = EventMarks(rawValue: 1 << 16)

  /// The marks of an event.
  init(_ entries: [TraceEntry]) {
    var marks: EventMarks = []
    for place in entries.indices { marks.formUnion(entries[place].mark) }
    self = marks
  }

  init(rawValue: UInt32) { self.rawValue = rawValue }
}

extension TraceEntry {
  fileprivate var mark: EventMarks {
    switch kind {
    case .performed(let operation, _): operation.mark.union(operation.moreMarks)
    case .began: .began
    case .told: .told
    case .world: .world
    case .fault(.cue), .fault(.restart): .entrance
    case .fault: .fault
    case .interference: .interference
    case .answered, .fired, .ended, .signalled, .lost, .unheard: []
    }
  }
}

extension Operation {
  fileprivate var mark: EventMarks {
    switch self {
    case .process: .process
    case .tmux: .tmux
    case .file: .file
    case .git: .git
    case .store: .store
    case .forge: .forge
    case .pullRequest: .pullRequest
    case .send: .sent
    case .timer, .cancelTimer, .readClock, .drawNumber: []
    }
  }

  /// What else than where it belongs is to be known of an operation.
  fileprivate var moreMarks: EventMarks {
    switch self {
    case .process(.writeLine), .store(.get), .store(.list): [.performed, .showing]
    case .process(let operation) where operation.signalledPid != nil: [.performed, .striking]
    case .tmux, .git:
      verb.changesSessions || verb.changesWorktrees ? [.performed, .striking] : .performed
    default: .performed
    }
  }
}
