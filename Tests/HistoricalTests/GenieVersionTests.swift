import Historical
import Testing

@Suite("Genie's versions")
struct GenieVersionTests {
  @Test("are those whose launch differed")
  func count() {
    #expect(GenieVersion.allCases.count == 6)
  }
}
