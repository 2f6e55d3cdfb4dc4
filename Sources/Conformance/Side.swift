import Live
import Operations
import SimulatedWorld

/// One of the two worlds that go through a script.
protocol Side {
  /// The texts that it knows.
  var texts: Texts { get }
  /// Adds a text, or finds it.
  mutating func text(_ string: String) -> Text
  /// Performs an operation to its end.
  mutating func perform(_ operation: Operation, by program: Int) -> (Outcome, [Row])
  /// Ends a program; another takes its place.
  mutating func end(_ program: Int)
}

/// The simulated world; what it answers later it answers here at once.
struct SimulatedSide: Side {
  private var world: World

  /// An empty machine whose programs are root's.
  init(texts: Texts) {
    world = World(seed: 1)
    world.moment.texts = texts
    world.files.usualUser = 0
  }

  var texts: Texts { world.moment.texts }

  mutating func text(_ string: String) -> Text { world.moment.texts.text(string) }

  mutating func perform(_ operation: Operation, by program: Int) -> (Outcome, [Row]) {
    world.moment.now = world.moment.now + .milliseconds(1)
    world.moment.agenda.clear()
    let outcome = world.perform(operation, by: Self.process(program))
    if let outcome { return (outcome, Self.hasRows(outcome) ? world.moment.rows : []) }
    while let event = world.moment.agenda.events.first?.event {
      world.moment.agenda.clear()
      world.happen(event)
      if let answer = world.moment.agenda.answers.first { return (answer.outcome, []) }
    }
    preconditionFailure("never answered: \(operation)")
  }

  mutating func end(_ program: Int) {
    world.files.noticeDeath(of: Self.process(program))
    world.store.noticeDeath(of: Self.process(program))
  }

  private static func process(_ program: Int) -> ProcessIndex {
    ProcessIndex(slot: Int32(program + 10), generation: 0)
  }

  private static func hasRows(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .file(.listing), .store(.listing): true
    default: false
    }
  }
}

/// This machine: files below the root of this thread, and a store in a file.
struct LiveSide: Side {
  private let table: TextTable
  private let storePath: String
  private var files: [LiveFiles]
  private var stores: [SQLiteStore]

  /// As many programs as may take part.
  init(texts: TextTable, storePath: String, programs: Int) {
    table = texts
    self.storePath = storePath
    files = (0..<programs).map { _ in LiveFiles(texts: texts) }
    stores = (0..<programs).map { _ in SQLiteStore(path: storePath, texts: texts) }
  }

  var texts: Texts { table.withTexts { $0 } }

  func text(_ string: String) -> Text { table.text(string) }

  mutating func perform(_ operation: Operation, by program: Int) -> (Outcome, [Row]) {
    let answer: Answer
    switch operation {
    case .file(let operation): answer = files[program].perform(operation)
    case .store(let operation):
      answer = stores[program].perform(operation, until: Deadline(after: 1_000_000_000))
    default: preconditionFailure("not compared: \(operation)")
    }
    return (answer.outcome, answer.rows)
  }

  mutating func end(_ program: Int) {
    files[program] = LiveFiles(texts: table)
    stores[program] = SQLiteStore(path: storePath, texts: table)
  }
}
