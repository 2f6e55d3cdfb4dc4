import Operations

/// Goes round through operations on things that are there, one at a time.
///
/// The founder makes what they share first: sessions of tmux, records of the store, a task of
/// Forge. Each of the others makes a file of its own. From then on nothing is made that is not
/// removed again.
struct MixMachine: Machine {
  /// What the machine is about.
  private enum Phase: UInt8 {
    case founding, writing, learning, round
  }

  /// How many sessions of tmux and records of the store there are.
  private let shared: Int
  private let founder: Text
  private let names = MixNames()
  private var phase = Phase.founding
  private var next = 0
  private var file = Text.empty
  private var directory = Text.empty
  private var session = Text.empty
  private var key = Text.empty
  private var task: UInt64 = 0
  private var pid: Int32 = 0
  /// How many outcomes it was told.
  private(set) var count: UInt64 = 0
  /// How many of them were not what an operation on an existing thing comes to.
  private(set) var surprises: UInt64 = 0
  /// The first of them, and its place in the round.
  private(set) var firstSurprise: (place: Int, outcome: Outcome)?

  init(shared: Int, founder: Text) {
    self.shared = shared
    self.founder = founder
  }

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start): begin(start, &emit)
    case .outcome(_, let outcome): goOn(outcome, &emit)
    case .message, .signal: break
    }
  }

  private mutating func begin(_ start: Start, _ emit: inout Emitter) {
    if start.argument == founder {
      found(&emit)
      return
    }
    pid = start.identity.pid
    let argument = emit.texts.string(start.argument)
    let number = (Int(argument) ?? 0) % shared
    file = emit.texts.text("/data/file-\(argument)")
    directory = emit.texts.text("/data/directory-\(argument)")
    session = emit.texts.text("session-\(number)")
    key = emit.texts.text("key-\(number)")
    phase = .writing
    emit.perform(.file(.write(file, content: names.content)), Tag(rawValue: 0))
  }

  /// Makes the next of the things that all share.
  private mutating func found(_ emit: inout Emitter) {
    let number = next / 2
    let tag = Tag(rawValue: 0)
    next += 1
    if number < shared {
      if next % 2 == 1 {
        let name = emit.texts.text("session-\(number)")
        let launch = Launch(program: names.agent)
        emit.perform(.tmux(.newSession(name: name, launch), socket: names.socket), tag)
      } else {
        let key = emit.texts.text("key-\(number)")
        emit.perform(.store(.put(key: key, value: names.content, expected: 0)), tag)
      }
    } else if next % 2 == 1 {
      emit.perform(.file(.makeDirectory(names.folder)), tag)
    } else {
      emit.perform(
        .forge(
          .createAndStart(project: 1, title: names.agent, key: names.content, base: names.agent)),
        tag)
    }
  }

  private mutating func goOn(_ outcome: Outcome, _ emit: inout Emitter) {
    count += 1
    switch phase {
    case .founding:
      if next < shared * 2 + 2 { found(&emit) }
    case .writing:
      phase = .learning
      emit.perform(.forge(.listTasks(project: 1)), Tag(rawValue: 0))
    case .learning:
      for row in emit.rows {
        if case .forgeTask(let facts) = row { task = facts.id }
      }
      if task == 0 { surprises += 1 }
      phase = .round
      next = 0
      ask(&emit)
    case .round:
      if !isExpected(outcome) {
        surprises += 1
        firstSurprise = firstSurprise ?? (next, outcome)
      }
      next = next + 1 == Self.roundLength ? 0 : next + 1
      ask(&emit)
    }
  }

  /// How many operations a round has: fifteen that the world performs, a clock and a timer.
  static let roundLength = 17

  private func ask(_ emit: inout Emitter) {
    let operation: Operation =
      switch next {
      case 0: .process(.probe(pid: pid))
      case 1: .file(.stat(file))
      case 2: .tmux(.hasSession(.exact(session)), socket: names.socket)
      case 3: .file(.read(file))
      case 4: .process(.inspect(pid: pid))
      case 5: .store(.get(key: key))
      case 6: .file(.makeDirectory(directory))
      case 7: .tmux(.display(.exact(session), .currentCommand), socket: names.socket)
      case 8: .file(.removeDirectory(directory))
      case 9: .forge(.getTask(task))
      case 10: .file(.lock(file, .exclusive))
      case 11: .tmux(.sendKeys(.exact(session), names.content), socket: names.socket)
      case 12: .file(.unlock(file))
      case 13: .tmux(.listPanes(.exact(session)), socket: names.socket)
      case 14: .forge(.health)
      case 15: .readClock(.monotonic)
      default: .timer(.microseconds(500))
      }
    emit.perform(operation, Tag(rawValue: UInt32(next)))
  }

  private func isExpected(_ outcome: Outcome) -> Bool {
    switch (next, outcome) {
    case (0, .process(.exists)), (4, .process(.facts)): true
    case (1, .file(.facts)), (3, .file(.content)): true
    case (6, .file(.done)), (8, .file(.done)), (10, .file(.done)), (12, .file(.done)): true
    case (2, .tmux(.done)), (7, .tmux(.text)), (11, .tmux(.done)): true
    case (13, .tmux(.listing(let rows))): rows.count == 1
    case (5, .store(.record)), (9, .forge(.task)), (14, .forge(.done)): true
    case (15, .instant), (16, .fired): true
    default: false
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(UInt32(phase.rawValue), UInt32(next))
    digest.fold(count)
    digest.fold(surprises)
  }
}
