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
    case .performed(let operation, _): operation.mark.union(.performed)
    case .began: .began
    case .told: .told
    case .world: .world
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
}
