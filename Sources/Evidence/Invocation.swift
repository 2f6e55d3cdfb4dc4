/// One thing that was done for a check and what came of it: a line of the raw material.
///
/// It says what is so, and nothing of what that means: verdicts are derived from it.
public enum Invocation: Hashable, Sendable {
  /// A scenario file was read.
  case scenario(ScenarioListing)
  /// A scenario was run once.
  case run(SimulatedRun)
  /// All runs of a scenario were gone through.
  case proof(ProofRun)
  /// Both worlds were taken through scripts.
  case comparison(Comparison)
  /// A program was run for real.
  case command(CommandRun)
  /// Files were searched.
  case search(SearchRun)

  /// The line.
  public var line: String { value.line }

  var value: JSONValue {
    switch self {
    case .scenario(let listing): listing.value
    case .run(let run): run.line
    case .proof(let run): run.value
    case .comparison(let comparison): comparison.value
    case .command(let run): run.value
    case .search(let run): run.value
    }
  }

  init?(_ value: JSONValue) {
    if let listing = ScenarioListing(value) {
      self = .scenario(listing)
    } else if let run = SimulatedRun(value) {
      self = .run(run)
    } else if let run = ProofRun(value) {
      self = .proof(run)
    } else if let comparison = Comparison(value) {
      self = .comparison(comparison)
    } else if let run = CommandRun(value) {
      self = .command(run)
    } else if let run = SearchRun(value) {
      self = .search(run)
    } else {
      return nil
    }
  }
}
