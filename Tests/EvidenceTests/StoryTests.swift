import Evidence
import EvidencePage
import EvidencePageSupport
import TestSupport
import Testing

/// Failures that are told event by event, as files of the raw material.
@Suite struct StoryTests {
  @Test func storyReadsAsItWasWritten() {
    for story in [SampleStories.lock, SampleStories.long(50)] {
      var told = story
      // Which files belong to it stands in the record of its check.
      told.files = []
      #expect(FailureStory(Array(story.text.utf8)) == told)
    }
  }

  @Test func storyThatPointsAtNothingIsNone() {
    var story = SampleStories.lock
    #expect(FailureStory(Array(story.text.utf8)) != nil)
    story.essentials.append(story.events.count)
    #expect(FailureStory(Array(story.text.utf8)) == nil)
    #expect(FailureStory(Array("{}".utf8)) == nil)
    #expect(FailureStory(Array("{\"story\":".utf8)) == nil)
  }

  @Test func planWithAHistoricalLauncherTellsHowItFails() throws {
    try TextFile.withTemporaryDirectory { home in
      let plan = """
        plan: one
        title: One run
        release: 0.1.0
        groups:
          runs:
            title: Runs
            goal: One run has one session
            checks:
              - check: One run has one session
                scenarios: { in: [\(Self.scenario)], tell-red: true }
        """
      try TextFile.write(plan + "\n", to: home + "/one.yaml")
      let sound = try Program.run(
        Program.built, ["qa", "one.yaml", "--out", "sound"].map { Self.place($0, home) },
        secondsMax: 120)
      #expect(sound.status == 0, "\(sound)")
      let page = try #require(TextFile.read(home + "/sound/index.html"))
      #expect(page.contains("Failures that are planted") && !page.contains("How it failed"))
      let twin = try Program.run(
        Program.built,
        ["qa", "one.yaml", "--twin", "genie-rc20", "--out", "twin"].map { Self.place($0, home) },
        secondsMax: 120)
      #expect(twin.status == 1, "\(twin)")
      let failing = try #require(TextFile.read(home + "/twin/index.html"))
      #expect(failing.contains("How it failed") && !failing.contains("Failures that are planted"))
      #expect(failing.contains("run plan has 2 session records"))
      #expect(failing.contains("rehearse qa \(home)/one.yaml --twin genie-rc20"))
      let verified = try Program.run(
        Program.built, ["qa", "verify", home + "/twin"], secondsMax: 60)
      #expect(verified.output.contains("sound"), "\(verified)")
    }
  }

  private static var scenario: String {
    TextFile.beside("../../scenarios/genie/one-run-one-session.yaml")
  }

  private static func place(_ word: String, _ home: String) -> String {
    ["one.yaml", "sound", "twin"].contains(word) ? home + "/" + word : word
  }
}
