import EvidencePage

/// Stories of runs that nobody ran, for tests of how stories are shown.
public enum SampleStories {
  /// Two wrappers that come to hold one lock, in few events.
  public static var lock: FailureStory {
    var story = FailureStory(
      title: "Two wrappers start on one root at once", property: "one-runner-per-root",
      rule: "One project root has one runner at a time, however its path is spelt.",
      words: "2 hold /srv/blog at once: ben, ada",
      replay: "rehearse replay docs/examples/shrunk.yaml --seed 1")
    story.lanes = [Lane("ada"), Lane("ben")]
    story.cells = [StateCell("lock", "/srv/blog"), StateCell("processes", "old wrapper")]
    story.events = [
      StoryEvent(
        number: 1, timeNs: 0, lane: nil, kind: .fault, text: "the last owner is killed",
        changes: [StateChange(cell: 1, value: "dead")]),
      StoryEvent(
        number: 2, timeNs: 98_412_000, lane: 1, kind: .write, text: "mkdir lock.d -> done",
        changes: [StateChange(cell: 0, value: "ben's")]),
      StoryEvent(
        number: 3, timeNs: 98_430_000, lane: 0, kind: .operation,
        text: "mkdir lock.d -> File exists"),
      StoryEvent(
        number: 4, timeNs: 98_664_000, lane: 0, kind: .operation,
        text: "read lock -> No such file or directory"),
      StoryEvent(number: 5, timeNs: 98_690_000, lane: 1, kind: .timer, text: "timer fires"),
      StoryEvent(
        number: 6, timeNs: 98_701_000, lane: 0, kind: .write, text: "rm -rf lock.d -> done",
        changes: [StateChange(cell: 0, value: nil), StateChange(cell: 1, value: nil)]),
      StoryEvent(
        number: 7, timeNs: 1_298_810_000, lane: 0, kind: .outcome, text: "hears: done",
        changes: [StateChange(cell: 0, value: "ada's")]),
    ]
    story.essentials = [0, 1, 2, 5]
    story.violation = 6
    story.inevitability = Inevitability(
      event: 3, words: "All of 100 continuations from there fail.")
    story.odds = [
      Odds(event: 1, failing: 68, of: 100), Odds(event: 2, failing: 80, of: 100),
      Odds(event: 3, failing: 100, of: 100),
    ]
    story.evidence = [Fact("ben holds", "/srv/blog"), Fact("ada holds", "/srv/blog")]
    story.nearest = "With seed 23 it holds; the first 7 things that happen are the same."
    story.files = [Link("trace", path: "raw/shrunk.jsonl")]
    return story
  }

  /// As many events as wanted, of eight actors, every fourth with a change of the state.
  public static func long(_ count: Int) -> FailureStory {
    var story = FailureStory(
      title: "A long night", property: "no-orphans", rule: "Nothing is left behind.",
      words: "12 agents are left behind", replay: "rehearse replay night.yaml --seed 7")
    story.lanes = (1...8).map { Lane("worker-\($0)") }
    story.cells = (0..<60).map {
      StateCell(["records", "processes", "locks"][$0 % 3], "cell \($0)")
    }
    let kinds: [StoryEvent.Kind] = [.operation, .outcome, .write, .outcome, .timer]
    story.events = (0..<count).map { number in
      StoryEvent(
        number: Int64(number + 1), timeNs: Int64(number) * 1_733_211, lane: number * 7 % 8,
        kind: number % 997 == 0 ? .fault : kinds[number % 5],
        text: "put record job-\(number % 5_000) after \(number / 5_000) -> revision \(number)",
        changes: number % 4 == 0 ? [StateChange(cell: number / 4 % 60, value: "at \(number)")] : [])
    }
    story.essentials = (1...8).map { $0 * count / 10 }
    story.violation = count - 1
    story.inevitability = Inevitability(
      event: count / 2, words: "All of 100 continuations from there fail.")
    return story
  }
}
