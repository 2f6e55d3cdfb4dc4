/// What of an account is other than after the event before.
///
/// Most events change nothing that a given property looks at. A property says what it has to hear
/// of, and is left in peace by everything else.
public struct News: OptionSet, Hashable, Sendable {
  /// A bit for each.
  public let rawValue: UInt32

  /// Makes a set of its bits.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Time has passed, as it does with every event.
  public static let time = News(rawValue: 1 << 0)
  /// Records were written: `changes`.
  public static let changes = News(rawValue: 1 << 1)
  /// Agents have begun or ended: `begunAgents`, `endedAgents`.
  public static let agents = News(rawValue: 1 << 2)
  /// Somebody has come, begun, gone, or says something else: `actors`, `runs`.
  public static let actors = News(rawValue: 1 << 3)
  /// An operation took effect where there is more than one agent, or a stranger: `entries`.
  public static let operations = News(rawValue: 1 << 4)
  /// There are strangers: `strangers`.
  public static let strangers = News(rawValue: 1 << 5)
  /// Something else was struck than was meant: `strikes`.
  public static let strikes = News(rawValue: 1 << 6)
  /// A fault has struck: `lastFault`, `faultCount`.
  public static let faults = News(rawValue: 1 << 7)
  /// Whatever there is.
  public static let everything = News(rawValue: .max)
}
