import Conformance
import Glibc
import Live
import Testing

@Suite("The simulated tmux and that of this machine", .timeLimit(.minutes(5)))
struct TmuxScriptTests {
  /// How many scripts of 40 moves each, unless the environment says how many.
  private static let scripts = UInt64(
    getenv("CONFORMANCE_SCRIPTS").flatMap { Int(String(cString: $0)) } ?? 20)

  @Test("both answer every script alike, and have the same sessions and panes after each move")
  func alike() {
    var found: [String] = []
    for seed in 1...Self.scripts where found.count < 3 {
      let texts = TextTable()
      var writer = TmuxScriptWriter(seed: seed, texts: texts)
      let socket = "/tmp/rehearsal-conformance-\(getpid())-\(seed)"
      let comparison = TmuxComparison(texts: texts, socket: socket)
      guard let difference = comparison.firstDifference(writer.script()) else { continue }
      found.append("seed \(seed)\n" + comparison.words(comparison.shrink(difference)))
    }
    #expect(found.joined(separator: "\n\n") == "")
  }
}
