import Operations
import SimulatedWorld

/// Decides which of the enabled events comes next.
///
/// A driver is a small type over this protocol: one that follows time, one that draws, one that
/// keeps priorities, one that goes through all of them.
public protocol Chooser {
  /// How much later than the earliest an event may be due and still come first.
  var reach: Interval { get }

  /// The place, among the candidates, of the one to take; they are in the order of time and draw.
  mutating func choose(among candidates: [Candidate]) -> Int
}

/// An event that could come next.
public struct Candidate: Hashable, Sendable {
  /// Names it within its universe, until it is taken.
  public let entry: EventQueue.Entry
  /// Whose it is.
  public let actor: ActorID
  /// What it would do.
  public let what: What

  /// The kinds of candidates.
  public enum What: Hashable, Sendable {
    /// An operation takes effect.
    case effect(Verb)
    /// An answer reaches its actor, or the news that none will.
    case answer
    /// A timer fires.
    case timer
    /// A message reaches its actor.
    case message
    /// A signal reaches its actor.
    case signal
    /// A program has been loaded and begins.
    case start
    /// The world acts by itself.
    case world
    /// A scripted fault strikes, or a cue is given: its number in the plan.
    case fault(Int32)
  }
}

/// By time and the seed's draw: what a scenario file replays by.
public struct ByTime: Chooser {
  /// Nothing overtakes.
  public let reach = Interval.zero

  /// Makes the chooser.
  public init() {}

  /// The first.
  public mutating func choose(among candidates: [Candidate]) -> Int { 0 }
}

/// Any of the enabled ones, each as likely as the next.
public struct AtRandom: Chooser {
  /// How far events may be taken ahead of their time.
  public let reach: Interval
  private var stream: RandomStream

  /// Draws from a stream of its own, so that the universe's draws stay as they are.
  public init(seed: UInt64, reach: Interval = .unlimited) {
    self.reach = reach
    stream = RandomStream(seed: seed, name: "chooser")
  }

  /// One drawn evenly.
  public mutating func choose(among candidates: [Candidate]) -> Int {
    Int(stream.next(below: UInt64(candidates.count)))
  }
}

/// As was chosen before; where the record ends or does not fit, the earliest.
public struct Recorded: Chooser {
  /// How far the record may take events ahead of their time.
  public let reach: Interval
  private let choices: [Int]
  private var position = 0
  /// The first choice that the universe did not offer any more, if there was one.
  public private(set) var departure: Int?

  /// Replays choices, as they were returned by `choose`.
  public init(_ choices: [Int], reach: Interval = .unlimited) {
    self.choices = choices
    self.reach = reach
  }

  /// The recorded one.
  public mutating func choose(among candidates: [Candidate]) -> Int {
    defer { position += 1 }
    guard position < choices.count else { return 0 }
    guard candidates.indices.contains(choices[position]) else {
      departure = departure ?? position
      return 0
    }
    return choices[position]
  }
}
