import Foundation
import HistoricalSupport
import Testing

@Suite("The page of the historical twins")
struct TwinsPageTests {
  private static let page: String = {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/twins.md").standardized
    return (try? String(contentsOf: path, encoding: .utf8)) ?? ""
  }()

  @Test("has the row of each known flaw, with system, words and figures")
  func rows() {
    for flaw in KnownFlaw.all {
      #expect(Self.page.contains(flaw.pageRow), "to be in docs/twins.md: \(flaw.pageRow)")
    }
    let rows = Self.page.split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count == KnownFlaw.all.count, "a row of docs/twins.md is no known flaw")
  }
}
