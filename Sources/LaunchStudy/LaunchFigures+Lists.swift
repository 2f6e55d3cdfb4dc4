extension [LaunchFigures] {
  /// The launchers, in the order in which they come.
  var launchers: [String] { distinct(map(\.launcher)) }

  /// The conditions, in the order in which they come.
  var conditions: [LaunchCondition] { distinct(map(\.condition)) }

  /// The figures of one launcher.
  func of(_ launcher: String) -> [LaunchFigures] { filter { $0.launcher == launcher } }

  private func distinct<One: Equatable>(_ all: [One]) -> [One] {
    all.reduce(into: []) { found, one in if !found.contains(one) { found.append(one) } }
  }
}
