import Lifecycle
import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// Keeps what records have called for, and notes when an agent or a person got it.
///
/// How often a record has come to call for something is counted here, out of the records as they
/// were written; since when it has been so, out of the world.
struct DispatchBooks {
  private var commitCount: UInt64 = .max
  private var called: [Called] = []
  private var effects: [Effect] = []
  private var situations: [Situation] = []
  private var lastFault = Instant.start

  /// What the record of a session called for when it was written last.
  private struct Called {
    var session: Text
    var reaction: Reaction?
    var activity = ActivityAxis()
    /// How often it has come to call for each, by the number of the reaction.
    var incidents = Array(repeating: UInt64(0), count: Reaction.allCases.count)
    /// Whether the incident that is counted for checks that fail goes on.
    var isFailing = false
    /// How many messages about it were heard.
    var failureCount = 0
  }

  /// Something that a record has called for.
  private struct Effect {
    var session: Text
    var number: Int
    var effect: Lifecycle.Effect
    var incident: UInt64
    var overtaken: Instant?
    var sender = ActorID.none
    /// Which attempt it was, once somebody has heard it.
    var attempt: Int?
  }

  /// How a session is really doing, and since when.
  private struct Situation {
    var session: Text
    var branch: Text
    var pullRequest = PullRequestFacts()
    var isFlapping = false
    var activity: AgentActivity?
    var changed: Instant
  }

  // MARK: - After each event

  /// Notes what the event has come to.
  mutating func note(
    _ account: inout Account, _ universe: inout Universe<Cast>, _ documents: [Ledger.Document],
    _ marks: EventMarks
  ) {
    if universe.world.store.commitCount != commitCount {
      commitCount = universe.world.store.commitCount
      for place in documents.indices {
        if let session = documents[place].session { read(session, now: account.now) }
      }
    }
    if !situations.isEmpty, Self.concern(marks) || account.hasNewAgents {
      noteSituations(&account, &universe, marks)
    }
    if !marks.isDisjoint(with: [.sent, .told]) {
      for entry in account.entries { note(entry, &account, &universe) }
    }
    guard !account.notices.isEmpty else { return }
    for notice in account.notices where notice.message.topic == SessionTopic.notice {
      guard let place = place(of: notice.message, isForPerson: true) else { continue }
      hear(place, by: notice.from, number: notice.message.number, &account, &universe)
    }
  }

  /// Whether something can be other than it was.
  private static func concern(_ marks: EventMarks) -> Bool {
    !marks.isDisjoint(with: [.fault, .world, .pullRequest])
  }

  private mutating func note(
    _ entry: TraceEntry, _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    switch entry.kind {
    case .performed(.send(let message, to: .process), _):
      guard message.topic == SessionTopic.prompt,
        account.facts(of: entry.actor)?.stance.role == .supervisor,
        let place = place(of: message, isForPerson: false)
      else { return }
      effects[place].sender = entry.actor
    case .told(let message, _):
      let role = account.facts(of: entry.actor)?.stance.role
      if role == .supervisor, message.topic == SessionTopic.activity {
        return take(message, now: account.now)
      }
      guard role == .agent, message.topic == SessionTopic.prompt,
        let place = place(of: message, isForPerson: false)
      else { return }
      hear(place, by: effects[place].sender, number: message.number, &account, &universe)
    default: break
    }
  }

  // MARK: - What records call for

  private mutating func read(_ document: SessionDocument, now: Instant) {
    guard let record = document.lifecycle.record else { return }
    var place = called.firstIndex { $0.session == document.id }
    if place == nil {
      place = called.count
      called.append(Called(session: document.id))
      situations.append(
        Situation(session: document.id, branch: document.workspace.branch, changed: now))
    }
    guard let place else { return }
    situations[place].branch = document.workspace.branch
    for outgoing in document.outbox { take(outgoing, record, place, now: now) }
    called[place].reaction = record.reaction
    called[place].activity = record.activity
    if record.isSettled { called[place].isFailing = false }
    for place in effects.indices
    where effects[place].session == document.id && effects[place].overtaken == nil
      && effects[place].effect.reaction != record.reaction
    {
      effects[place].overtaken = now
    }
  }

  private mutating func take(
    _ outgoing: Outgoing, _ record: LifecycleRecord, _ place: Int, now: Instant
  ) {
    let session = called[place].session
    let isKnown = effects.contains {
      $0.session == session && $0.number == outgoing.number && $0.effect == outgoing.effect
    }
    guard !isKnown else { return }
    let reaction = outgoing.effect.reaction
    let index = Int(reaction.rawValue)
    if reaction == .ciFailed {
      // A check that fails again after a fix is the same story, until the pull request has what it
      // needs.
      if !called[place].isFailing {
        called[place].incidents[index] += 1
        called[place].failureCount = 0
      }
      called[place].isFailing = true
    } else if !outgoing.effect.isEscalation {
      // What the agent has said between two writes may have ended it and begun it again.
      let isNew =
        called[place].reaction != reaction || called[place].activity != record.activity
      if isNew { called[place].incidents[index] += 1 }
    }
    effects.append(
      Effect(
        session: session, number: outgoing.number, effect: outgoing.effect,
        incident: called[place].incidents[index]))
  }

  // MARK: - How things really are

  private mutating func noteSituations(
    _ account: inout Account, _ universe: inout Universe<Cast>, _ marks: EventMarks
  ) {
    for number in account.begunAgents { noteChange(ofAgent: number, account) }
    for number in account.endedAgents { noteChange(ofAgent: number, account) }
    guard Self.concern(marks) else { return }
    for place in account.entries.indices {
      switch account.entries[place].kind {
      case .fault(.cue), .fault(.restart): break
      case .fault(.world(.pullRequest(.flapping(let branch, let period)))):
        for place in situations.indices where situations[place].branch == branch {
          situations[place].isFlapping = period > .zero
        }
      case .fault(.world(.pullRequest)), .performed(.pullRequest(.create), _), .world:
        notePullRequests(now: account.now, universe)
      case .fault: lastFault = account.now
      default: break
      }
    }
  }

  private mutating func noteChange(ofAgent number: Int, _ account: borrowing Account) {
    let run = account.agents[number].run
    for place in situations.indices where account.session(situations[place].session)?.run == run {
      situations[place].changed = account.now
    }
  }

  private mutating func notePullRequests(now: Instant, _ universe: borrowing Universe<Cast>) {
    for place in situations.indices {
      let facts = universe.world.pullRequests.facts(of: situations[place].branch)
      guard facts != situations[place].pullRequest else { continue }
      situations[place].pullRequest = facts
      situations[place].changed = now
    }
  }

  /// Takes what an agent has said of itself.
  private mutating func take(_ message: Message, now: Instant) {
    guard let activity = AgentActivity(number: message.number),
      let place = situations.firstIndex(where: { $0.session == message.body }),
      situations[place].activity != activity
    else { return }
    situations[place].activity = activity
    situations[place].changed = now
  }

  /// Since when what a reaction says has been so.
  private func unchanged(_ reaction: Reaction, of session: Text, now: Instant) -> Instant {
    guard let situation = situations.first(where: { $0.session == session }) else { return now }
    if situation.isFlapping { return now }
    // That a life is in doubt is a matter of what does not answer as well.
    return reaction == .agentStuck ? max(situation.changed, lastFault) : situation.changed
  }

  // MARK: - Who has heard what

  /// The effect that a message is about; the number of the last try may stand above its own.
  private func place(of message: Message, isForPerson: Bool) -> Int? {
    effects.lastIndex { effect in
      let number = message.number &- effect.session.fingerprint
      return effect.effect.isForPerson == isForPerson
        && number & 0xffff_ffff == UInt64(effect.number) && number >> 32 < 1_000
    }
  }

  private mutating func hear(
    _ place: Int, by actor: ActorID, number: UInt64, _ account: inout Account,
    _ universe: inout Universe<Cast>
  ) {
    let effect = effects[place]
    let reaction = effect.effect.reaction
    var dispatch = DispatchFacts(
      session: effect.session, reaction: universe.text(effect.effect.name),
      incident: effect.incident,
      unchangedSince: unchanged(reaction, of: effect.session, now: account.now), by: actor)
    dispatch.attempt = attempt(place)
    dispatch.number = number
    dispatch.isForPerson = effect.effect.isForPerson
    dispatch.overtaken = effect.overtaken
    account.dispatches.append(dispatch)
  }

  /// Which attempt a message is, no more than there may be: one too many is the last once more.
  private mutating func attempt(_ place: Int) -> Int {
    if let attempt = effects[place].attempt { return attempt }
    var attempt = 1
    if case .send(let delivery) = effects[place].effect,
      delivery.reaction == .ciFailed,
      case .send(let retriesMax?, _, _) = delivery.reaction.plan,
      let place = called.firstIndex(where: { $0.session == effects[place].session })
    {
      called[place].failureCount += 1
      attempt = min(called[place].failureCount, retriesMax)
    }
    effects[place].attempt = attempt
    return attempt
  }
}

extension Account {
  /// Whether agents have begun or ended in this event.
  fileprivate var hasNewAgents: Bool { !begunAgents.isEmpty || !endedAgents.isEmpty }
}

extension LifecycleRecord {
  /// Whether nothing is left that anybody could be told again.
  fileprivate var isSettled: Bool {
    if !pullRequest.state.isActive || session.state.isTerminal { return true }
    return pullRequest.state == .open
      && (pullRequest.reason == .approved || pullRequest.reason == .mergeReady)
  }
}

extension Lifecycle.Effect {
  /// Whether it is for a person.
  fileprivate var isForPerson: Bool { if case .notify = self { true } else { false } }

  /// Whether it says that sending to the agent was not enough.
  fileprivate var isEscalation: Bool {
    if case .notify(let notice) = self { notice.isEscalation } else { false }
  }

  /// What is said, in words.
  fileprivate var name: String {
    switch self {
    case .send(let delivery): "\(delivery.reaction.word)"
    case .notify(let notice):
      notice.isEscalation ? "\(notice.event) (\(notice.reaction.word))" : notice.event
    }
  }
}
