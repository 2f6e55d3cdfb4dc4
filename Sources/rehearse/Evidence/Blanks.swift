/// What differs from run to run in what programs print, and is kept under names: the folders that they
/// ran in and were called from, the numbers that were drawn for sessions, and the digits behind texts that a plan names.
struct Blanks {
  private let folder: String
  private let here: String
  private let varies: [[UInt8]]
  /// The drawn numbers, in the order in which they were seen.
  private var drawn: [[UInt8]] = []

  /// How many hexadecimal digits a drawn number has.
  private static let drawnDigits = 16

  init(folder: String, here: String, varies: [String]) {
    self.folder = folder
    self.here = here
    self.varies = varies.map { Array($0.utf8) }
  }

  /// A text with names in the place of what differs.
  mutating func blanked(_ bytes: [UInt8]) -> [UInt8] {
    withoutVarying(withoutDrawn(Array(named(String(decoding: bytes, as: UTF8.self)).utf8)))
  }

  /// A text with names in the place of folders.
  func named(_ text: String) -> String {
    text.replacing(folder, with: "{work}").replacing(here, with: "{here}")
  }

  /// Numbers that were drawn become `{id1}`, `{id2}` and so on.
  private mutating func withoutDrawn(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let end = bytes[place...].firstIndex { !Self.isWordPart($0) } ?? bytes.count
      let word = bytes[place..<end]
      if word.count == Self.drawnDigits, word.allSatisfy(Self.isHexDigit) {
        let number = drawn.firstIndex { $0.elementsEqual(word) } ?? drawn.count
        if number == drawn.count { drawn.append(Array(word)) }
        result += Array("{id\(number + 1)}".utf8)
      } else {
        result += word
      }
      if end < bytes.count { result.append(bytes[end]) }
      place = end + 1
    }
    return result
  }

  /// Digits and points behind a text that is named become `{n}`.
  private func withoutVarying(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      guard let text = varies.first(where: { bytes[place...].starts(with: $0) }) else {
        result.append(bytes[place])
        place += 1
        continue
      }
      result += text
      place += text.count
      let end = bytes[place...].firstIndex { !Self.isDigit($0) && $0 != 0x2E } ?? bytes.count
      if end > place, Self.isDigit(bytes[place]) {
        result += Array("{n}".utf8)
        place = end
      }
    }
    return result
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte)
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
  }
}
