import Operations

/// The numbers and words that a file sets for a property; nil where it leaves the usual one.
public struct PropertyLimits: Hashable, Sendable {
  /// Within which time something has to be so.
  public var within: Interval?
  /// How often something may be so.
  public var max: Int?
  /// Within which time it is counted.
  public var window: Interval?
  /// By how much something may lag.
  public var lag: Interval?
  /// Whether a fault before excuses it.
  public var isExcusedByFaults: Bool?
  /// The kind of reason that a record has to give.
  public var reason: Text?
  /// Whether a record has to say that the run can go on.
  public var isRecoverable: Bool?
  /// What a record has to say is to be done.
  public var action: Text?

  /// The usual numbers.
  public init(within: Interval? = nil, max: Int? = nil) {
    self.within = within
    self.max = max
  }

  /// Which of them are set.
  public var names: Names {
    var names: Names = []
    if within != nil { names.insert(.within) }
    if max != nil { names.insert(.max) }
    if window != nil { names.insert(.window) }
    if lag != nil { names.insert(.lag) }
    if isExcusedByFaults != nil { names.insert(.isExcusedByFaults) }
    if reason != nil { names.insert(.reason) }
    if isRecoverable != nil { names.insert(.isRecoverable) }
    if action != nil { names.insert(.action) }
    return names
  }

  /// Some of the limits, by name.
  public struct Names: OptionSet, Hashable, Sendable {
    /// The names as bits.
    public let rawValue: UInt8

    /// Makes a set of bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `within`.
    public static let within = Names(rawValue: 1)
    /// `max`.
    public static let max = Names(rawValue: 2)
    /// `window`.
    public static let window = Names(rawValue: 4)
    /// `lag`.
    public static let lag = Names(rawValue: 8)
    /// `excused-by-faults`.
    public static let isExcusedByFaults = Names(rawValue: 16)
    /// `reason`.
    public static let reason = Names(rawValue: 32)
    /// `recoverable`.
    public static let isRecoverable = Names(rawValue: 64)
    /// `action`.
    public static let action = Names(rawValue: 128)

    /// Every limit that there is.
    public static let all: [Names] = [
      .within, .max, .window, .lag, .isExcusedByFaults, .reason, .isRecoverable, .action,
    ]

    /// What files call them, in the order of `all`.
    public var words: [StaticString] {
      let words: [StaticString] = [
        "within", "max", "window", "lag", "excused-by-faults", "reason", "recoverable", "action",
      ]
      return zip(Self.all, words).filter { contains($0.0) }.map(\.1)
    }
  }
}
