/// Results of tests as JUnit XML, which CI servers read.
///
/// Counts and times are added up from the cases, so that they cannot contradict them.
public struct JUnitReport: Hashable, Sendable {
  /// What the report is of.
  public var name: String
  /// The suites, in the order in which they are written.
  public var suites: [JUnitSuite]

  /// Makes a report.
  public init(name: String, suites: [JUnitSuite] = []) {
    self.name = name
    self.suites = suites
  }

  /// The counts over all suites.
  public var counts: JUnitCounts { JUnitCounts(suites.lazy.flatMap(\.cases)) }

  /// The whole document.
  ///
  /// Every text comes out of a reader as it went in, except characters that XML 1.0 cannot hold:
  /// a control character is replaced by its picture (U+2400 and following), U+FFFE and U+FFFF by
  /// U+FFFD.
  public func xml(_ dialect: JUnitDialect = .located) -> String {
    var xml = XMLWriter()
    let counts = counts
    xml.begin(
      "testsuites",
      [
        XMLAttribute("name", name), XMLAttribute("tests", String(counts.testCount)),
        XMLAttribute("failures", String(counts.failureCount)),
        XMLAttribute("errors", String(counts.errorCount)),
        XMLAttribute("time", Self.roundedSeconds(counts.timeNs)),
      ])
    for suite in suites { Self.write(suite, dialect, into: &xml) }
    xml.end()
    return xml.text
  }

  private static func write(
    _ suite: JUnitSuite, _ dialect: JUnitDialect, into xml: inout XMLWriter
  ) {
    let counts = JUnitCounts(suite.cases)
    xml.begin(
      "testsuite",
      [
        XMLAttribute("name", suite.name), XMLAttribute("tests", String(counts.testCount)),
        XMLAttribute("failures", String(counts.failureCount)),
        XMLAttribute("errors", String(counts.errorCount)),
        XMLAttribute("skipped", String(counts.skippedCount)),
        XMLAttribute("time", roundedSeconds(counts.timeNs)),
        XMLAttribute("timestamp", suite.timestamp), XMLAttribute("hostname", suite.hostname),
      ])
    if !suite.properties.isEmpty {
      xml.begin("properties")
      for property in suite.properties {
        xml.element(
          "property", [XMLAttribute("name", property.name), XMLAttribute("value", property.value)])
      }
      xml.end()
    }
    for one in suite.cases { write(one, dialect, into: &xml) }
    xml.end()
  }

  private static func write(
    _ one: JUnitCase, _ dialect: JUnitDialect, into xml: inout XMLWriter
  ) {
    var attributes = [
      XMLAttribute("name", one.name), XMLAttribute("classname", one.className),
      XMLAttribute("time", seconds(one.timeNs)),
    ]
    if dialect == .located {
      attributes += [
        XMLAttribute("file", one.file), XMLAttribute("line", one.line.map { String($0) }),
      ]
    }
    if one.outcome == .passed && one.output == nil {
      xml.element("testcase", attributes)
      return
    }
    xml.begin("testcase", attributes)
    switch one.outcome {
    case .passed: break
    case .failed(let message, let type, let text):
      xml.element(
        "failure", [XMLAttribute("message", message), XMLAttribute("type", type)], holding: text)
    case .error(let message, let text):
      xml.element("error", [XMLAttribute("message", message)], holding: text)
    case .skipped(let message):
      xml.element("skipped", [XMLAttribute("message", message)])
    }
    if let output = one.output { xml.element("system-out", holding: output) }
    xml.end()
  }

  private static func seconds(_ timeNs: Int64) -> String { Decimal(parts: timeNs, digits: 9).text }

  /// The nearest millisecond: the schema has no room for more in a sum, other than at a case.
  private static func roundedSeconds(_ timeNs: Int64) -> String {
    let (milliseconds, rest) = timeNs.quotientAndRemainder(dividingBy: 1_000_000)
    return Decimal(parts: milliseconds + (rest >= 500_000 ? 1 : 0), digits: 3).text
  }
}
