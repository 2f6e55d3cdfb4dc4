import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

extension Play {
  /// What was found of each expectation, in the order of the file; to be asked when the run is over.
  public mutating func findings() -> [Finding] {
    var watched = properties.makeIterator()
    return scenario.expectations.map { expectation in
      switch expectation {
      case .property: watched.next()?.finding ?? Finding()
      case .count(let count): examine(count)
      case .answer(let actor, let answer): examine(actor, answer)
      case .session(let run, let life): examine(run, life)
      case .output(let actor, let words): examine(actor, prints: words)
      }
    }
  }

  /// Something that was looked for and is so.
  private static var held: Finding {
    var finding = Finding()
    finding.exerciseCount = 1
    return finding
  }

  private func finding(_ violation: Violation) -> Finding {
    var finding = Self.held
    var found = violation
    found.time = universe.now
    found.event = universe.eventCount
    finding.violation = found
    return finding
  }

  // MARK: - Counts

  private mutating func examine(_ count: Expectation.Count) -> Finding {
    let found = number(of: count.of, count.which)
    // The words for what is not so are made where it is not so.
    guard found != count.isExactly else { return Self.held }
    let which = count.which.isEmpty ? "" : " of \(count.which)"
    return finding(
      Violation(
        "there are \(found) \(count.of.word)\(which), and \(count.isExactly) are expected",
        subjects: books.account.sessions.map(\.key),
        state: [.init("\(count.of.word)\(which)", "\(found)")]))
  }

  private mutating func number(of thing: Expectation.Thing, _ which: String) -> Int {
    let name = universe.text(which)
    switch thing {
    case .records: return books.account.sessions.count { which.isEmpty || $0.run == name }
    case .liveRecords:
      return books.account.sessions.count { !$0.life.isOver && (which.isEmpty || $0.run == name) }
    case .tmuxSessions: return universe.world.tmux.sessionNames.count
    case .agents:
      return books.account.agents.count { $0.lives && (which.isEmpty || $0.run == name) }
    case .agentsEver: return books.account.agents.count { which.isEmpty || $0.run == name }
    case .worktrees:
      return universe.world.git.worktrees(of: Text(Company.repositoryName)).count - 1
    case .branches:
      return universe.world.git.branches(of: Text(Company.repositoryName)).count - 1
    case .tasks:
      return universe.world.forge.allTasks.count { which.isEmpty || $0.key == name }
    case .notices: return universe.notices.count { which.isEmpty || $0.person == name }
    case .prompts: return promptCount(of: which.isEmpty ? nil : name)
    case .processes:
      var count = 0
      universe.world.processes.forEach { process in
        if process.state != .zombie, process.program == name { count += 1 }
      }
      return count
    }
  }

  /// How many different messages the agents of a run were given, or those of all.
  private func promptCount(of run: Text?) -> Int {
    var count = 0
    for number in 0..<universe.actorCount {
      let actor = ActorID(rawValue: Int32(number))
      guard case .agent(let machine) = universe.machine(of: actor) else { continue }
      let process = universe.process(of: actor)
      let agent = books.account.agents.first { $0.process == process }
      if run == nil || agent?.run == run { count += machine.value.promptCount }
    }
    return count
  }

  // MARK: - Answers and sessions

  private mutating func examine(_ actor: String, _ answer: Answer) -> Finding {
    let name = universe.text(actor)
    let found = books.account.actors.last { $0.name == name }
    guard found?.stance.answer != answer else { return Self.held }
    return finding(
      Violation(
        "\(actor) was answered \(found?.stance.answer?.word ?? "nothing"), "
          + "and \(answer.word) is expected",
        actors: found.map { [$0.actor] } ?? [],
        state: [.init("\(actor) was answered", "\(found?.stance.answer?.word ?? "nothing")")]))
  }

  private mutating func examine(_ actor: String, prints words: String) -> Finding {
    let found = universe.actor(named: universe.text(actor))
    let isSo =
      found.map { books.printed.has(words, by: $0, universe.world.moment.texts) } ?? false
    guard !isSo else { return Self.held }
    return finding(
      Violation(
        "\(actor) has printed no line with '\(words)' in it", actors: found.map { [$0] } ?? [],
        state: [.init("lines of \(actor)", "\(books.printed.lines.count { $0.actor == found })")]))
  }

  private mutating func examine(_ run: String, _ life: Happening.SessionLife) -> Finding {
    let name = universe.text(run)
    let found = books.account.sessions.first { $0.run == name || $0.id == name }
    if let found, life.fits(found.life) { return Self.held }
    return finding(
      Violation(
        "the record of \(run) says \(found.map { $0.life.words } ?? "nothing"), "
          + "and \(life.word) is expected",
        subjects: [name], state: [.init("record of \(run)", found.map { $0.life.words } ?? "-")]))
  }
}

extension Properties.SessionFacts.Life {
  /// The words for it in a failure.
  public var words: String {
    switch self {
    case .starting: "starting"
    case .running: "running"
    case .doubtful: "doubtful"
    case .ended(.killed): "over: killed"
    case .ended(.inferred): "over: found dead"
    case .ended(.completed): "over: completed"
    case .ended(.failed): "over: failed"
    }
  }
}
