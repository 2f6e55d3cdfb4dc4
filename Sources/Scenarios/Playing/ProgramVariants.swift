import Operations

/// A program that several start in variants of their own: `runner` and `runner@ada`.
///
/// In a file all of them are meant by the program's own name, so that what happens to the runner
/// happens to it under a red as well.
struct ProgramVariants: Hashable, Sendable {
  /// The program's own name.
  var base: String
  /// What its variants are called, and itself if it is there.
  var names: [Text]

  /// The programs that have variants, out of the names of all.
  static func all(of programs: [String], players: [String]) -> [ProgramVariants] {
    var found: [ProgramVariants] = []
    for program in programs {
      let parts = program.split(separator: "@", maxSplits: 1)
      guard parts.count == 2, !players.contains(String(parts[0])) else { continue }
      let (base, name) = (String(parts[0]), Bookkeeper.text(program))
      if let place = found.firstIndex(where: { $0.base == base }) {
        found[place].names.append(name)
      } else {
        found.append(ProgramVariants(base: base, names: [Bookkeeper.text(base), name]))
      }
    }
    return found
  }
}
