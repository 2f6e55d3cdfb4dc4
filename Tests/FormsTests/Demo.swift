import Forms

/// A small language of its own that uses every kind of form.
struct Demo: Equatable, Sendable {
  enum Signal: String, Spelled { case term, kill, hangUp = "hang-up" }

  struct Actor: Equatable, Sendable {
    var kind: Signal
    var root: String?
    var limit: Int64
    var isLoud: Bool
  }

  enum Action: Equatable, Sendable {
    case killPane(Located<String>)
    case signal(Signal)
    case wait(Int64)
    case killServer
    case both([Action])
  }

  struct Step: Equatable, Sendable {
    var action: Action
    var at: Int64
    var note: String?
  }

  enum Check: Equatable, Sendable {
    case oneRunner
    case count(Int)
    case quiet(Int)
    indirect case not(Check)
  }

  enum Red: Equatable, Sendable {
    case named(String)
    case full(name: String, count: Int)
  }

  struct Seeds: Equatable, Sendable { var first, last: Int }

  static let limit_ns: Int64 = 5_000_000_000

  var title: String
  var text: String?
  var seeds: Seeds
  var actors: [Named<Actor>]
  var steps: [Step]
  var expect: [Check]
  var red: [Red]

  static let form = Form<Demo>.record(
    "demo", help: "A document that tries every form.",
    .required("title", .nonEmptyText, \.title, help: "What happens."),
    .optional("text", .text, \.text, help: "Anything."),
    .defaulted("seeds", .seeds, \.seeds, Seeds(first: 1, last: 1), help: "The seeds to run."),
    .required("actors", .map(to: .actor, count: 1...3), \.actors, help: "Who is there."),
    .required("steps", .list(of: .step, count: 0...5), \.steps, help: "What happens when."),
    .defaulted("expect", .list(of: .check), \.expect, [], help: "What must hold."),
    .defaulted("red", .list(of: .red), \.red, [], help: "What must fail."),
    make: Demo.init)
}

extension Form<Demo.Seeds> {
  static var seeds: Form {
    .scalar(
      "a seed or a range such as 1..200", pattern: "^[1-9][0-9]{0,5}\\.\\.[1-9][0-9]{0,5}$",
      integers: 1...999_999
    ) { text in
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      let ends = [parts.first, parts.last].compactMap { $0 }
      guard parts.count == 1 || (parts.count == 3 && parts[1].isEmpty),
        ends.allSatisfy({ (1...6).contains($0.utf8.count) && $0.utf8.first != 0x30 }),
        ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
        let first = Int(ends[0]), let last = Int(ends[1])
      else { return nil }
      return Demo.Seeds(first: first, last: last)
    } write: {
      $0.first == $0.last ? "\($0.first)" : "\($0.first)..\($0.last)"
    }
  }
}

extension Form<Demo.Actor> {
  static var actor: Form {
    .record(
      "actor", help: "One actor.",
      .required("kind", .word(of: Demo.Signal.self, "a signal"), \.kind, help: "What it is."),
      .optional("root", .text, \.root, help: "Where it runs."),
      .defaulted("limit", .duration, \.limit, Demo.limit_ns, help: "How long it waits."),
      .defaulted("loud", .boolean, \.isLoud, false, help: "Whether it is heard."),
      make: Demo.Actor.init)
  }
}

extension Form<Demo.Action> {
  static var action: Form { .choice("action", help: "An action within another.", tags) }

  static var tags: [Tag<Demo.Action>] {
    [
      .with(
        "kill-pane", .located(.name), make: { .killPane($0) },
        part: { if case .killPane(let name) = $0 { name } else { nil } }, help: "Kills a pane."),
      .with(
        "signal", .word(of: Demo.Signal.self, "a signal"), bare: .term, make: { .signal($0) },
        part: { if case .signal(let signal) = $0 { signal } else { nil } }, help: "Sends a signal."),
      .with(
        "wait", .duration, make: { .wait($0) },
        part: { if case .wait(let time) = $0 { time } else { nil } }, help: "Waits."),
      .bare("kill-server", .killServer, help: "Kills the server."),
      .with(
        "both",
        .list(of: .later([.scalar, .mapping], "an action", .action), count: 1...3),
        make: { .both($0) },
        part: { if case .both(let all) = $0 { all } else { nil } }, help: "Several at once."),
    ]
  }
}

extension Form<Demo.Step> {
  static var step: Form {
    .tagged(
      "step", help: "Something that happens at a time.",
      .required("at", .duration, \.at, help: "When."),
      .optional("note", .text, \.note, help: "Why."),
      action: \.action, Form<Demo.Action>.tags, make: Demo.Step.init)
  }
}

extension Form<Demo.Check> {
  static var check: Form {
    .choice(
      "check", help: "Something that must hold.",
      [
        .bare("one-runner-per-root", .oneRunner, help: "One runner for each root."),
        .with(
          "count", .integer(in: 0...100), make: { .count($0) },
          part: { if case .count(let count) = $0 { count } else { nil } }, help: "How many."),
        .with(
          "quiet", .integer(in: -5...5), bare: 0, make: { .quiet($0) },
          part: { if case .quiet(let level) = $0 { level } else { nil } }, help: "How quiet."),
        .with(
          "not", .later([.scalar, .mapping], "a check", .check), make: { .not($0) },
          part: { if case .not(let check) = $0 { check } else { nil } }, help: "The contrary."),
      ])
  }
}

extension Form<Demo.Red> {
  static var red: Form {
    .oneOf(
      .shape(
        .name, make: { .named($0) }, part: { if case .named(let name) = $0 { name } else { nil } }),
      .shape(
        .fullRed, make: { .full(name: $0.name, count: $0.count) },
        part: { red in
          if case .full(let name, let count) = red {
            FullRed(name: name, count: count)
          } else {
            nil
          }
        }))
  }
}

struct FullRed: Equatable, Sendable {
  var name: String
  var count: Int
}

extension Form<FullRed> {
  static var fullRed: Form {
    .record(
      "red", help: "A flaw in full.",
      .required("name", .name, \.name, help: "Which."),
      .required("count", .integer(in: 1...9), \.count, help: "How often."),
      make: FullRed.init)
  }
}

/// Documents that are sound; the tests change them.
enum Samples {
  static let all = [full, small, odd]

  static let full = """
    # A comment at its head
    title: The worker's pane dies
    text: 0x1f
    seeds: 1..200
    actors:
      desk: { kind: term, root: /srv/blog, limit: 500ms, loud: true }
      cron:
        kind: hang-up
    steps:
      - at: 12s
        kill-pane: worker
      - at: 1h
        both: [kill-server, { wait: 2m }, signal]
        note: 'it''s "late"'
      - at: 250us
        kill-server:
    expect:
      - one-runner-per-root
      - count: 1
      - quiet
      - not: { not: { quiet: -5 } }
    red:
      - known-flaw
      - name: other
        count: 3

    """

  static let small = "title: 5\nactors: { a: { kind: kill } }\nsteps: []\nseeds: 7\n"

  static let odd = """
    title: "a: b"
    text: |
      several
       lines
    actors: &all
      a: &one { kind: term, root: ~ }
      b: *one
    steps:
      - { at: 0s, wait: 9223372036854775807ns }
      - at: 2s
        signal: kill
        note:
    expect: [one-runner-per-root, { not: quiet }]

    """
}
