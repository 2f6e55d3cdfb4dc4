import EvidencePage

extension FailureStory {
  /// The story as a file of the raw material.
  public var text: String { value.line }

  /// Reads such a file; nil when it is none.
  public init?(_ bytes: [UInt8]) {
    guard let value = try? JSONValue(bytes[...]) else { return nil }
    self.init(value)
  }

  private var value: JSONValue {
    .members([
      ("story", .string(title)), ("property", .string(property)), ("rule", .string(rule)),
      ("words", .string(words)), ("variant", .string(variant)), ("replay", .string(replay)),
      ("nearest", .string(nearest)), ("lanes", .array(lanes.map { .string($0.name) })),
      (
        "cells",
        .array(cells.map { .members([("group", .string($0.group)), ("name", .string($0.name))]) })
      ), ("initial", .array(initialState.map(\.line))),
      ("events", .array(events.map(\.value))),
      ("essentials", .array(essentials.map { .integer($0) })),
      ("violation", violation.map { .integer($0) }),
      (
        "inevitable",
        inevitability.map {
          .members([("event", .integer($0.event)), ("words", .string($0.words))])
        }
      ),
      (
        "odds",
        .array(
          odds.map {
            .members([
              ("event", .integer($0.event)), ("failing", .integer($0.failing)),
              ("of", .integer($0.of)),
            ])
          })
      ),
      (
        "evidence",
        .array(
          evidence.map { .members([("what", .string($0.name)), ("value", .string($0.value))]) })
      ),
    ])
  }

  private init?(_ value: JSONValue) {
    guard let title = value["story"]?.text, let property = value["property"]?.text,
      let rule = value["rule"]?.text, let words = value["words"]?.text,
      let replay = value["replay"]?.text
    else { return nil }
    self.init(title: title, property: property, rule: rule, words: words, replay: replay)
    variant = value["variant"]?.text ?? ""
    nearest = value["nearest"]?.text ?? ""
    lanes = (value["lanes"]?.texts ?? []).map { Lane($0) }
    cells = Self.all(value["cells"]) {
      guard let group = $0["group"]?.text, let name = $0["name"]?.text else { return nil }
      return StateCell(group, name)
    }
    initialState = Self.all(value["initial"], StateChange.init)
    events = Self.all(value["events"], StoryEvent.init)
    essentials = (value["essentials"]?.items ?? []).compactMap(\.number)
    violation = value["violation"]?.number
    if let fate = value["inevitable"], let event = fate["event"]?.number {
      inevitability = Inevitability(event: event, words: fate["words"]?.text ?? "")
    }
    odds = Self.all(value["odds"]) {
      guard let event = $0["event"]?.number, let failing = $0["failing"]?.number,
        let of = $0["of"]?.number
      else { return nil }
      return Odds(event: event, failing: failing, of: of)
    }
    evidence = Self.all(value["evidence"]) {
      guard let what = $0["what"]?.text, let value = $0["value"]?.text else { return nil }
      return Fact(what, value)
    }
    // What points at nothing is no story.
    let places = essentials + [violation, inevitability?.event].compactMap(\.self)
    guard places.allSatisfy(events.indices.contains),
      (initialState + events.flatMap(\.changes)).allSatisfy({ cells.indices.contains($0.cell) }),
      events.allSatisfy({ $0.lane.map(lanes.indices.contains) ?? true })
    else { return nil }
  }

  private static func all<Part>(
    _ value: JSONValue?, _ part: (JSONValue) -> Part?
  ) -> [Part] { (value?.items ?? []).compactMap(part) }
}

extension StoryEvent {
  fileprivate var value: JSONValue {
    .members([
      ("number", .integer(Int(number))), ("ns", .integer(Int(timeNs))),
      ("lane", lane.map { .integer($0) }), ("kind", .string(kind.rawValue)),
      ("text", .string(text)),
      ("changes", changes.isEmpty ? nil : .array(changes.map(\.line))),
    ])
  }

  fileprivate init?(_ value: JSONValue) {
    guard let number = value["number"]?.number, let time = value["ns"]?.number,
      let kind = value["kind"]?.text.flatMap(Kind.init(rawValue:)), let text = value["text"]?.text
    else { return nil }
    self.init(
      number: Int64(number), timeNs: Int64(time), lane: value["lane"]?.number, kind: kind,
      text: text, changes: (value["changes"]?.items ?? []).compactMap(StateChange.init))
  }
}

extension StateChange {
  fileprivate var line: JSONValue {
    .members([("cell", .integer(cell)), ("value", value.map { .string($0) })])
  }

  fileprivate init?(_ value: JSONValue) {
    guard let cell = value["cell"]?.number else { return nil }
    self.init(cell: cell, value: value["value"]?.text)
  }
}
