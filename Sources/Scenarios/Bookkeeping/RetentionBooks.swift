import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// Notes what those who clear away tell of sessions, what they close, and what they say is closed.
struct RetentionBooks {
  /// The panes as they were after the event before, while somebody clears away.
  private var panes: [PaneFacts] = []
  private var isWatching = false
  /// Whether anybody who clears away lives.
  private var hasKeeper = false
  private var surveys: [RetentionSurvey] = []
  /// Kills that were asked for and have not been seen to come true.
  private var kills: [Kill] = []
  /// Runtimes of which it was noted that they are said to be closed.
  private var reported: [UInt64] = []
  private var commitCount: UInt64 = .max

  /// A kill that somebody has asked for.
  private struct Kill {
    var actor: ActorID
    /// The session; empty when it was not named outright.
    var name: Text
  }

  /// Notes what the event has come to.
  mutating func note(
    _ account: inout Account, _ universe: inout Universe<Cast>, _ documents: [Ledger.Document]
  ) {
    if account.news.contains(.actors) {
      hasKeeper = account.actors.contains { $0.lives && $0.stance.role.clearsAway }
    }
    guard hasKeeper else {
      isWatching = false
      return
    }
    let truth = RetentionTruth(documents)
    for entry in account.entries where entry.actor != .none {
      guard account.facts(of: entry.actor)?.stance.role.clearsAway == true else { continue }
      if case .performed(.tmux(let command, _), _) = entry.kind {
        noteKill(command, by: entry.actor)
      }
    }
    if !isWatching || account.entries.contains(where: { $0.mayEndSessions }) {
      let now = universe.world.panes
      if isWatching { noteCloses(now, truth, &account, universe) }
      panes = now
    }
    isWatching = true
    noteSurveys(truth, &account, &universe)
    if universe.world.store.commitCount != commitCount {
      commitCount = universe.world.store.commitCount
      for document in documents { noteClosed(document, &account, universe) }
    }
    noteCleaned(truth, &account, universe)
  }

  // MARK: - Closes

  private mutating func noteKill(_ command: TmuxCommand, by actor: ActorID) {
    switch command {
    case .killSession(let target), .killSessionIf(let target, _):
      switch target {
      case .exact(let name), .equals(let name): kills.append(Kill(actor: actor, name: name))
      default: kills.append(Kill(actor: actor, name: .empty))
      }
    case .killServer: kills.append(Kill(actor: actor, name: .empty))
    default: break
    }
  }

  private mutating func noteCloses(
    _ now: [PaneFacts], _ truth: RetentionTruth, _ account: inout Account,
    _ universe: borrowing Universe<Cast>
  ) {
    var seen: [Text] = []
    for pane in panes where !seen.contains(pane.sessionName) {
      seen.append(pane.sessionName)
      guard !now.contains(where: { $0.sessionName == pane.sessionName }),
        let place = kills.lastIndex(where: { $0.name == pane.sessionName || $0.name.isEmpty })
      else { continue }
      let actor = kills[place].actor
      kills.removeAll { $0.name == pane.sessionName }
      var close = CloseFacts(session: pane.sessionName, by: actor)
      let owner = truth.owner(of: pane)
      close.isForeign =
        owner == nil && !account.sessions.contains { $0.name == pane.sessionName }
      close.isAttached = pane.attached > 0
      let ended = account.endedAgents.map { account.agents[$0].identity }
      close.isWorked = truth.isWorked(owner, endedNow: ended, universe)
      let isJudge = surveys.contains { $0.actor == actor }
      close.hasChanged = isJudge && RetentionMark(pane.state) != .completed
      account.closes.append(close)
    }
    // What was not named comes true in the event in which it was asked for.
    kills.removeAll { $0.name.isEmpty }
  }

  // MARK: - What is said to be closed

  private mutating func noteClosed(
    _ document: Ledger.Document, _ account: inout Account, _ universe: borrowing Universe<Cast>
  ) {
    guard let session = document.session, session.retention?.closedAt != nil,
      !reported.contains(session.runtime.nonce)
    else { return }
    reported.append(session.runtime.nonce)
    let mover = account.entries.first { $0.actor != .none }?.actor ?? .none
    account.closeReports.append(report(session.runtime, by: mover, universe))
  }

  /// Notes what a cleanup says that has just answered.
  private func noteCleaned(
    _ truth: RetentionTruth, _ account: inout Account, _ universe: borrowing Universe<Cast>
  ) {
    for actor in account.actors
    where actor.stance.role == .cleaner && actor.answeredAt == account.now
      && actor.stance.answer == .done
    {
      guard let document = truth.document(of: actor.stance.session) else { continue }
      account.closeReports.append(report(document.runtime, by: actor.actor, universe))
    }
  }

  private func report(
    _ runtime: SessionRuntime, by actor: ActorID, _ universe: borrowing Universe<Cast>
  ) -> CloseReportFacts {
    var report = CloseReportFacts(session: runtime.name, by: actor)
    report.isThere = universe.world.panes.contains { $0.sessionName == runtime.name }
    var survivors: [Int32] = []
    universe.world.processes.forEach { process in
      if process.identity.nonce == runtime.nonce, runtime.nonce != 0, process.state != .zombie {
        survivors.append(process.identity.pid)
      }
    }
    report.survivors = survivors
    return report
  }

  // MARK: - What is told

  private mutating func noteSurveys(
    _ truth: RetentionTruth, _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    for place in account.entries.indices {
      let entry = account.entries[place]
      guard entry.actor != .none,
        account.facts(of: entry.actor)?.stance.role == .retention
      else { continue }
      if case .began = entry.kind { surveys.removeAll { $0.actor == entry.actor } }
      var number = surveys.firstIndex { $0.actor == entry.actor }
      if number == nil {
        number = surveys.count
        surveys.append(RetentionSurvey(actor: entry.actor))
      }
      guard let number else { continue }
      surveys[number].take(entry, panes, truth, universe)
      surveys[number].conclude(universe.machine(of: entry.actor), &account)
    }
  }
}

extension Role {
  /// Whether it is there to clear away what sessions have left.
  fileprivate var clearsAway: Bool { self == .retention || self == .cleaner }
}

extension TraceEntry {
  /// Whether tmux sessions can be other than before.
  fileprivate var mayEndSessions: Bool {
    switch kind {
    case .performed(.tmux, _), .performed(.process, _), .world, .fault, .ended, .signalled: true
    default: false
    }
  }
}
