import Foundation
import Lifecycle
import Operations
import Supervision
import SupervisionSupport
import Testing

@Suite("A safeguard")
struct SafeguardTests {
  private static let page: String = {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/safeguards.md").standardized
    return (try? String(contentsOf: path, encoding: .utf8)) ?? ""
  }()

  @Test("has its row on the page of all of them")
  func rows() {
    for safeguard in Safeguard.allCases {
      let row = "| `\(safeguard.word)` | \(safeguard.sentence) |"
      #expect(Self.page.contains(row), "to be in docs/safeguards.md: \(row)")
    }
    let rows = Self.page.split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count == Safeguard.allCases.count, "a row of docs/safeguards.md is no safeguard")
  }

  @Test("has a word of its own, by which it is found, and a sentence")
  func words() {
    var words: [String] = []
    for safeguard in Safeguard.allCases {
      let word = safeguard.text
      #expect(Safeguard.named(word) == safeguard)
      #expect(!words.contains(word))
      words.append(word)
      let isKebab = word.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (97...122).contains($0) }
      #expect(isKebab && word.contains("-") || word == "rollback", "\(word)")
      #expect("\(safeguard.sentence)".hasSuffix("."))
    }
    #expect(Safeguard.named("exact-target") == nil)
  }

  @Test("is in force unless it is taken away, and nothing else can be")
  func sets() {
    for safeguard in Safeguard.allCases {
      #expect(Safeguards.all.contains(safeguard))
      let without = Safeguards.all.without(safeguard)
      #expect(!without.contains(safeguard))
      #expect(without.union(safeguard.set) == .all)
    }
    #expect(Safeguards(rawValue: .max) == .all)
    #expect(Safeguards.all.without(.rollback, .intentFirst).union([]) != .all)
  }

  @Test("is not missed in fair weather", arguments: Safeguard.allCases)
  func fairWeather(safeguard: Safeguard) {
    var stage = SessionStage.guarded(by: .all.without(safeguard), agent: .reporting)
    let result = stage.spawn(seconds: 60)
    #expect(result == .started)
    let status = stage.document("a")?.status
    #expect(status == .working)
    let agents = stage.living("agent")
    #expect(agents == 1)
    let kill = stage.type(.kill, as: "kill", seconds: 4)
    #expect(kill?.result == .ended(.removed))
  }
}
