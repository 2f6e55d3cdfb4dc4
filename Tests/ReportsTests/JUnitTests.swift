import Reports
import Testing

@Suite("JUnit reports")
struct JUnitTests {
  /// Everything that markup, control characters and the ends of Unicode can spoil.
  private static let nasty =
    "a<b>&\"'c]]>d\u{0}\u{B}\u{1B}[31m\te\nf\r\ng\rh\u{7F}\u{85}\u{2028}\u{FFFE}\u{10FFFF} é👩‍🚀 "
  /// The same as it comes out of a reader.
  private static let read =
    "a<b>&\"'c]]>d␀␋␛[31m\te\nf\r\ng\rh\u{7F}\u{85}\u{2028}\u{FFFD}\u{10FFFF} é👩‍🚀 "

  private static let report = JUnitReport(
    name: "replay",
    suites: [
      JUnitSuite(
        name: "spawns",
        cases: [
          JUnitCase(
            name: "once", className: "spawn.key", file: "scenarios/spawn.yaml", line: 12,
            timeNs: 1_500_000_001, outcome: .passed),
          JUnitCase(
            name: "twice", className: "spawn.key", timeNs: 2_000_000,
            outcome: .failed(message: "violated", type: "one session", text: "two\n  sessions"),
            output: "seed 7"),
          JUnitCase(
            name: "never", className: "spawn", timeNs: 0,
            outcome: .error(message: "stuck", text: "")),
          JUnitCase(
            name: "later", className: "spawn", timeNs: 1,
            outcome: .skipped(message: "vacuous")),
        ],
        properties: [JUnitProperty("seed", "7"), JUnitProperty("runs", "1000")],
        timestamp: "2026-01-31T23:59:59", hostname: "here"),
      JUnitSuite(
        name: nasty,
        cases: [
          JUnitCase(
            name: nasty, className: nasty, timeNs: 700_000,
            outcome: .failed(message: nasty, type: nasty, text: nasty), output: nasty)
        ],
        properties: [JUnitProperty(nasty, nasty)]),
      JUnitSuite(name: "empty"),
    ])

  /// What a reader must say of the report.
  private static func expected(isLocated: Bool) -> String {
    let lines: [[Quoted]] = [
      ["report", "replay", 5, 2, 1],
      ["suite", "spawns", 4, 1, 1, 1, "2026-01-31T23:59:59", "here"],
      ["property", "seed", "7"], ["property", "runs", "1000"],
      isLocated
        ? ["case", "once", "spawn.key", "1.500000001", "scenarios/spawn.yaml", "12"]
        : ["case", "once", "spawn.key", "1.500000001", nil, nil],
      ["case", "twice", "spawn.key", "0.002", nil, nil],
      ["failure", "violated", "one session", "two\n  sessions"], ["output", "seed 7"],
      ["case", "never", "spawn", "0", nil, nil], ["error", "stuck", nil, nil],
      ["case", "later", "spawn", "0.000000001", nil, nil], ["skipped", "vacuous", nil, nil],
      ["suite", .text(read), 1, 1, 0, 0, nil, nil], ["property", .text(read), .text(read)],
      ["case", .text(read), .text(read), "0.0007", nil, nil],
      ["failure", .text(read), .text(read), .text(read)], ["output", .text(read)],
      ["suite", "empty", 0, 0, 0, 0, nil, nil],
    ]
    return lines.map(Quoted.line).joined()
  }

  @Test("The document, byte for byte")
  func document() {
    let report = JUnitReport(
      name: "r",
      suites: [
        JUnitSuite(
          name: "s\t\"",
          cases: [
            JUnitCase(
              name: "a", className: "c", file: "f", line: 3, timeNs: 1_234_567_891,
              outcome: .passed),
            JUnitCase(
              name: "b", className: "c", timeNs: 10,
              outcome: .failed(message: "m\n", type: "t", text: "x]]>\n")),
          ])
      ])
    #expect(
      report.xml() == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="r" tests="2" failures="1" errors="0" time="1.235">
          <testsuite name="s&#9;&quot;" tests="2" failures="1" errors="0" skipped="0" time="1.235">
            <testcase name="a" classname="c" time="1.234567891" file="f" line="3"/>
            <testcase name="b" classname="c" time="0.00000001">
              <failure message="m&#10;" type="t">x]]&gt;
        </failure>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test("Times are added up, and held at the largest")
  func times() {
    let long = JUnitCase(name: "a", className: "c", timeNs: .max, outcome: .passed)
    let counts = JUnitCounts([long, long])
    #expect(counts.testCount == 2 && counts.timeNs == .max)
    let report = JUnitReport(name: "r", suites: [JUnitSuite(name: "s", cases: [long, long])])
    #expect(report.xml().contains("errors=\"0\" time=\"9223372036.855\">"))
  }

  @Test(
    "A reader of somebody else's reads what was written, and Jenkins' schema holds",
    .enabled(if: Program.validators != nil, "skipped: install-report-validators.sh has not run"))
  func strict() throws {
    let python = try #require(Program.validators)
    let read = try Program.run(
      python, "junit", on: Self.report.xml(.strict),
      [Program.schemas.earlier, Program.schemas.current])
    #expect(read.status == 0 && read.errors == "")
    #expect(read.output == Self.expected(isLocated: false))
  }

  @Test(
    "With files and lines the reader reads those too, and only an earlier schema allows them",
    .enabled(if: Program.validators != nil, "skipped: install-report-validators.sh has not run"))
  func located() throws {
    let python = try #require(Program.validators)
    let document = Self.report.xml(.located)
    let read = try Program.run(python, "junit", on: document, [Program.schemas.earlier])
    #expect(read.status == 0 && read.errors == "")
    #expect(read.output == Self.expected(isLocated: true))
    let refused = try Program.run(python, "junit", on: document, [Program.schemas.current])
    #expect(refused.status == 1 && refused.errors.contains("'line' is not allowed"))
  }
}
