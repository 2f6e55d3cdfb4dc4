/// One thing that was checked.
public struct JUnitCase: Hashable, Sendable {
  /// What is checked; together with the class name it tells the case from all others.
  public var name: String
  /// The group that servers list the case under; its parts stand between dots.
  public var className: String
  /// The file that says what is checked, as a path within the repository.
  public var file: String?
  /// The line of that file, counted from 1.
  public var line: Int?
  /// How long it took, in nanoseconds; not negative.
  public var timeNs: Int64
  /// What became of it.
  public var outcome: JUnitOutcome
  /// What it printed, if that is to be kept.
  public var output: String?

  /// Makes a case.
  public init(
    name: String, className: String, file: String? = nil, line: Int? = nil, timeNs: Int64,
    outcome: JUnitOutcome, output: String? = nil
  ) {
    self.name = name
    self.className = className
    self.file = file
    self.line = line
    self.timeNs = timeNs
    self.outcome = outcome
    self.output = output
  }
}
