import Conformance
import Glibc
import Live
import Operations
import Synchronization
import Testing

@Suite("Both worlds side by side", .timeLimit(.minutes(5)))
struct ConformanceTests {
  /// How many scripts of 40 moves each, unless the environment says how many.
  private static let scripts = UInt64(
    getenv("CONFORMANCE_SCRIPTS").flatMap { Int(String(cString: $0)) } ?? 500)

  @Test(
    "files and locks",
    .enabled(if: RootFolder.isAllowed, "only root can give a thread another root"),
    arguments: ["/dev/shm", "/tmp"])
  func files(folder: String) throws {
    let found = Findings()
    // A disk that has to be waited for at each sync gets a tenth of them, as the store a fifth.
    let count = folder == "/tmp" ? Self.scripts / 10 : Self.scripts
    try RootFolder.withEmpty(in: folder) {
      found.look(for: .files, in: 1...count) { $0.files() }
    }
    #expect(found.words == "")
  }

  @Test("the store")
  func store() throws {
    let found = Findings()
    let folder = "/dev/shm/store-\(getpid())"
    try #require(mkdir(folder, 0o700) == 0)
    defer {
      let texts = TextTable()
      _ = LiveFiles(texts: texts).perform(.removeTree(texts.text(folder)))
    }
    found.look(for: .store(path: "\(folder)/store"), in: 1...Self.scripts / 5) { $0.store() }
    #expect(found.words == "")
  }
}

/// The differences that were found, each as the shortest script that shows it.
private final class Findings: Sendable {
  private let all = Mutex<[String]>([])

  var words: String { all.withLock { $0.joined(separator: "\n\n") } }

  /// Goes through one script for each seed, until a few differences are found.
  func look(
    for kind: Comparison.Kind, in seeds: ClosedRange<UInt64>,
    _ write: (inout ScriptWriter) -> [Move]
  ) {
    var count = 0
    for seed in seeds where count < 5 {
      let texts = TextTable()
      var writer = ScriptWriter(seed: seed, texts: texts)
      let comparison = Comparison(kind, texts: texts)
      guard let difference = comparison.firstDifference(write(&writer)) else { continue }
      count += 1
      let least = comparison.shrink(difference)
      let words = "seed \(seed)\n" + comparison.words(least, texts.withTexts { $0 })
      all.withLock { $0.append(words) }
    }
  }
}
