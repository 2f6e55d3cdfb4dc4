import EvidencePage
import EvidencePageSupport
import Foundation
import TestSupport
import Testing

/// The pages as a browser shows them.
///
/// What is looked at stands in `Drivers/browser.py`; `scripts/page-checks.sh` does the same with
/// pictures.
@Suite("Pages in a browser", .serialized)
struct BrowserTests {
  private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")
  /// Python with what drives the browser, where `scripts/install-page-checks.sh` has run.
  private static let python: String? = {
    let path = root + "/.build/browser/bin/python"
    let isThere =
      FileManager.default.isExecutableFile(atPath: path)
      && FileManager.default.fileExists(atPath: root + "/.build/browser/axe.min.js")
    return isThere && Program.find("chromium") != nil && Program.find("chromedriver") != nil
      ? path : nil
  }()

  /// How long a page may take; more than the second that `page-checks.sh` allows, because other
  /// tests run beside it.
  private static let opensWithinMs = 10_000

  private func look(_ page: Page) throws -> Program {
    try look(page.html())
  }

  private func look(_ bytes: [UInt8]) throws -> Program {
    let python = try #require(Self.python)
    return try TextFile.withTemporaryDirectory { folder in
      let path = folder + "/page.html"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return try Program.run(
        python,
        [
          Self.root + "/Tests/EvidencePageTests/Drivers/browser.py", path, "--axe",
          Self.root + "/.build/browser/axe.min.js", "--opens-within", "\(Self.opensWithinMs)",
        ], secondsMax: 180)
    }
  }

  @Test(
    "A page can be read, stepped through, printed, and used without sight, mouse or scripts",
    .enabled(if: python != nil, "skipped: install-page-checks.sh has not run"))
  func release() throws {
    let seen = try look(SamplePages.release([SampleStories.lock]))
    #expect(seen.status == 0, "\(seen.output)\(seen.errors)")
  }

  @Test(
    "A run of 100,000 events can be stepped through",
    .enabled(if: python != nil, "skipped: install-page-checks.sh has not run"))
  func long() throws {
    let seen = try look(SamplePages.release([SampleStories.long(100_000)]))
    #expect(seen.status == 0, "\(seen.output)\(seen.errors)")
  }

  @Test(
    "Hostile text does nothing but be read",
    .enabled(if: python != nil, "skipped: install-page-checks.sh has not run"))
  func hostile() throws {
    let seen = try look(SamplePages.hostilePage)
    #expect(seen.status == 0, "\(seen.output)\(seen.errors)")
  }

  /// What is spoilt, what it is replaced by, and what has to be noticed.
  private static let spoils = [
    ("--soft: #595e65", "--soft: #c9cecf", "axe finds nothing wrong, light"),
    ("this.values[cell][count - 1]", "this.values[cell][0]", "the state at it are shown"),
    ("case \"more\": return this.at + 1", "case \"more\": return this.at", "button for the next"),
    (".stepper { display: none; }", "", "print leaves out what needs scripts"),
    ("<body>", "<body><img src=\"https://example.org/x.png\" alt=\"\">", "could fetch anything"),
    ("<body>", "<body><div style=\"width:3000px\">wide</div>", "nothing is wider than the page"),
    ("\"use strict\";", "\"use strict\"; console.error(\"no\");", "nothing to complain of"),
    ("href=\"./junit.xml\"", "href=\"https://example.org/\"", "links lead to files beside"),
    ("class=\"stepper\" hidden=\"\"", "class=\"stepper\"", "nothing that does nothing"),
    ("class=\"event fault\"", "class=\"fault\"", "each failure has its timeline"),
  ]

  @Test(
    "A page that is spoilt is seen to be, in each of its ways",
    .enabled(if: python != nil, "skipped: install-page-checks.sh has not run"))
  func spoilt() throws {
    var text = String(decoding: SamplePages.release([SampleStories.lock]).html(), as: UTF8.self)
    for (what, replacement, _) in Self.spoils {
      let spoilt = text.replacingOccurrences(of: what, with: replacement)
      #expect(spoilt != text, "\(what) is not there")
      text = spoilt
    }
    let seen = try look(Array(text.utf8))
    #expect(seen.status == 1)
    let complaints = seen.output.split(separator: "\n").filter { $0.hasPrefix("WRONG") }
    for (what, _, complaint) in Self.spoils {
      let isSeen = complaints.contains { $0.contains(complaint) }
      #expect(isSeen, "\(what) was spoilt: \(seen.output)\(seen.errors)")
    }
  }
}
