import Operations
import Properties
import SimulatedWorld
import Testing

@testable import Simulation

/// The record of a session; tmux has facts of that name as well.
typealias RecordFacts = Properties.SessionFacts

/// An account and a world that a test makes up, event by event.
struct Scene {
  var world = World(seed: 1)
  var account = Account()

  /// Lets time go on.
  mutating func wait(_ milliseconds: Int64) {
    account.now = account.now + .milliseconds(milliseconds)
  }

  mutating func text(_ string: String) -> Text { world.moment.texts.text(string) }

  // MARK: - Actors

  /// Changes an actor by its name; it comes to be if it was not there.
  mutating func actor(_ name: String, _ change: (inout ActorFacts) -> Void = { _ in }) {
    let id = id(name)
    change(&account.actors[Int(id.rawValue)])
  }

  /// Lets an actor begin that is there for a run.
  mutating func begin(_ name: String, _ role: Role, run: String = "") {
    let (run, now) = (text(run), account.now)
    actor(name) {
      $0.lives = true
      $0.began = now
      $0.stance = Stance()
      $0.stance.role = role
      $0.stance.run = run
    }
    enter(.began(start), by: name)
  }

  /// Lets an actor answer.
  mutating func answer(_ name: String, _ answer: Answer, id: String = "") {
    let (id, now) = (text(id), account.now)
    actor(name) {
      $0.stance.answer = answer
      $0.stance.answeredID = id
      $0.answeredAt = now
    }
  }

  mutating func id(_ name: String) -> ActorID {
    guard !name.isEmpty else { return .none }
    let text = text(name)
    if let known = account.actors.first(where: { $0.name == text }) { return known.actor }
    let id = ActorID(rawValue: Int32(account.actors.count))
    account.actors.append(ActorFacts(actor: id, name: text))
    return id
  }

  // MARK: - What happens

  /// Puts something into the trace of the event.
  mutating func enter(_ kind: TraceEntry.Kind, by name: String = "") {
    account.entries.append(
      TraceEntry(number: account.event, time: account.now, actor: id(name), kind: kind))
  }

  /// Lets a fault strike.
  mutating func fault() {
    enter(.fault(.powerFailure))
    account.lastFault = account.now
    account.faultCount += 1
  }

  private var start: Start {
    Start(identity: identity(1))
  }

  // MARK: - Agents

  func identity(_ pid: Int32, nonce: UInt64 = 0) -> ProcessIdentity {
    ProcessIdentity(boot: 1, namespace: 0, pid: pid, startTick: 0, nonce: nonce)
  }

  /// Lets an agent of a run begin.
  mutating func agent(_ run: String, pid: Int32, worktree: String = "") {
    account.begunAgents.append(account.agents.count)
    var agent = AgentFacts(
      identity: identity(pid), process: ProcessIndex(slot: pid, generation: 0),
      program: text("agent"), run: text(run), began: account.now)
    agent.worktree = text(worktree)
    account.agents.append(agent)
  }

  /// Lets an agent end, by itself or by somebody's turn.
  mutating func end(pid: Int32, by name: String = "") {
    guard let place = account.agents.firstIndex(where: { $0.identity.pid == pid }) else { return }
    account.agents[place].ended = account.now
    account.agents[place].endedBy = id(name)
    account.endedAgents.append(place)
  }

  /// Lets somebody ask for a run.
  mutating func request(_ run: String) {
    let run = text(run)
    account.runs.append(RunFacts(key: run, requested: account.now))
  }

  // MARK: - Records

  /// Writes a record, new or as it is but for the change.
  mutating func write(
    _ key: String, _ life: RecordFacts.Life, by writer: String = "",
    _ change: (inout RecordFacts, inout Texts) -> Void = { _, _ in }
  ) {
    let (text, writer) = (text(key), id(writer))
    let place = account.sessions.firstIndex { $0.key == text }
    let before = place.map { account.sessions[$0] }
    var after = before ?? RecordFacts(key: text, id: text, run: text, life: life)
    after.life = life
    change(&after, &world.moment.texts)
    if let place { account.sessions[place] = after } else { account.sessions.append(after) }
    account.changes.append(SessionChange(before: before, after: after, writer: writer))
  }

  /// Takes a record away.
  mutating func remove(_ key: String, by writer: String = "") {
    let (text, writer) = (text(key), id(writer))
    let before = account.session(text)
    account.sessions.removeAll { $0.key == text }
    account.changes.append(SessionChange(before: before, after: nil, writer: writer))
  }
}

/// What a property says of a scene.
enum Said: Hashable {
  case held
  case notExercised
  /// At the event with this number; the one after the last is the end.
  case violated(at: Int64)
}

/// Lets a property watch one event after the other, and the end.
func watch(
  _ property: any Property, sourceLocation: SourceLocation = #_sourceLocation,
  _ events: (inout Scene) -> Void...
) -> Said {
  var (property, scene) = (property, Scene())
  for event in events {
    scene.account.beginEvent()
    scene.account.entries = []
    scene.account.event += 1
    scene.wait(1)
    event(&scene)
    property.watch(scene.account, scene.world)
  }
  scene.account.beginEvent()
  scene.account.entries = []
  scene.account.event += 1
  scene.account.isQuiet = true
  property.conclude(scene.account, scene.world)
  guard let violation = property.finding.violation else {
    return property.finding.verdict == .held ? .held : .notExercised
  }
  #expect(
    !violation.words.isEmpty && !violation.words.contains("\n") && !violation.words.contains("#"),
    "not one plain line: \(violation.words)", sourceLocation: sourceLocation)
  #expect(!violation.state.isEmpty, "no state is shown", sourceLocation: sourceLocation)
  #expect(violation.time == scene.account.now || violation.event <= events.count)
  return .violated(at: violation.event)
}
