import EvidencePage
import Exploration
import FailureStories
import Operations
import Properties
import ScenarioFiles
import ScenarioFolders
import Scenarios
import Simulation
import Testing

@Suite("Failing runs as stories")
struct StoryTests {
  private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  private func scenario(_ file: String) throws -> Scenario {
    try ScenarioFile.load(ScenarioFolder.bytes(of: "\(Self.root)/\(file)"), file: file)
  }

  private func story(
    _ file: String, red: Int? = nil, expectation: Int = 0, continuations: Int = 20
  ) throws -> FailureStory? {
    let scenario = try scenario(file)
    return try FailureStory(
      of: scenario, changes: red.map { scenario.reds[$0 - 1].changes } ?? [],
      seed: scenario.seeds.lowerBound, expectation: expectation, continuations: continuations,
      file: file,
      red: red)
  }

  /// What is so after an event, by the names of groups and cells.
  private func state(_ story: FailureStory, after event: Int) -> [String] {
    var values = [String?](repeating: nil, count: story.cells.count)
    for change in story.initialState + story.events[...event].flatMap(\.changes) {
      values[change.cell] = change.value
    }
    return zip(story.cells, values).compactMap { cell, value in
      value.map { "\(cell.group): \(cell.name): \($0)" }
    }
  }

  @Test("A launcher that makes two records of one run does so from the start")
  func duplicate() throws {
    let story = try #require(try story("scenarios/genie/one-run-one-session.yaml", red: 1))
    #expect(story.property == "one-session-per-run")
    #expect(story.words == "run plan has 2 session records")
    #expect(story.variant == "ada by genie-rc20")
    #expect(story.lanes.map(\.name) == ["ada", "genie-rc20"])
    let last = try #require(story.violation)
    let isRecord = { (line: String) in line.hasPrefix("records: ") }
    #expect(state(story, after: last).count(where: isRecord) == 2)
    #expect(state(story, after: last - 1).count(where: isRecord) == 1)
    #expect(story.events[last].lane == 1)
    #expect(story.events[last].kind == .write)
    // It is no race: whatever else happens, it fails.
    let fate = try #require(story.inevitability)
    #expect(fate.event == story.essentials.first)
    #expect(story.events[fate.event].timeNs == 0)
    #expect(fate.words.hasSuffix("in the same way, whatever else happens."))
    #expect(
      story.replay == "rehearse replay scenarios/genie/one-run-one-session.yaml --seed 1 --red 1")
    #expect(story.evidence.contains(Fact("records of plan", "2")))
  }

  @Test("What nothing could have avoided was so before anything happened")
  func timeout() throws {
    let file = "scenarios/genie/one-run-one-session.yaml"
    let story = try #require(try story(file, red: 1, expectation: 1, continuations: 4))
    #expect(story.property == "no-false-timeout")
    #expect(story.inevitability?.event == 0)
  }

  @Test("Of a race for a lock the instant is told at which it was lost")
  func race() throws {
    let story = try #require(try story("docs/examples/shrunk.yaml", continuations: 40))
    let fate = try #require(story.inevitability)
    let violation = try #require(story.violation)
    #expect(story.property == "one-runner-per-root")
    #expect(fate.event > 0 && fate.event < violation)
    let moment = story.events[fate.event]
    #expect(story.lanes[try #require(moment.lane)].name == "ada")
    #expect(moment.text.hasPrefix("read ") && moment.text.hasSuffix("No such file or directory"))
    #expect(!story.odds.isEmpty && story.odds.contains { $0.failing < $0.of })
    let holders = state(story, after: violation).filter { $0.contains("takes for its own") }
    #expect(
      holders == [
        "locks: ben takes for its own: /srv/blog", "locks: ada takes for its own: /srv/blog",
      ])
    #expect(story.nearest.hasPrefix("With seed"))
  }

  @Test("All that happened is told, in order, and what matters is part of it")
  func whole() throws {
    let file = "scenarios/genie/one-run-one-session.yaml"
    let story = try #require(try story(file, red: 1))
    let scenario = try scenario(file)
    var play = try Play(
      scenario, changes: scenario.reds[0].changes, seed: scenario.seeds.lowerBound, records: true)
    play.run(until: 0)
    let told = play.history.filter { if case .fault(.cue) = $0.kind { false } else { true } }
    #expect(story.events.map(\.number) == told.map(\.number))
    #expect(story.events.map(\.timeNs) == told.map(\.time.nanoseconds))
    #expect(story.essentials == story.essentials.sorted())
    #expect(story.essentials.allSatisfy(story.events.indices.contains))
    let changes = story.initialState + story.events.flatMap(\.changes)
    #expect(changes.allSatisfy { story.cells.indices.contains($0.cell) })
    // Groups stand together, in their order.
    let groups = story.cells.map(\.group)
    let first = groups.indices.filter { $0 == 0 || groups[$0] != groups[$0 - 1] }
    #expect(Set(groups).count == first.count)
    #expect(try self.story(file, red: 1) == story)
  }

  @Test("A scenario that holds has no story")
  func held() throws {
    #expect(try story("scenarios/genie/one-run-one-session.yaml") == nil)
  }
}
