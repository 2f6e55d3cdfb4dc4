import Operations
import SimulatedWorld
import Simulation

/// What is so at a moment of a run, in the same words for every system under test.
///
/// It is kept from outside, event by event, out of the world and not out of what programs believe;
/// what they believe and say stands beside it in `actors`. Properties read it after each event.
public struct Account: Sendable {
  /// The time of the event.
  public var now = Instant.start
  /// The number of the event.
  public var event: Int64 = 0
  /// What happened in the event.
  public var entries: [TraceEntry] = []
  /// Everybody who takes part, by number.
  public var actors: [ActorFacts] = []
  /// The runs that somebody has asked for, in the order of the first request.
  public var runs: [RunFacts] = []
  /// The records of sessions as they are stored, in the order of their keys.
  public var sessions: [SessionFacts] = []
  /// What became of records in this event.
  public var changes: [SessionChange] = []
  /// Every agent that ever was, in the order of their beginnings.
  public var agents: [AgentFacts] = []
  /// Places, in `agents`, of those that began in this event.
  public var begunAgents: [Int] = []
  /// Places, in `agents`, of those that ended in this event.
  public var endedAgents: [Int] = []
  /// Processes, sessions and files that belong to nobody under test, and must be left alone.
  public var strangers: [StrangerFacts] = []
  /// Work that is nowhere but where it lies, and must not be lost.
  public var works: [WorkFacts] = []
  /// When something last went wrong on purpose.
  public var lastFault: Instant?
  /// How many faults have struck.
  public var faultCount = 0
  /// What people were told in this event.
  public var notices: [Notice] = []
  /// Whether nothing more will happen: the run is over.
  public var isQuiet = false

  /// An account of nothing.
  public init() {}

  /// The record of a session by the name that somebody used for it: its id or its key.
  public func session(_ id: Text) -> SessionFacts? {
    sessions.first { $0.id == id || $0.key == id }
  }

  /// The agents of a run that live.
  public func livingAgents(of run: Text) -> [AgentFacts] {
    agents.filter { $0.run == run && $0.lives }
  }

  /// What an actor is, if it takes part.
  public func facts(of actor: ActorID) -> ActorFacts? {
    actors.indices.contains(Int(actor.rawValue)) ? actors[Int(actor.rawValue)] : nil
  }
}
