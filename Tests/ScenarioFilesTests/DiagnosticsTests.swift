import Forms
import ScenarioFiles
import Testing

/// What is said of files that are wrong, to the letter.
@Suite struct DiagnosticsTests {
  @Test func thereAreEnoughOfThem() { #expect(BrokenFiles.all.count >= 40) }

  @Test(arguments: BrokenFiles.all.indices)
  func aBrokenFileIsRefusedInTheseWords(number: Int) {
    let broken = BrokenFiles.all[number]
    do throws(Diagnostics) {
      _ = try ScenarioFile.load(Array(broken.file.utf8), file: "f")
      Issue.record("\(broken.what): it loads")
    } catch {
      #expect(error.text == broken.text, "\(broken.what)")
    }
  }
}
