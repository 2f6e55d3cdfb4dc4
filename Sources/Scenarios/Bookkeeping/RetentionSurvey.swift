import Historical
import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// What somebody who judges sessions could have seen, look by look.
///
/// Each kind of look refreshes what it shows: tmux what is there, a record what it says, a process
/// whether somebody works.
struct RetentionSurvey {
  let actor: ActorID
  private var rows: [Row] = []
  private var hasFailed = false
  private var isConcluded = false

  /// A session as the looks have shown it.
  private struct Row {
    var facts: JudgementFacts
    /// What the last look at tmux has shown.
    var pane: PaneFacts?
    var wasLookedAt = false
    /// Whether it may have been killed since, by the very one who judges.
    var isKilled = false
    /// Whether something keeps it from being known, whoever looks.
    var isUnsettled = false
  }

  init(actor: ActorID) { self.actor = actor }

  // MARK: - Looks

  /// Takes something that the one who judges did, or that happened to it.
  mutating func take(
    _ entry: TraceEntry, _ panes: [PaneFacts], _ truth: RetentionTruth,
    _ universe: borrowing Universe<Cast>
  ) {
    switch entry.kind {
    case .interference: hasFailed = true
    case .performed(.store(.list), _):
      for document in truth.documents { read(document, panes, truth, universe) }
    case .performed(.store(.get(let key)), _):
      if let document = truth.documents.first(where: { $0.key == key }) {
        read(document, panes, truth, universe)
      }
    case .performed(.tmux(.listSessions, let socket), let outcome):
      // One that reads no records has to tell of their sessions all the same.
      for document in truth.documents { read(document, panes, truth, universe) }
      if case .tmux(.listing)? = outcome { look(panes, socket, truth, universe) }
    case .performed(.tmux(.listAllPanes, let socket), let outcome):
      if case .tmux(.listing)? = outcome {
        look(panes, socket, truth, universe)
      } else {
        hasFailed = true
        // That there is no server is an answer.
        if universe.world.tmux.serverProcess(at: socket) == nil {
          look(panes, socket, truth, universe)
        }
      }
    case .performed(.tmux(.killSession(let target), _), _),
      .performed(.tmux(.killSessionIf(let target, _), _), _):
      if case .exact(let name) = target { freeze(name) }
    case .performed(.process(.identify), let outcome):
      if case .process(.failed(let failure))? = outcome, failure != .noSuchProcess {
        hasFailed = true
      }
      for place in rows.indices {
        rows[place].facts.isWorked = isWorked(rows[place].facts.session, truth, universe)
      }
    default: break
    }
  }

  private mutating func read(
    _ document: Ledger.Document, _ panes: [PaneFacts], _ truth: RetentionTruth,
    _ universe: borrowing Universe<Cast>
  ) {
    guard let session = document.session else { return }
    var place = rows.firstIndex { $0.facts.session == document.key }
    if place == nil {
      place = rows.count
      rows.append(Row(facts: JudgementFacts(session: document.key, told: nil, by: actor)))
    }
    guard let place else { return }
    rows[place].isKilled = false
    rows[place].facts.isComplete = RetainedWork(session) == .complete
    rows[place].facts.isWorked = isWorked(document.key, truth, universe)
    settle(place, session, truth, universe)
  }

  private func isWorked(
    _ id: Text, _ truth: RetentionTruth, _ universe: borrowing Universe<Cast>
  ) -> Bool {
    let document = truth.document(of: id)
    return truth.lives(document?.runtime.runner, universe) && truth.isWorked(document, universe)
  }

  /// Notes what keeps everybody from telling what a session is.
  private mutating func settle(
    _ place: Int, _ session: SessionDocument, _ truth: RetentionTruth,
    _ universe: borrowing Universe<Cast>
  ) {
    let runtime = session.runtime
    let agentLives = truth.lives(runtime.agent, universe)
    let isEnding =
      !agentLives && runtime.ending == nil && truth.lives(runtime.runner, universe)
    let contradicts = agentLives && RetainedWork(session) == .failed
    if isEnding || contradicts || runtime.pane == nil { rows[place].isUnsettled = true }
  }

  private mutating func look(
    _ panes: [PaneFacts], _ socket: Text, _ truth: RetentionTruth,
    _ universe: borrowing Universe<Cast>
  ) {
    let listener = universe.world.tmux.serverProcess(at: socket)
    let pid = listener.flatMap { universe.world.processes[$0]?.identity.pid }
    for place in rows.indices where !rows[place].isKilled {
      guard let session = truth.document(of: rows[place].facts.session) else { continue }
      let mine = panes.first { pane in
        guard let known = session.runtime.pane else {
          return pane.sessionName == session.runtime.name
        }
        return pane.reference.isOf(known)
      }
      let twin = panes.first { $0.sessionName == session.runtime.name }
      let isBusy = session.intent != nil
      rows[place].facts.isThere = mine != nil || twin != nil || isBusy
      rows[place].facts.isAttached = (mine?.attached ?? 0) > 0
      rows[place].facts.isOwned =
        isBusy || (mine == nil && twin == nil) || mine.map { $0.carries(session) } ?? false
      if let mine, mine.reference.serverPid != pid || mine.sessionName != session.runtime.name {
        rows[place].isUnsettled = true
      }
      if let mine, RetentionMark(mine.state).isStrange { rows[place].isUnsettled = true }
      compare(place, mine ?? twin)
    }
    addStrangers(panes, truth)
  }

  /// Looks whether it is as the look before has shown it.
  private mutating func compare(_ place: Int, _ pane: PaneFacts?) {
    if rows[place].wasLookedAt, rows[place].pane != pane { rows[place].isUnsettled = true }
    rows[place].wasLookedAt = true
    rows[place].pane = pane
  }

  private mutating func addStrangers(_ panes: [PaneFacts], _ truth: RetentionTruth) {
    for pane in panes {
      let name = pane.sessionName
      guard !truth.documents.contains(where: { $0.session?.runtime.name == name }) else { continue }
      var place = rows.firstIndex { $0.facts.session == name }
      if place == nil {
        place = rows.count
        var facts = JudgementFacts(session: name, told: nil, by: actor)
        facts.isOwned = false
        rows.append(Row(facts: facts))
      }
      if let place { compare(place, pane) }
    }
  }

  /// What was killed is judged as it was before.
  private mutating func freeze(_ name: Text) {
    for place in rows.indices where rows[place].pane?.sessionName == name {
      rows[place].isKilled = true
    }
  }

  // MARK: - What was told

  /// Notes what was told of each session, once the command knows how it ended.
  mutating func conclude(_ machine: Cast, _ account: inout Account) {
    guard !isConcluded else { return }
    switch machine {
    case .retention(let machine):
      guard machine.value.exitStatus != nil, let command = machine.value.command,
        !machine.value.findings.isEmpty
      else { return }
      isConcluded = true
      for row in rows where command.verb != .close || row.facts.session == command.id {
        let finding = machine.value.findings.first { $0.id == row.facts.session }
        note(row, told: finding?.decision?.kind, &account)
      }
    case .squadReset(let machine):
      guard machine.value.step == .exit else { return }
      isConcluded = true
      for row in rows { note(row, told: nil, &account) }
    default: break
    }
  }

  private func note(_ row: Row, told: RetentionClass?, _ account: inout Account) {
    var facts = row.facts
    facts.told = told
    facts.isHidden = hasFailed || row.isUnsettled
    account.judgements.append(facts)
  }
}

extension PaneFacts {
  /// Whether it carries the marks that a record gives its session.
  fileprivate func carries(_ session: SessionDocument) -> Bool {
    let facts = RetentionFacts(session)
    return owner == facts.owner && generation == facts.generation
  }
}

extension RetentionMark {
  /// Whether nobody here writes it.
  fileprivate var isStrange: Bool { self == .closing || self == .unreadable }
}
