import ExplorationSupport
import Lifecycle
import ScenarioFolders
import Scenarios
import Testing

/// `scenarios/flaws.txt`: where each known flaw and each safeguard is shown.
@Suite struct FlawFileTests {
  /// The folder of this package.
  private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  private static func text(of path: String) throws -> String {
    String(decoding: try ScenarioFolder.bytes(of: "\(root)/\(path)"), as: UTF8.self)
  }

  private static func rows() throws -> [FlawRow] {
    try FlawRow.read(text(of: "scenarios/flaws.txt"))
  }

  /// The rows of a table in the documents: the name, and what stands in the second column.
  private static func documented(_ path: String) throws -> [(name: String, system: String)] {
    try text(of: path).split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      let fields = line.split(separator: "|").map {
        $0.split(separator: " ").joined(separator: " ")
      }
      return (fields[0].filter { $0 != "`" }, fields[1])
    }
  }

  /// What is wrong with the file, held against the documents.
  private static func offences(
    _ rows: [FlawRow], twins: [(name: String, system: String)], safeguards: [String]
  ) throws -> [String] {
    var offences: [String] = []
    let known = twins.map(\.name) + safeguards
    offences += known.filter { name in !rows.contains { $0.name == name } }.map { "missing: \($0)" }
    offences += rows.map(\.name).filter { !known.contains($0) }.map { "made up: \($0)" }
    for (place, row) in rows.enumerated()
    where rows[..<place].contains(where: { $0.name == row.name }) {
      offences.append("twice: \(row.name)")
    }
    for row in rows {
      guard case .red = row.place else { continue }
      let flaw: HuntedFlaw
      do {
        flaw = try #require(try HuntedFlaw(row, below: "\(root)/scenarios"))
      } catch {
        offences.append("\(row.name): \(error)")
        continue
      }
      let system = twins.first { $0.name == row.name }?.system
      if !isShown(row.name, of: system, by: flaw.red) {
        offences.append("\(row.name): red \(flaw.number) of \(flaw.path) is another's")
      }
    }
    return offences
  }

  /// Whether a red changes nothing but to a system, or takes away nothing but a safeguard.
  private static func isShown(_ name: String, of system: String?, by red: Red) -> Bool {
    red.changes.allSatisfy { change in
      guard let system else {
        return change.variant.without == [name] && change.variant.system == nil
          && change.variant.policy.isEmpty && change.variant.rules.isEmpty
      }
      return change.variant.system.map { words(for: $0) == system } ?? false
        && change.variant.without.isEmpty
    } && !red.changes.isEmpty
  }

  /// What the page of the twins calls a system.
  private static func words(for system: System) -> String? {
    switch system {
    case .genieV1: "genie v1"
    case .genieRC19: "genie rc.19"
    case .genieRC20: "genie rc.20"
    case .genieRC21: "genie rc.21"
    case .genieRC23: "genie rc.23"
    case .genieRC29: "genie rc.29"
    case .rlpDesk: "rlp-desk 0.11.1"
    case .reference: "reference rules"
    case .claudeSquad: "claude-squad"
    case .naiveReaper: "naive reaper"
    case .naiveForge: "genie's Forge"
    case .shippedMigration: "genie's migration"
    case .rehearsal, .generations, .carelessLock: nil
    }
  }

  @Test func everyFlawAndSafeguardIsShownByItsOwnRed() throws {
    let twins = try Self.documented("docs/twins.md")
    let safeguards = try Self.documented("docs/safeguards.md").map(\.name)
    #expect(twins.count >= 53 && safeguards.count >= 43)
    #expect(try Self.offences(Self.rows(), twins: twins, safeguards: safeguards) == [])
  }

  @Test(arguments: [
    ("desk-dots desk/dot-in-the-mission.yaml 1", "missing: desk-names"),
    ("desk-names - why\ndesk-dots - why\ndesk-dits - why", "made up: desk-dits"),
    ("desk-names - why\ndesk-dots - why\ndesk-dots - why", "twice: desk-dots"),
    ("desk-names - why\ndesk-dots desk/dot-in-the-mission.yaml 2", "noSuchRed"),
    ("desk-names - why\ndesk-dots desk/gone.yaml 1", "Cannot read"),
    ("desk-names - why\ndesk-dots two-requests-one-key.yaml 1", "is another's"),
  ])
  func plantedOffenceIsFound(_ text: String, _ offence: String) throws {
    let twins = [(name: "desk-names", system: "rlp-desk 0.11.1"), ("desk-dots", "rlp-desk 0.11.1")]
    let found = try Self.offences(FlawRow.read(text), twins: twins, safeguards: [])
    #expect(found.count == 1 && found[0].contains(offence), "\(found)")
  }

  @Test(arguments: ["alone", "alone path.yaml", "name path.yaml first", "name path.yaml 0"])
  func lineThatSaysNothingIsRefused(_ line: String) {
    #expect(throws: FlawRow.Trouble(line: line)) { try FlawRow.read("# a comment\n\n\(line)\n") }
  }

  @Test func fewAreShownNowhere() throws {
    let nowhere = try Self.rows().filter { if case .nowhere = $0.place { true } else { false } }
    #expect(nowhere.map(\.name) == ["desk-monitor-renamed", "desk-names", "naive-cleanup"])
  }
}
