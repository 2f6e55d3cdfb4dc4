/// What a scenario file says that has to be seen in its runs.
public struct ScenarioListing: Hashable, Sendable {
  /// The file.
  public var file: String
  /// What it is about.
  public var title: String
  /// What it expects, by names.
  public var expectations: [String]
  /// How many things happen in its timeline.
  public var happeningCount: Int
  /// Its flawed variants.
  public var reds: [Red]

  /// A flawed variant, and what it is said to violate.
  public struct Red: Hashable, Sendable {
    /// What is flawed, in words.
    public var flaw: String
    /// What it violates, by names.
    public var violates: [String]

    /// Makes a red.
    public init(_ flaw: String, violates: [String]) {
      self.flaw = flaw
      self.violates = violates
    }
  }

  /// Makes a listing.
  public init(
    file: String, title: String, expectations: [String], happeningCount: Int, reds: [Red]
  ) {
    self.file = file
    self.title = title
    self.expectations = expectations
    self.happeningCount = happeningCount
    self.reds = reds
  }

  var value: JSONValue {
    .members([
      ("scenario", .string(file)), ("title", .string(title)),
      ("expects", .array(expectations.map { .string($0) })),
      ("happenings", .integer(happeningCount)),
      (
        "reds",
        .array(
          reds.map { red in
            .members([
              ("flaw", .string(red.flaw)),
              ("violates", .array(red.violates.map { .string($0) })),
            ])
          })
      ),
    ])
  }

  init?(_ value: JSONValue) {
    guard let file = value["scenario"]?.text, let title = value["title"]?.text,
      let happenings = value["happenings"]?.number
    else { return nil }
    self.init(
      file: file, title: title, expectations: value["expects"]?.texts ?? [],
      happeningCount: happenings,
      reds: (value["reds"]?.items ?? []).map {
        Red($0["flaw"]?.text ?? "", violates: $0["violates"]?.texts ?? [])
      })
  }
}
