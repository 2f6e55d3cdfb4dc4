import Forms
import ScenarioFiles
import Testing

/// The page on scenario files says what the forms declare.
@Suite struct PageTests {
  static let page = Samples.text(of: "docs/scenarios.md")

  @Test func thePageHasExactlyTheTables() {
    var found: [String: String] = [:]
    for part in Self.page.split(separator: "<!-- table: ").dropFirst() {
      guard let name = part.firstRange(of: " -->\n\n"),
        let end = part.firstRange(of: "\n<!-- end -->")
      else { continue }
      found[String(part[..<name.lowerBound])] = String(part[name.upperBound..<end.lowerBound])
    }
    for table in Reference.tables {
      let isSame = found[table.name] == table.text
      #expect(isSame, "'\(table.name)' differs; rehearse schema --reference prints it")
      found[table.name] = nil
    }
    #expect(found.isEmpty, "nobody declares \(found.keys.sorted())")
  }

  @Test func everyLinkOfATableHasItsHeading() {
    let headings = Set(
      Self.page.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
        line.drop { $0 == "#" || $0 == " " }.lowercased().filter { $0 != "'" }
          .split(separator: " ").joined(separator: "-")
      })
    for part in Self.page.split(separator: "](#").dropFirst() {
      let anchor = String(part.prefix { $0 != ")" })
      let isThere = headings.contains(anchor)
      #expect(isThere, "no heading for #\(anchor)")
    }
  }

  /// The examples: whole files as they are, parts of files beside what they need.
  @Test func theExamplesLoad() throws {
    let blocks = Self.page.split(separator: "```yaml\n").dropFirst().compactMap { part in
      part.firstRange(of: "```").map { String(part[..<$0.lowerBound]) }
    }
    #expect(blocks.count >= 12)
    for block in blocks {
      let text = Self.completed(block)
      do throws(Diagnostics) {
        _ = try ScenarioFile.load(Array(text.utf8), file: "docs/scenarios.md")
      } catch {
        Issue.record("\(error.text)")
      }
    }
  }

  private static func completed(_ block: String) -> String {
    var text = block
    func add(_ key: String, _ value: String) {
      if !text.hasPrefix("\(key):"), text.firstRange(of: "\n\(key):") == nil {
        text += "\(key): \(value)\n"
      }
    }
    add("scenario", "An example")
    add(
      "actors",
      "{ ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }")
    add("expect", "[one-session-per-run, converges, count: { of: records, is: 1 }]")
    return text
  }
}
