/// What files say, without the ids that Forge draws.
package enum FilesMeaning {
  /// The files with every long number made a mark.
  package static func of(_ files: [String?]) -> [String?] {
    files.map { file in
      guard let file else { return nil }
      var text = ""
      var digits = ""
      for character in file {
        if character.isNumber {
          digits.append(character)
          continue
        }
        text += digits.count > 15 ? "#" : digits
        digits = ""
        text.append(character)
      }
      return text
    }
  }
}
