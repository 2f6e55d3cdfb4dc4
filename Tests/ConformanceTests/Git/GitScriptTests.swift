import Conformance
import Glibc
import Live
import Testing

@Suite("The simulated git and that of this machine", .timeLimit(.minutes(5)))
struct GitScriptTests {
  /// How many scripts of 40 moves each, unless the environment says how many.
  private static let scripts = UInt64(
    getenv("CONFORMANCE_SCRIPTS").flatMap { Int(String(cString: $0)) } ?? 10)

  @Test("both answer every script alike, and have the same worktrees, branches and changes")
  func alike() {
    var found: [String] = []
    let folder = "/tmp/rehearsal-conformance-git-\(getpid())"
    for seed in 1...Self.scripts where found.count < 3 {
      let texts = TextTable()
      var writer = GitScriptWriter(seed: seed, texts: texts, folder: folder)
      let comparison = GitComparison(texts: texts, folder: folder)
      guard let difference = comparison.firstDifference(writer.script()) else { continue }
      found.append("seed \(seed)\n" + comparison.words(comparison.shrink(difference)))
    }
    #expect(found.joined(separator: "\n\n") == "")
  }
}
