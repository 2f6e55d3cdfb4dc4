/// Programs that are run for real, one after the other, in an empty folder that is theirs.
public struct CommandScript: Hashable, Sendable {
  /// What is run.
  public var steps: [CommandStep]
  /// Texts behind which digits differ from run to run: they are kept as `{n}`.
  public var varies: [String]

  /// Makes a script.
  public init(_ steps: [CommandStep], varies: [String] = []) {
    self.steps = steps
    self.varies = varies
  }
}
