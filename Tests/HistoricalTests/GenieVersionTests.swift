import Historical
import Testing

@Suite("Genie's versions")
struct GenieVersionTests {
  @Test("are those whose launch differed")
  func count() {
    #expect(GenieVersion.allCases.count == 6)
  }

  @Test("are found by the words that scenarios have for them")
  func words() {
    for version in GenieVersion.allCases {
      #expect(GenieVersion("\(version.word)") == version)
    }
    #expect(GenieVersion("rc.30") == nil)
  }
}
