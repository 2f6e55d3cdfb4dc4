import JSON
import Reports
import Testing

@Suite("Trace events")
struct TraceEventsTests {
  private static let desk = TraceTrack(process: 1, thread: 1)
  private static let worker = TraceTrack(process: 2, thread: 7)
  private static let nasty = "a\"b\\c\u{0}\n\u{2028}é"

  /// One of everything.
  private static func everything() -> String {
    var trace = TraceEvents()
    trace.nameProcess(1, "desk", sortIndex: 2)
    trace.nameProcess(2, nasty)
    trace.nameThread(desk, "runner", sortIndex: -1)
    trace.nameThread(worker, "worker")
    trace.complete("turn", category: "machine", on: desk, startNs: 1_000, durationNs: 10_001)
    trace.complete(
      "ask", category: "operation,tmux", on: desk, startNs: 2_500, durationNs: 8_501, color: .good,
      arguments: [
        TraceArgument("pid", 7), TraceArgument(nasty, "\(nasty)!"),
        TraceArgument("large", .integer(.max)), TraceArgument("small", .integer(.min)),
      ])
    trace.complete("work", category: "machine", on: worker, startNs: 12_000, durationNs: 0)
    trace.instant(nasty, category: "fault", at: TracePoint(desk, atNs: 1), color: .terrible)
    for scope in TraceScope.allCases {
      trace.instant(
        "crash", category: "fault", at: TracePoint(worker, atNs: 13_100), scope: scope,
        arguments: [TraceArgument("seed", 5)])
    }
    trace.arrow(
      "message", category: "wire", from: TracePoint(desk, atNs: 2_600),
      to: TracePoint(worker, atNs: 12_000), arguments: [TraceArgument("bytes", 12)])
    trace.arrow(
      "message", category: "wire", from: TracePoint(desk, atNs: 2_600),
      to: TracePoint(desk, atNs: 2_600))
    trace.counter(
      "sessions", category: "world", process: 1, atNs: 500,
      values: [("alive", 3), ("dead", .max)], color: .buildPassed)
    let json = trace.end(otherData: [TraceArgument("seed", 5), TraceArgument("name", "storm")])
    return json.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  @Test("The document, byte for byte")
  func document() {
    var trace = TraceEvents(shownIn: .milliseconds)
    trace.nameProcess(1, "p", sortIndex: 2)
    trace.complete(
      "x", category: "c", on: Self.desk, startNs: 1_050, durationNs: 2_000, color: .idle,
      arguments: [TraceArgument("b", 1), TraceArgument("a", "é")])
    trace.arrow(
      "m", category: "c", from: TracePoint(Self.desk, atNs: 1_100),
      to: TracePoint(Self.desk, atNs: 1_101))
    trace.instant("i", category: "c", at: TracePoint(Self.desk, atNs: 10), scope: .global)
    trace.counter("n", category: "c", process: 1, atNs: 0, values: [("v", -4)])
    let json = trace.end(otherData: [TraceArgument("seed", 5)])
    let text = json.withBytes { String(decoding: $0, as: UTF8.self) }
    #expect(
      text == """
        {"displayTimeUnit":"ms","traceEvents":[
        {"ph":"M","name":"process_name","pid":1,"tid":0,"args":{"name":"p"}},
        {"ph":"M","name":"process_sort_index","pid":1,"tid":0,"args":{"sort_index":2}},
        {"ph":"X","name":"x","cat":"c","pid":1,"tid":1,"ts":1.05,"dur":2,"cname":"rail_idle",\
        "args":{"b":1,"a":"é"}},
        {"ph":"s","name":"m","cat":"c","pid":1,"tid":1,"ts":1.1,"id":1},
        {"ph":"f","name":"m","cat":"c","pid":1,"tid":1,"ts":1.101,"id":1,"bp":"e"},
        {"ph":"i","name":"i","cat":"c","pid":1,"tid":1,"ts":0.01,"s":"g"},
        {"ph":"C","name":"n","cat":"c","pid":1,"tid":0,"ts":0,"args":{"v":-4}}
        ],"otherData":{"seed":5}}

        """)
  }

  @Test("An empty trace is a document, and numbers beyond 53 bits are texts")
  func edges() {
    let empty = TraceEvents().end()
    #expect(
      empty.withBytes { String(decoding: $0, as: UTF8.self) }
        == "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n]}\n")
    var trace = TraceEvents()
    let long = TracePoint(Self.desk, atNs: .max)
    trace.instant(
      "i", category: "c", at: long,
      arguments: [
        TraceArgument("a", .integer(9_007_199_254_740_991)),
        TraceArgument("b", .integer(9_007_199_254_740_992)),
        TraceArgument("c", .integer(-9_007_199_254_740_992)),
      ])
    let json = trace.end()
    let text = json.withBytes { String(decoding: $0, as: UTF8.self) }
    #expect(text.contains("\"ts\":9223372036854775.807,"))
    #expect(
      text.contains(
        "{\"a\":9007199254740991,\"b\":\"9007199254740992\",\"c\":\"-9007199254740992\"}"))
  }

  @Test("What is drained is the document in pieces, and stays when it could not be taken")
  func draining() {
    struct Full: Error {}
    var whole = TraceEvents()
    var drained = TraceEvents(capacity: 64)
    var text = ""
    for index in 0..<100 {
      let point = TracePoint(Self.desk, atNs: Int64(index))
      whole.instant("i", category: "c", at: point)
      drained.instant("i", category: "c", at: point)
      let count = drained.byteCount
      if index == 50 {
        try? drained.drain { _ throws(Full) in throw Full() }
        let after = drained.byteCount
        #expect(after == count)
      }
      if index % 7 == 0 { text += drained.drain { String(decoding: $0, as: UTF8.self) } }
    }
    let rest = drained.end()
    text += rest.withBytes { String(decoding: $0, as: UTF8.self) }
    let expected = whole.end()
    #expect(expected.withBytes { String(decoding: $0, as: UTF8.self) } == text)
  }

  @Test(
    "An independent checker finds everything as the format wants it",
    .enabled(if: Program.python != nil, "skipped: python3 is not installed"))
  func checked() throws {
    let python = try #require(Program.python)
    let checked = try Program.run(python, "trace", on: Self.everything())
    #expect(checked.errors == "" && checked.status == 0)
    #expect(checked.output == "C1 M6 X3 f2 i4 s2\n")
  }

  @Test(
    "Every colour is one that viewers know",
    .enabled(if: Program.python != nil, "skipped: python3 is not installed"))
  func colors() throws {
    let python = try #require(Program.python)
    var trace = TraceEvents()
    for color in TraceColor.allCases {
      trace.instant("i", category: "c", at: TracePoint(Self.desk, atNs: 1), color: color)
    }
    let json = trace.end()
    let text = json.withBytes { String(decoding: $0, as: UTF8.self) }
    let checked = try Program.run(python, "trace", on: text)
    #expect(checked.errors == "" && checked.output == "i\(TraceColor.allCases.count)\n")
  }

  /// Events that break a rule, and what the checker says of them.
  private static let offences: [(event: String, words: String)] = [
    ("{\"ph\":\"X\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1}", "without dur"),
    (
      "{\"ph\":\"X\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1e3,\"dur\":1}",
      "exponent"
    ),
    (
      "{\"ph\":\"X\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1.0005,\"dur\":1}",
      "nanoseconds"
    ),
    (
      "{\"ph\":\"X\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":-1,\"dur\":1}",
      "no time"
    ),
    (
      "{\"ph\":\"X\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1,\"dur\":9},"
        + "{\"ph\":\"X\",\"name\":\"y\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":9,\"dur\":9}",
      "overlaps"
    ),
    (
      "{\"ph\":\"i\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1,\"s\":\"x\"}",
      "unknown scope"
    ),
    (
      "{\"ph\":\"i\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1,\"s\":\"t\","
        + "\"cname\":\"red\"}", "no reserved colour"
    ),
    (
      "{\"ph\":\"i\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1,\"s\":\"t\",\"args\":"
        + "{\"a\":1,\"a\":2}}", "stands twice"
    ),
    (
      "{\"ph\":\"X\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1,\"dur\":9},"
        + "{\"ph\":\"s\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1,\"id\":1}",
      "without one beginning"
    ),
    (
      "{\"ph\":\"s\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1,\"id\":1}",
      "nothing that takes time"
    ),
    (
      "{\"ph\":\"C\",\"name\":\"x\",\"cat\":\"c\",\"pid\":1,\"tid\":1,\"ts\":1,\"args\":{\"a\":\"1\"}}",
      "something else than numbers"
    ),
    ("{\"ph\":\"M\",\"name\":\"x\",\"pid\":1,\"tid\":1,\"args\":{}}", "unknown metadata"),
    ("{\"ph\":\"Q\",\"name\":\"x\",\"pid\":1,\"tid\":1,\"args\":{}}", "unknown phase"),
  ]

  @Test(
    "The checker finds what is wrong", .enabled(if: Program.python != nil), arguments: offences)
  func planted(event: String, words: String) throws {
    let python = try #require(Program.python)
    let checked = try Program.run(
      python, "trace", on: "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\(event)]}")
    #expect(checked.status == 1 && checked.errors.contains(words), "\(checked.errors)")
  }

  @Test(
    "A hundred thousand events",
    .enabled(if: Program.python != nil, "skipped: python3 is not installed"))
  func many() throws {
    let python = try #require(Program.python)
    var trace = TraceEvents()
    for index in 0..<Int64(100_000) {
      trace.complete(
        "step", category: "operation", on: TraceTrack(process: 1, thread: Int(index % 50)),
        startNs: index * 1_007, durationNs: 999,
        arguments: [TraceArgument("index", .integer(index))])
    }
    let json = trace.end()
    let text = json.withBytes { String(decoding: $0, as: UTF8.self) }
    let checked = try Program.run(python, "trace", on: text)
    #expect(checked.errors == "" && checked.output == "X100000\n")
  }
}
