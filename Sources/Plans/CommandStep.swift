/// A program that is run once or several times, and what has to come of each time.
public struct CommandStep: Hashable, Sendable {
  /// What other steps call it by.
  public var name: String
  /// The program and its arguments; `{n}` is the number of the time, `{work}` the folder,
  /// `{here}` the one that the plan is run from.
  public var run: [String]
  /// What it reads.
  public var input: String
  /// How often it is run.
  public var times: Int
  /// Whether all of these times are at once.
  public var isAtOnce: Bool
  /// The exit status that it has to have.
  public var exit: Int
  /// What has to be in its output.
  public var contains: [String]
  /// What must not be in its output.
  public var lacks: [String]
  /// How long it may take, in nanoseconds.
  public var limitNs: Int64
  /// What is counted in its output.
  public var count: OutputCount?

  /// How long a step may take that does not say so.
  public static let usualLimitNs: Int64 = 30_000_000_000

  /// Makes a step that is run once.
  public init(_ name: String, _ run: [String]) {
    self.name = name
    self.run = run
    input = ""
    times = 1
    isAtOnce = false
    exit = 0
    contains = []
    lacks = []
    limitNs = Self.usualLimitNs
    count = nil
  }

  /// Whether anything is asked of what it prints.
  public var looksAtOutput: Bool { !contains.isEmpty || !lacks.isEmpty || count != nil }
}
