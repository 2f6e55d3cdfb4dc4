import Lifecycle
import LifecycleWire
import TestSupport

/// The meaning of a line, written out in full: from what was decoded, and from the text alone.
///
/// The two ways share nothing but this shape, so that a decoder that takes one thing for another, or
/// drops it, is caught.
enum CanonicalSequence {
  // MARK: From what was decoded

  static func of(_ sequence: ReduceSequence) -> Tree {
    .object([
      member("id", .string(sequence.id)),
      member("initial", sequence.initial.map(record) ?? .null),
      member("rules", rules(sequence.rules)),
      member("events", .array(sequence.events.map(event))),
    ])
  }

  private static func event(_ event: Event) -> Tree {
    var members = [member("at", number(event.at)), member("type", word(event.type))]
    switch event.kind {
    case .spawnInitiated, .escalationTick: break
    case .spawnCompleted(let handles):
      members += [
        member("workspacePath", .string(handles.workspacePath)),
        member("branch", .string(handles.branch)),
        member("runtimeHandle", .string(handles.runtimeHandle)),
        member("runtimeName", .string(handles.runtimeName)),
      ]
    case .runtimeObserved(let observation):
      members += [
        member("runtime", word(observation.runtime)), member("process", word(observation.process)),
        member("generation", observation.generation.map(number) ?? .null),
      ]
    case .activitySignalled(let signal):
      members += [
        member("confidence", word(signal.confidence)), member("activity", word(signal.activity)),
        member("source", word(signal.source)),
        member("generation", signal.generation.map(number) ?? .null),
      ]
    case .scmObserved(let observation): members += scm(observation)
    case .killRequested(let reason): members.append(member("reason", word(reason)))
    }
    return .object(members)
  }

  private static func scm(_ observation: SCMObservation) -> [Tree.Member] {
    let facts = MergeabilityFact.allCases.map {
      member($0.text, .boolean(observation.mergeability.contains($0.set)))
    }
    let authors = CommentAuthor.allCases.filter { observation.comments.contains($0.set) }
    return [
      member("fetched", .boolean(observation.fetched)),
      member("draft", .boolean(observation.draft)),
      member("prState", word(observation.state)), member("prNumber", number(observation.number)),
      member("prUrl", .string(observation.url)), member("ci", word(observation.ci)),
      member("review", word(observation.review)), member("mergeability", .object(facts)),
      member("comments", .array(authors.map(word))),
      member("ciFailureLogTail", .string(observation.ciFailureLogTail)),
      member("generation", observation.generation.map(number) ?? .null),
    ]
  }

  private static func rules(_ rules: Rules) -> Tree {
    let names = Correction.allCases.filter { rules.corrections.contains($0.set) }
    return .object([
      member("attemptsMax", number(rules.attemptsMax)),
      member("deadReadingsMax", number(rules.deadReadingsMax)),
      member("doubtMsMax", number(rules.doubtMsMax)),
      member("recentActivityMsMax", number(rules.recentActivityMsMax)),
      member("corrections", .array(names.map(word))),
    ])
  }

  private static func record(_ record: LifecycleRecord) -> Tree {
    func axis(_ state: some Word, _ reason: some Word) -> Tree {
      .object([member("state", word(state)), member("reason", word(reason))])
    }
    var activity = [
      member("state", word(record.activity.state)), member("source", word(record.activity.source)),
    ]
    if let at = record.activity.lastActivityAt {
      activity.append(member("lastActivityAt", number(at)))
    }
    var members = [
      member("revision", number(record.revision)),
      member("session", axis(record.session.state, record.session.reason)),
      member("runtime", axis(record.runtime.state, record.runtime.reason)),
      member("activity", .object(activity)),
      member(
        "pr",
        .object([
          member("state", word(record.pullRequest.state)),
          member("reason", word(record.pullRequest.reason)),
          member("number", number(record.pullRequest.number)),
          member("url", .string(record.pullRequest.url)),
        ])),
    ]
    if let quarantine = record.quarantine {
      members.append(
        member(
          "quarantine",
          .object([
            member("attempts", number(quarantine.attempts)),
            member("startedAt", number(quarantine.startedAt)),
            member("deadReadings", number(quarantine.deadReadings)),
          ])))
    }
    return .object(members)
  }

  private static func member(_ key: String, _ value: Tree) -> Tree.Member {
    Tree.Member(key, value)
  }

  private static func word(_ word: some Word) -> Tree { .string(word.text) }
  private static func number(_ value: Int) -> Tree { .number("\(value)") }

  // MARK: From the text

  /// What each kind of event has when it leaves something out.
  private static let defaults: [String: [Tree.Member]] = {
    let generation = member("generation", .null)
    let strings = ["workspacePath", "branch", "runtimeHandle", "runtimeName"]
    return [
      "spawn_completed": strings.map { member($0, .string("")) },
      "runtime_observed": [generation],
      "activity_signalled": [
        member("activity", .string("")), member("source", .string("")), generation,
      ],
      "scm_observed": [
        member("draft", .boolean(false)), member("prState", .string("none")),
        member("prNumber", .number("0")), member("prUrl", .string("")),
        member("ci", .string("none")), member("review", .string("none")),
        member("mergeability", .object([])), member("comments", .array([])),
        member("ciFailureLogTail", .string("")), generation,
      ],
    ]
  }()

  private static let facts = ["approved", "blockers", "ciPassing", "mergeable", "noConflicts"]

  private static let ruleDefaults = [
    member("attemptsMax", .number("3")), member("deadReadingsMax", .number("3")),
    member("doubtMsMax", .number("300000")), member("recentActivityMsMax", .number("60000")),
    member("corrections", .array(["c1", "c2", "c4", "c5", "c6"].map(Tree.string))),
  ]

  static func of(text tree: Tree) -> Tree {
    .object([
      member("id", tree["id"] ?? .null),
      member("initial", tree["initial"] ?? .null),
      member("rules", complete(tree["rules"] ?? .object([]), ruleDefaults)),
      member("events", .array((tree["events"]?.elements ?? []).map(completeEvent))),
    ])
  }

  private static func completeEvent(_ event: Tree) -> Tree {
    complete(event, defaults[event["type"]?.text ?? ""] ?? [])
  }

  /// An object with what it left out, its sets in order and without repetition.
  private static func complete(_ tree: Tree, _ defaults: [Tree.Member]) -> Tree {
    guard case .object(var members) = tree else { return tree }
    members += defaults.filter { tree[$0.key] == nil }
    for index in members.indices {
      switch (members[index].key, members[index].value) {
      case ("comments", .array(let elements)), ("corrections", .array(let elements)):
        let words = Set(elements.compactMap(\.text))
        members[index].value = .array(words.sorted().map(Tree.string))
      case ("mergeability", let value):
        members[index].value = complete(value, facts.map { member($0, .boolean(false)) })
      default: break
      }
    }
    return .object(members)
  }
}
