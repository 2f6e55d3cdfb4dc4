/// What a campaign is to run: enough to tell whether two reports are of the same one.
public struct CampaignPlan: Hashable, Sendable {
  /// The scenario, by its title.
  public var title: String
  /// A fingerprint of the scenario's text and of the changes that it is played with.
  public var fingerprint: String
  /// By whom runs are made to differ.
  public var driver: Driver
  /// The lowest seed.
  public var first: UInt64
  /// How many runs there are.
  public var count: UInt64
  /// Which share of them is run twice, in thousandths.
  public var twicePerMille: UInt64
  /// The names of what is expected, each of which has to be put to the test in one run at least.
  public var expectations: [String]

  /// Makes a plan.
  public init(
    title: String, fingerprint: String, driver: Driver, first: UInt64, count: UInt64,
    twicePerMille: UInt64, expectations: [String]
  ) {
    self.title = title
    self.fingerprint = fingerprint
    self.driver = driver
    self.first = first
    self.count = count
    self.twicePerMille = twicePerMille
    self.expectations = expectations
  }

  /// All of its seeds.
  public var seeds: Range<UInt64> { first..<first + count }

  /// The seeds of one of so many parts, which differ by one run at most in length.
  public func seeds(ofPart part: UInt64, of parts: UInt64) -> Range<UInt64> {
    precondition(part < parts, "part \(part) of \(parts)")
    let (share, rest) = count.quotientAndRemainder(dividingBy: parts)
    let start = first + part * share + min(part, rest)
    return start..<start + share + (part < rest ? 1 : 0)
  }
}
