import Forms
import ScenarioFiles
import Scenarios
import YAML

/// Holds a file against what was written of it: whatever stands in the one has to stand in the
/// other, but for what may be left out and the long forms of what can be said shortly.
///
/// It knows nothing of how files are read: only the tables of the reference, for what holds if a key
/// is left out.
struct Likeness {
  /// The usual values of each key, over all parts that have such a key.
  private var usual: [String: Set<String>] = [:]

  /// The keys of what can be written as one word instead.
  private static let long: Set<String> = [
    "run", "actor", "of", "name", "do", "is", "by", "with", "count", "program", "file", "for",
    "prompt", "keeps",
  ]

  init() {
    for table in Form<Scenario>.scenario.keyTables {
      for row in table.rows {
        guard let value = row.usual else { continue }
        let word = String(value.dropFirst().dropLast())
        usual[row.key, default: []].insert(Self.value(word))
        // Of a list that is usual, each item is.
        if word.hasPrefix("["), word.hasSuffix("]") {
          let items = word.dropFirst().dropLast().split(separator: ",")
          usual[row.key, default: []].formUnion(
            items.map { Self.value(String($0.drop { $0 == " " })) })
        }
      }
    }
    // The usual lists, by what is in them.
    usual["verdicts"] = ["complete"]
    usual["signals"] = []
    usual["says"] = ["verify"]
    // What a word means that stands alone.
    usual["exits"] = ["0"]
    usual["forge-crash"] = ["false"]
    usual["disk-full"] = ["0"]
    usual["after", default: []].insert("0")
  }

  /// A piece of a file: a key or a value, and the key that it stands under.
  private struct Piece: Hashable {
    var text: String
    var key: String
    var isKey: Bool
  }

  /// What stands in the one and not in the other, in words; empty if they say the same.
  func difference(_ file: YAMLNode, _ written: YAMLNode) -> [String] {
    let left = Self.pieces(of: file)
    let right = Self.pieces(of: written)
    var words: [String] = []
    var missing = Self.count(left)
    for piece in right { missing[piece.text, default: 0] -= 1 }
    for (text, count) in missing.sorted(by: { $0.key < $1.key }) where count > 0 {
      let places = left.filter { $0.text == text }
      guard places.count(where: mayGo) < count else { continue }
      let keys = places.map { $0.isKey ? "a key of '\($0.key)'" : "of '\($0.key)'" }
      words.append("'\(text)' is gone, \(keys.joined(separator: ", "))")
    }
    var added = Self.count(right)
    for piece in left { added[piece.text, default: 0] -= 1 }
    // That a word stands alone now which had an empty mapping behind it says nothing new.
    for piece in right where added[piece.text, default: 0] > 0 && !piece.text.isEmpty {
      words.append("'\(piece.text)' under '\(piece.key)' has come")
    }
    return words
  }

  private func mayGo(_ piece: Piece) -> Bool {
    if piece.isKey { return usual[piece.text] != nil || Self.long.contains(piece.text) }
    if piece.text.isEmpty { return true }
    return usual[piece.key]?.contains(piece.text) ?? false
  }

  private static func count(_ pieces: [Piece]) -> [String: Int] {
    pieces.reduce(into: [:]) { $0[$1.text, default: 0] += 1 }
  }

  private static func pieces(of node: YAMLNode, under key: String = "") -> [Piece] {
    switch node.content {
    case .scalar(let scalar):
      let isNothing = !scalar.isQuoted && scalar.kind == .null
      return [Piece(text: isNothing ? "" : value(scalar.text), key: key, isKey: false)]
    case .sequence(let items): return items.flatMap { pieces(of: $0, under: key) }
    case .mapping(let entries):
      return entries.flatMap { entry in
        [Piece(text: value(entry.key.text), key: key, isKey: true)]
          + pieces(of: entry.value, under: entry.key.text)
      }
    }
  }

  /// A value in the one way in which it is compared: times in nanoseconds, ranges of one value as
  /// that value, and whose part it is without a word for the whole.
  private static func value(_ text: String) -> String {
    if text.hasSuffix(".session") { return String(text.dropLast(".session".count)) }
    for sign in ["+", "-"] where text.hasPrefix(sign) {
      let size = value(String(text.dropFirst()))
      if size.hasSuffix(" ns") { return sign + size }
    }
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map {
      time(String($0))
    }
    if ends.count == 2 { return ends[0] == ends[1] ? ends[0] : ends.joined(separator: "..") }
    return time(text)
  }

  private static func time(_ text: String) -> String {
    let units = [
      ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
      ("h", 3_600_000_000_000),
    ]
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard let unit = units.first(where: { $0.0 == text.dropFirst(digits.count) }),
      let number = Int(digits), number < 100_000_000_000
    else { return text }
    let (size, isTooLong) = number.multipliedReportingOverflow(by: unit.1)
    return isTooLong ? text : "\(size) ns"
  }
}
