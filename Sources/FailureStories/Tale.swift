import EvidencePage
import Exploration
import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation

/// A failing run once more, with all that happened and what was so after each event.
struct Tale {
  private(set) var lanes: [Lane] = []
  private(set) var events: [StoryEvent] = []
  private(set) var cells: [StateCell] = []
  private(set) var initialState: [StateChange] = []

  /// How many events are shown for what they changed alone.
  private static let turnsMax = 6
  /// How much of a text is kept: what was written may be long, and is shown by what it changed.
  private static let textMax = 240

  /// Plays a failure again, up to where it was seen.
  init(of failure: Failure) throws(StagingError) {
    var play = try Play(
      failure.scenario, changes: failure.changes, seed: failure.seed, records: true)
    var survey = Survey()
    initialState = survey.changes(in: play)
    var changes: [(entry: Int, changes: [StateChange])] = []
    var entryCount = 0
    while play.universe.eventCount < failure.violation.event, play.step() {
      let found = survey.changes(in: play)
      // What an event changed is told where it took effect, before somebody hears of it.
      let entries = play.history[entryCount...]
      if !found.isEmpty {
        let place =
          entries.firstIndex { $0.kind.takesEffect } ?? entries.firstIndex { $0.kind.isFault }
          ?? max(entries.endIndex - 1, 0)
        changes.append((place, found))
      }
      entryCount = entries.endIndex
    }
    cells = survey.cells
    tell(play, changes)
    arrangeCells(in: survey.order)
  }

  private mutating func tell(
    _ play: borrowing Play, _ changes: [(entry: Int, changes: [StateChange])]
  ) {
    let phrases = Phrases(of: play)
    let texts = play.universe.world.moment.texts
    lanes = play.actorNames.map { Lane(texts.string($0)) }
    var rest = changes[...]
    var waiting: [StateChange] = []
    for (place, entry) in play.history.enumerated() {
      while let next = rest.first, next.entry <= place {
        waiting += next.changes
        rest = rest.dropFirst()
      }
      if case .fault(.cue) = entry.kind { continue }
      events.append(
        StoryEvent(
          number: entry.number, timeNs: entry.time.nanoseconds,
          lane: Self.actor(of: entry, play).map { Int($0.rawValue) }, kind: entry.kind.storyKind,
          text: Self.cut(phrases.words(entry.kind)), changes: waiting))
      waiting = []
    }
    keepUsedLanes()
  }

  /// Whose doing it was: also of what arrives when its writer has done something else since.
  private static func actor(of entry: TraceEntry, _ play: borrowing Play) -> ActorID? {
    if entry.actor != .none { return entry.actor }
    guard case .world(.file(.writeArrives(_, _, let writer, _))) = entry.kind else { return nil }
    for number in 0..<play.universe.actorCount {
      let actor = ActorID(rawValue: Int32(number))
      if play.universe.process(of: actor) == writer { return actor }
    }
    return nil
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > textMax, text.count > textMax else { return text }
    return "\(text.prefix(textMax * 2 / 3))\u{2026}\(text.suffix(textMax / 3))"
  }

  /// Leaves out who was never heard of.
  private mutating func keepUsedLanes() {
    let isUsed = lanes.indices.map { lane in events.contains { $0.lane == lane } }
    let numbers = isUsed.indices.map { lane in isUsed[..<lane].count { $0 } }
    lanes = zip(lanes, isUsed).filter(\.1).map(\.0)
    for place in events.indices { events[place].lane = events[place].lane.map { numbers[$0] } }
  }

  private mutating func arrangeCells(in order: [Int]) {
    var places = order
    for (place, cell) in order.enumerated() { places[cell] = place }
    cells = order.map { cells[$0] }
    func moved(_ changes: [StateChange]) -> [StateChange] {
      changes.map { StateChange(cell: places[$0.cell], value: $0.value) }
    }
    initialState = moved(initialState)
    for place in events.indices { events[place].changes = moved(events[place].changes) }
  }

  /// The place of an event that was chosen to be shown.
  func place(of moment: Failure.Moment) -> Int? {
    events.firstIndex { $0.number == moment.number && $0.text == Self.cut(moment.words) }
  }

  /// The places of the last few events that changed what properties are about, up to one.
  func turns(upTo last: Int) -> [Int] {
    let matters = cells.map { ["records", "agents", "locks"].contains($0.group) }
    let places = events.indices.filter { place in
      place <= last && events[place].changes.contains { matters[$0.cell] }
    }
    return Array(places.suffix(Self.turnsMax))
  }

  /// The place of the last thing that happened at an event, or before it.
  func place(ofEvent number: Int64) -> Int? { events.lastIndex { $0.number <= number } }
}

extension TraceEntry.Kind {
  /// Whether something may be other than before by it.
  fileprivate var takesEffect: Bool {
    switch self {
    case .performed, .world, .began, .ended: true
    default: false
    }
  }

  /// Whether something goes wrong on purpose, which may strike what takes effect.
  fileprivate var isFault: Bool {
    switch self {
    case .fault, .interference: true
    default: false
    }
  }

  fileprivate var storyKind: StoryEvent.Kind {
    switch self {
    case .performed(let operation, let outcome):
      operation.verb.onlyLooks || outcome?.isRefusal == true ? .operation : .write
    case .lost, .answered, .unheard: .outcome
    case .fired: .timer
    case .told, .signalled: .message
    case .began, .ended, .fault(.restart): .life
    case .world(.file(.writeArrives)): .write
    case .world: .world
    case .fault, .interference: .fault
    }
  }
}
