/// One run of a scenario, from one seed.
public struct SimulatedRun: Hashable, Sendable {
  /// What it was run as.
  public var role: Role
  /// The scenario file.
  public var file: String
  /// Which red it was under, counted from 1; nil for none.
  public var red: Int?
  /// The historical system that stood in the place of what is tested; empty for none.
  public var system = ""
  /// The seed.
  public var seed: UInt64
  /// The fingerprint of the run.
  public var digest: String
  /// The fingerprint when it was run once more, if it was.
  public var secondDigest = ""
  /// How many events there were.
  public var eventCount: Int
  /// What was put to the test.
  public var exercised: [String] = []
  /// What was violated.
  public var violations: [Violation] = []
  /// The items of the timeline that did not happen, counted from 1.
  public var idle: [Int] = []
  /// What was counted in it; nil when there was nothing to count.
  public var value: Int?
  /// The file that shows how it failed; empty for none.
  public var page = ""
  /// The file that tells it event by event; empty for none.
  public var story = ""

  /// What a run is run as.
  public enum Role: String, CaseIterable, Hashable, Sendable {
    /// As it should be.
    case green
    /// Under a red.
    case red
    /// One of a campaign.
    case explored
    /// One of those that have to find what is planted.
    case canary
    /// With the historical system that a figure is held against.
    case before
    /// With what is tested.
    case after
  }

  /// Something that was violated.
  public struct Violation: Hashable, Sendable {
    /// What was expected, by its name.
    public var name: String
    /// How it was violated.
    public var words: String

    /// Makes a violation.
    public init(_ name: String, _ words: String) {
      self.name = name
      self.words = words
    }
  }

  /// Makes a run in which nothing was seen.
  public init(_ role: Role, of file: String, seed: UInt64, digest: String, eventCount: Int) {
    self.role = role
    self.file = file
    self.seed = seed
    self.digest = digest
    self.eventCount = eventCount
  }

  var line: JSONValue {
    .members([
      ("run", .string(role.rawValue)), ("of", .string(file)), ("red", red.map { .integer($0) }),
      ("system", system.isEmpty ? nil : .string(system)), ("seed", .integer(Int(seed))),
      ("digest", .string(digest)), ("again", secondDigest.isEmpty ? nil : .string(secondDigest)),
      ("events", .integer(eventCount)), ("exercised", .some(exercised)),
      ("violated", violations.isEmpty ? nil : .array(violations.map(Self.line))),
      ("idle", idle.isEmpty ? nil : .array(idle.map { .integer($0) })),
      ("value", value.map { .integer($0) }), ("page", page.isEmpty ? nil : .string(page)),
      ("story", story.isEmpty ? nil : .string(story)),
    ])
  }

  init?(_ line: JSONValue) {
    guard let role = line["run"]?.text.flatMap(Role.init(rawValue:)), let file = line["of"]?.text,
      let seed = line["seed"]?.number, let digest = line["digest"]?.text,
      let events = line["events"]?.number
    else { return nil }
    self.init(role, of: file, seed: UInt64(seed), digest: digest, eventCount: events)
    red = line["red"]?.number
    system = line["system"]?.text ?? ""
    secondDigest = line["again"]?.text ?? ""
    exercised = line["exercised"]?.texts ?? []
    violations = (line["violated"]?.items ?? []).map {
      Violation($0["name"]?.text ?? "", $0["how"]?.text ?? "")
    }
    idle = (line["idle"]?.items ?? []).compactMap(\.number)
    value = line["value"]?.number
    page = line["page"]?.text ?? ""
    story = line["story"]?.text ?? ""
  }

  private static func line(_ violation: Violation) -> JSONValue {
    .members([("name", .string(violation.name)), ("how", .string(violation.words))])
  }
}
