import Operations
import SimulatedWorld

/// A whole world of machines: world, actors, clock, what is pending, random streams, trace.
///
/// It is not implicitly copyable, so that no copy is made by accident; `copy()` makes one, which
/// shares everything until either changes. Everything that happens is a function of the seed, the
/// programs, the latencies, the actors and the faults, and of nothing else.
public struct Universe<M: Machine>: ~Copyable {
  /// The simulated machine.
  public var world: World
  /// What has happened, when it is recorded.
  public var trace = Trace()
  /// How far the run has come: the number of events that were taken.
  public private(set) var eventCount: Int64 = 0
  /// How many operations were performed, delivered or lost.
  public var operationCount: Int64 = 0
  /// A fingerprint of every event, operation, outcome, fault and draw so far.
  public var digest: Digest

  var actors: [Actor] = []
  /// The machine of each actor; while its process is gone, what it was when it died.
  var machines: [M] = []
  /// Where the actors of each name stand.
  var names: Shared<ActorNames>
  var queue = EventQueue()
  var table: EventTable
  var cancelledCount = 0
  var faults = FaultPlan()
  var hasRules = false
  var emitter: Emitter
  /// The rows of answers that are on their way, by slot.
  var listings: [[Row]] = []
  var freeListings: [UInt32] = []
  /// Boot time less monotonic time: what was slept through.
  var slept = Interval.zero
  /// What each person was told, in order.
  public private(set) var notices: [Notice] = []
  /// The number of the event after which something last counted as progress.
  var lastProgress: Int64 = 0
  /// How often it was looked whether somebody is starved.
  var watchCount: Int64 = 0
  var lastProgressTime = Instant.start
  var progressVerbs = VerbSet.progress
  /// Whether only the order of events counts, and not when they come.
  ///
  /// It is for searches over all orders, which would otherwise never reach one state in two ways. The
  /// clock goes on by a nanosecond an event, and what an actor draws depends on its own draws alone.
  public var isTimeless = false
  /// Whether somebody has read a clock since the universe is timeless: it stands still, so that
  /// whoever waits for it to go on waits for ever.
  public internal(set) var clockWasRead = false
  var candidates: [Candidate] = []
  /// The actor that runs in each place of the process table, -1 where none does.
  var actorsOfProcesses: [Int32] = []
  /// Places of actors that other programs started and that are gone.
  var freeChildren: [Int] = []

  /// The topic of a message that holds what was typed at a program's terminal.
  public let keysTopic: Text
  let programs: Programs<M>
  let latencies: Latencies
  /// The seed that everything was drawn from.
  public private(set) var seed: UInt64

  /// Boots a universe at a wall-clock time.
  public init(
    seed: UInt64, programs: Programs<M>, latencies: Latencies = .measured,
    setting: WorldSetting = WorldSetting(),
    wall: WallTime = WallTime(milliseconds: 1_760_000_000_000)
  ) {
    self.seed = seed
    self.programs = programs
    self.latencies = latencies
    // What allocates has no initial value of its own, or a copy would make it to throw it away.
    names = Shared(ActorNames())
    table = EventTable()
    emitter = Emitter()
    world = World(seed: seed, setting)
    digest = Digest(seed: seed)
    world.moment.wall = wall
    keysTopic = world.moment.texts.text("keys")
  }

  /// The time by the monotonic clock.
  public var now: Instant { world.moment.now }

  /// How many events are pending.
  public var pendingCount: Int { queue.count - cancelledCount }

  /// How many places the queue takes, those of cancelled timers included.
  public var queuedCount: Int { queue.count }

  /// How many places there are for events, used and free.
  public var eventPlaces: Int { table.places }

  // MARK: - Setting up

  /// Puts bytes into the table of texts, or finds them.
  public mutating func text(_ string: String) -> Text {
    world.moment.texts.text(string)
  }

  /// Adds an actor that starts at an instant, in a process that the first process starts.
  @discardableResult
  public mutating func add(
    actor name: Text, program: Text, argument: Text = .empty, at start: Instant = .start
  ) -> ActorID {
    guard let number = programs.number(of: program) else {
      preconditionFailure("no program is called \(world.moment.texts.string(program))")
    }
    let actor = ActorID(rawValue: Int32(actors.count))
    names.value.append(name)
    actors.append(Actor(name: name, program: number, argument: argument))
    machines.append(programs[number].machine)
    schedule(.restart(name), at: start)
    return actor
  }

  /// Puts a fault on the timeline; those of one instant strike in the order of their scheduling.
  public mutating func schedule(_ fault: Fault, at instant: Instant) {
    let number = faults.scripted.count
    faults.scripted.append(fault)
    let slot = table.add(.fault(Int32(number)))
    // Whoever writes a script means its order: its place in the instant is no draw.
    queue.push(
      EventQueue.Entry(
        time: max(instant, now), draw: UInt32(number), slot: UInt32(bitPattern: slot)))
  }

  /// A fault of the plan, by its number.
  public func fault(numbered number: Int32) -> Fault { faults.scripted[Int(number)] }

  /// Puts a rule in force from now on.
  public mutating func arm(_ rule: Rule) {
    faults.arm(rule)
    hasRules = true
  }

  /// Puts every rule out of force: from now on no operation is interfered with.
  public mutating func disarm() {
    faults.disarm()
    hasRules = false
  }

  /// Begins the random streams and the digest anew from another seed.
  ///
  /// What was set up without a draw is as if it had been set up under that seed.
  public mutating func reseed(_ seed: UInt64) {
    precondition(eventCount == 0, "the seed of a run that goes on is changed")
    self.seed = seed
    world.moment.streams = RandomStreams(seed: seed)
    digest = Digest(seed: seed)
  }

  // MARK: - Looking

  /// The actor of a name; when there are several, the last one that is not gone, else the last.
  public func actor(named name: Text) -> ActorID? {
    guard let last = names.value.last(name) else { return nil }
    var place: Int? = last
    while let found = place, actors[found].state == .gone { place = names.value.before(found) }
    return ActorID(rawValue: Int32(place ?? last))
  }

  /// What the actors are called, by number.
  public var actorNames: [Text] { actors.map(\.name) }

  /// How many actors there are or were.
  public var actorCount: Int { actors.count }

  /// What an actor's machine is now, or was when it died.
  public func machine(of actor: ActorID) -> M { machines[actor.index] }

  /// What an actor does.
  public func state(of actor: ActorID) -> ActorState { actors[actor.index].state }

  /// What an actor is called.
  public func name(of actor: ActorID) -> Text { actors[actor.index].name }

  /// The process that an actor runs in, or ran in.
  public func process(of actor: ActorID) -> ProcessIndex { actors[actor.index].process }

  // MARK: - Copying and comparing

  /// Another universe that is as this one and goes its own way from here.
  public borrowing func copy() -> Universe {
    Universe(twin: self)
  }

  private init(twin: borrowing Universe) {
    world = twin.world
    trace = twin.trace
    eventCount = twin.eventCount
    operationCount = twin.operationCount
    digest = twin.digest
    actors = twin.actors
    machines = twin.machines
    names = twin.names
    queue = twin.queue
    table = twin.table
    cancelledCount = twin.cancelledCount
    faults = twin.faults
    hasRules = twin.hasRules
    emitter = twin.emitter
    listings = twin.listings
    freeListings = twin.freeListings
    slept = twin.slept
    notices = twin.notices
    lastProgress = twin.lastProgress
    watchCount = twin.watchCount
    lastProgressTime = twin.lastProgressTime
    progressVerbs = twin.progressVerbs
    isTimeless = twin.isTimeless
    clockWasRead = twin.clockWasRead
    actorsOfProcesses = twin.actorsOfProcesses
    freeChildren = twin.freeChildren
    keysTopic = twin.keysTopic
    programs = twin.programs
    latencies = twin.latencies
    seed = twin.seed
  }

  /// A fingerprint of the world, the machines and what is pending, whatever way led there.
  ///
  /// Two universes with one state hash behave alike from here on, but for their random streams and
  /// for the time, which counts only in how far away each pending event is.
  ///
  /// In a timeless universe, in which any pending event may come next, it does not count how far away
  /// they are.
  public func stateHash() -> Digest {
    var digest = Digest()
    world.fold(into: &digest)
    for (actor, machine) in zip(actors, machines) {
      actor.fold(into: &digest)
      if actor.state != .gone { machine.fold(into: &digest) }
    }
    digest.fold(world.moment.wallOffset)
    digest.fold(slept.nanoseconds)
    digest.fold(pendingHash(isTimed: !isTimeless))
    return digest
  }

  // MARK: - Counting

  mutating func countEvent() {
    eventCount += 1
  }

  mutating func note(_ notice: Notice) {
    notices.append(notice)
  }

  mutating func noteProgress(_ verb: Verb, _ outcome: Outcome) {
    guard progressVerbs.contains(verb), !outcome.isRefusal else { return }
    lastProgress = eventCount
    lastProgressTime = now
  }
}

/// Something that a person was told.
public struct Notice: Hashable, Sendable {
  /// When.
  public var time: Instant
  /// Who told it.
  public var from: ActorID
  /// Who was told.
  public var person: Text
  /// What.
  public var message: Message
}
