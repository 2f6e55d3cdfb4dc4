import Forms
import Lifecycle
import Operations
import ScenarioFiles
import Scenarios
import Simulation
import Testing
import YAML

/// What is written loads as the same, is written the same again, and runs the same.
@Suite struct RoundTripTests {
  static let count = 1_500

  @Test(arguments: 0..<4) func textLoadsAsTheSame(part: Int) throws {
    for seed in 0..<Self.count / 4 {
      let scenario = Self.scenario(part * Self.count + seed)
      let text = ScenarioFile.text(of: scenario)
      do throws(Diagnostics) {
        let loaded = try ScenarioFile.load(Array(text.utf8), file: "f")
        try? #require(loaded == scenario, "seed \(seed):\n\(text)\n\(loaded)\n\(scenario)")
        #expect(ScenarioFile.text(of: loaded) == text)
      } catch {
        Issue.record("seed \(seed): \(error.text)\n\(text)")
        return
      }
    }
  }

  @Test(arguments: 0..<4) func itRunsTheSame(part: Int) throws {
    var events: Int64 = 0
    for seed in 0..<20 {
      let scenario = Self.scenario(7_000 + part * 100 + seed)
      let loaded = try ScenarioFile.load(
        Array(ScenarioFile.text(of: scenario).utf8), file: "f")
      let number = scenario.seeds.lowerBound
      var first = try Play(scenario, seed: number)
      var second = try Play(loaded, seed: number)
      var count = 0
      while count < 400, first.step() {
        count += 1
        let went = second.step()
        try #require(went)
      }
      let digests = (first.universe.digest, second.universe.digest)
      #expect(digests.0 == digests.1, "seed \(seed)")
      events += first.universe.eventCount
    }
    #expect(events > 500)
  }

  /// Every kind of everything is among the scenarios: whatever a reference lists is in their files.
  @Test func everythingOccurs() throws {
    var keys: Set<String> = []
    var placed: Set<String> = []
    for seed in 0..<Self.count {
      let root = try YAMLReader.read(ScenarioFile.text(of: Self.scenario(seed)))
      Self.note(root, under: "", &keys, &placed)
    }
    let tables = Form<Scenario>.scenario.keyTables
    let usual = tables.flatMap { $0.rows.compactMap(\.usual) }
    for table in tables {
      // What holds anyway is not written.
      for row in table.rows where !usual.contains("`\(row.key)`") {
        let isThere = keys.contains(row.key)
        #expect(isThere, "'\(row.key)' of '\(table.name)' occurs nowhere")
        switch table.name {
        case "happening", "actor", "expectation":
          let isPlaced = placed.contains("\(table.name) \(row.key)")
          #expect(isPlaced, "no \(table.name) has '\(row.key)'")
        default: break
        }
      }
    }
    for verb in Verb.allCases where verb.canBeNamed {
      let isThere = keys.contains("\(verb.name)")
      #expect(isThere, "'\(verb.name)' occurs nowhere")
    }
  }

  static func scenario(_ seed: Int) -> Scenario {
    var maker = ScenarioMaker(seed: UInt64(seed))
    return maker.scenario()
  }

  private static func note(
    _ node: YAMLNode, under place: String, _ keys: inout Set<String>, _ placed: inout Set<String>
  ) {
    switch node.content {
    case .scalar(let scalar):
      keys.insert(scalar.text)
      if place == "expect" { placed.insert("expectation \(scalar.text)") }
    case .sequence(let items): for item in items { note(item, under: place, &keys, &placed) }
    case .mapping(let entries):
      for entry in entries {
        keys.insert(entry.key.text)
        switch place {
        case "timeline": placed.insert("happening \(entry.key.text)")
        case "expect": placed.insert("expectation \(entry.key.text)")
        case "actors": for own in entry.value.keys { placed.insert("actor \(own)") }
        default: break
        }
        note(entry.value, under: place.isEmpty ? entry.key.text : "in it", &keys, &placed)
      }
    }
  }
}

extension YAMLNode {
  fileprivate var keys: [String] {
    if case .mapping(let entries) = content { entries.map(\.key.text) } else { [] }
  }
}

extension Verb {
  fileprivate var canBeNamed: Bool {
    switch self {
    case .timer, .cancelTimer, .readClock, .drawNumber: false
    default: true
    }
  }
}
