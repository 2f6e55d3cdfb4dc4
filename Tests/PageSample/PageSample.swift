import EvidencePage
import EvidencePageSupport
import Foundation

/// Writes the pages that are looked at in a browser: `page-sample KIND FILE`.
@main
enum PageSample {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    guard let kind = words.first, let file = words.dropFirst().first, let page = page(kind) else {
      FileHandle.standardError.write(
        Data("usage: page-sample release|long|hostile|empty FILE\n".utf8))
      exit(64)
    }
    try Data(page.html()).write(to: URL(fileURLWithPath: file))
  }

  private static func page(_ kind: String) -> Page? {
    switch kind {
    case "release": SamplePages.release([SampleStories.lock])
    case "long": SamplePages.release([SampleStories.long(100_000)])
    case "hostile": SamplePages.hostilePage
    case "empty": Page(release: "0.0.0", plan: "A plan without checks", verdict: .vacuous)
    default: nil
    }
  }
}
