import Lifecycle
import Operations

// What a pass looks at: the records, the tmux server in one snapshot, and each agent's process.

extension Supervisor {
  mutating func takeClock(_ outcome: Outcome, _ emit: inout Emitter) {
    if let time = outcome.milliseconds { at = time }
    ask(.records, .store(.list), policy.sessions.storeLimit, &emit)
  }

  mutating func takeRecords(_ outcome: Outcome, _ emit: inout Emitter) {
    // A store that fails or does not answer is asked again in the next pass.
    guard case .store(.listing) = outcome else { return rest(&emit) }
    let rows = emit.rows
    for case .record(let record) in rows {
      // What is no session, or of a later form, is left as it is.
      guard let document = SessionDocument(record, &emit) else { continue }
      board.append(BoardEntry(document: document, revision: record.revision))
    }
    forgetGivenUp()
    ask(
      .panes, .tmux(.listAllPanes, socket: policy.sessions.socket), policy.sessions.tmuxLimit,
      &emit)
  }

  mutating func takePanes(_ outcome: Outcome, _ emit: inout Emitter) {
    if case .tmux(.listing) = outcome {
      view = .listed(
        emit.rows.compactMap { row in
          if case .pane(let facts) = row { facts } else { nil }
        })
    } else {
      // Whether no server runs or none answers: no session was looked at.
      view = .unknown
    }
    strangers = safeguards.contains(.onlyOwnedIsSwept) ? [] : view.strangers(to: board)
    nextStranger(&emit)
  }

  /// Kills what no record names, for whoever takes all that he does not know for left over.
  mutating func nextStranger(_ emit: inout Emitter) {
    if let name = strangers.popLast() {
      return ask(
        .stranger, .tmux(.killSession(.exact(name)), socket: policy.sessions.socket),
        policy.sessions.tmuxLimit, &emit)
    }
    place = 0
    nextServer(&emit)
  }

  // MARK: - Servers

  /// Looks whether the server of a session is gone for certain, when it could not be asked.
  ///
  /// The process of a server takes its sessions with it; that it does not answer proves nothing.
  private mutating func nextServer(_ emit: inout Emitter) {
    while place < board.count {
      let entry = board[place]
      if safeguards.contains(.serverDeathSeen), entry.isWatched,
        let server = entry.document.runtime.server,
        isInDoubt(entry), !goneServers.contains(server), !isAsked(server)
      {
        return ask(
          .server, .process(.identify(server)), policy.sessions.processLimit, &emit)
      }
      place += 1
    }
    place = 0
    nextProcess(&emit)
  }

  private func isInDoubt(_ entry: BoardEntry) -> Bool {
    let reading = view.reading(
      of: entry.document.runtime, process: .indeterminate, safeguards)
    return reading == .failed || reading == .indeterminate
  }

  /// Whether this server has been looked at for a session before this one.
  private func isAsked(_ server: ProcessIdentity) -> Bool {
    board[..<place].contains { $0.isWatched && $0.document.runtime.server == server }
  }

  mutating func takeServer(_ outcome: Outcome, _ emit: inout Emitter) {
    if isGone(outcome), let server = board[place].document.runtime.server {
      goneServers.append(server)
    }
    place += 1
    nextServer(&emit)
  }

  /// Whether an answer proves that a process has ended; whatever else it says does not.
  func isGone(_ outcome: Outcome) -> Bool { outcome.proof(safeguards) == .ended }

  // MARK: - Agents

  private mutating func nextProcess(_ emit: inout Emitter) {
    while place < board.count {
      if board[place].isWatched, let agent = board[place].document.runtime.agent {
        if safeguards.contains(.twoWitnesses) {
          return ask(
            .process, .process(.identify(agent)), policy.sessions.processLimit, &emit)
        }
        readRuntime()
        board[place].process = board[place].runtime
      }
      place += 1
    }
    conclude(&emit)
  }

  mutating func takeProcess(_ outcome: Outcome, _ emit: inout Emitter) {
    board[place].process =
      switch outcome.proof(safeguards) {
      case .lives: .alive
      case .ended: .dead
      // Whoever it is, it may not be asked; that is no death.
      case .nothing: .failed
      // No answer to this question.
      case .foreign: .indeterminate
      }
    readRuntime()
    place += 1
    nextProcess(&emit)
  }

  private mutating func readRuntime() {
    let runtime = board[place].document.runtime
    let isServerGone = runtime.server.map { goneServers.contains($0) } ?? false
    board[place].runtime =
      isServerGone
      ? .dead : view.reading(of: runtime, process: board[place].process, safeguards)
  }

  // MARK: - What it means

  /// Hands the readings to the reducer, unless they say that most of the board has died at once.
  private mutating func conclude(_ emit: inout Emitter) {
    if passCount == 1, !safeguards.contains(.livingAdopted) { giveUpBoard() }
    let watched = board.indices.filter { board[$0].isWatched }
    let dead = watched.filter { place in
      let runtime = board[place].document.runtime
      let isExplained = runtime.server.map { goneServers.contains($0) } ?? false
      return board[place].runtime == .dead && !isExplained
    }
    silentPasses = view == .unknown ? silentPasses + 1 : 0
    let isMassDeath =
      watched.count >= policy.massDeathMin && dead.count * 2 > watched.count
    massDeaths = isMassDeath ? massDeaths + 1 : 0
    let isBelieved = massDeaths == 0 || massDeaths > policy.massDeathPassesMax
    if !isBelieved { disbelievedCount += 1 }
    applySignals()
    for place in watched where isBelieved && tells(place) { observe(place) }
    for place in board.indices where !board[place].document.isOver {
      fold(.escalationTick, into: place)
    }
    place = 0
    nextPullRequest(&emit)
  }

  /// Takes for failed whatever it has not started itself.
  private mutating func giveUpBoard() {
    for place in board.indices where board[place].isWatched {
      fold(.killRequested(.error), into: place)
    }
  }

  /// Whether the pass can say anything of a session.
  ///
  /// A server that could not be asked once or twice says nothing about any of its sessions; one that
  /// cannot be asked for longer is a doubt about all of them.
  private func tells(_ place: Int) -> Bool {
    guard view == .unknown, silentPasses <= policy.silentPassesMax else { return true }
    return board[place].runtime == .dead
  }

  private mutating func observe(_ place: Int) {
    let observation = RuntimeObservation(
      runtime: board[place].runtime, process: board[place].process,
      generation: board[place].document.lifecycle.generation)
    fold(.runtimeObserved(observation), into: place)
    if board[place].document.isOver, !safeguards.contains(.handlesKept) {
      board[place].document.runtime.name = .empty
      board[place].isChanged = true
    }
  }

  private mutating func applySignals() {
    let seen = signals
    signals = []
    for signal in seen {
      guard let place = board.firstIndex(where: { $0.document.id == signal.session }) else {
        continue
      }
      // What an agent has said whose runtime was replaced since says nothing of the present one.
      guard signal.isOf(board[place].document.runtime) else { continue }
      board[place].signals.append(signal)
      let sighting = ActivitySignal(activity: signal.activity.state, source: .native)
      fold(.activitySignalled(sighting), into: place)
    }
  }

  /// Folds an event into a record of the board, to be written later.
  mutating func fold(_ kind: Event.Kind, into place: Int) {
    let before = board[place].document
    board[place].document.apply(Event(at: at, kind), by: reducer)
    if board[place].document != before { board[place].isChanged = true }
  }

  // MARK: - Pull requests

  private var asksForPullRequests: Bool {
    policy.passesPerPullRequest > 0 && passCount % policy.passesPerPullRequest == 0
  }

  private mutating func nextPullRequest(_ emit: inout Emitter) {
    while asksForPullRequests, place < board.count {
      if !board[place].document.isOver, board[place].document.intent == nil {
        let branch = board[place].document.workspace.branch
        return ask(
          .pullRequest, .pullRequest(.observe(branch: branch)), policy.pullRequestLimit, &emit)
      }
      place += 1
    }
    place = 0
    nextWrite(&emit)
  }

  mutating func takePullRequest(_ outcome: Outcome, _ emit: inout Emitter) {
    let before = board[place].document.lifecycle.record?.pullRequest
    if case .pullRequest(.facts(let facts)) = outcome {
      let generation = board[place].document.lifecycle.generation
      let observation = SCMObservation(facts, generation: generation)
      if !isOldNews(observation, to: place) { fold(.scmObserved(observation), into: place) }
      if facts.state == .merged, !safeguards.contains(.mergeIsNoEnd) {
        fold(.killRequested(.cleanup), into: place)
      }
    } else if !safeguards.contains(.failedIsUnknown), let before, before.state == .open {
      fold(.scmObserved(SCMObservation(state: .closed, number: before.number)), into: place)
    }
    // Otherwise what was not fetched, refused, or not answered says nothing; the next look may.
    place += 1
    nextPullRequest(&emit)
  }

  /// Whether a merge or a close that is known is told again of a session that waits for somebody
  /// or whose life is in doubt.
  ///
  /// It says nothing about that. Told again it would end the wait or the doubt, which the next look
  /// begins anew, and people would hear of both for as long as it goes on.
  private func isOldNews(_ observation: SCMObservation, to place: Int) -> Bool {
    guard let record = board[place].document.lifecycle.record else { return false }
    switch record.session.state {
    case .working, .idle, .notStarted, .done, .terminated: return false
    case .needsInput, .stuck, .detecting: break
    }
    let isSame = record.pullRequest.number == observation.number
    switch observation.state {
    case .merged: return isSame && record.pullRequest.state == .merged
    case .closed: return isSame && record.pullRequest.state == .closed
    case .absent, .draft, .open: return false
    }
  }
}
