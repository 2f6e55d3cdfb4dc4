/// How often something stands in an output.
public struct OutputCount: Hashable, Sendable {
  /// What is counted.
  public var of: String
  /// How often it has to be there.
  public var wanted: Wanted

  /// Makes a count.
  public init(of text: String, _ wanted: Wanted) {
    of = text
    self.wanted = wanted
  }

  /// How often something has to be there.
  public enum Wanted: Hashable, Sendable {
    /// So often.
    case exactly(Int)
    /// Once for each time that a step was really run: a count that is bound to what was done.
    case oneForEach(String)
  }
}
