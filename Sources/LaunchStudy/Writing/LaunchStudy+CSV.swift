extension LaunchStudy {
  /// The figures as a table of commas: a line for each cell, names in the first.
  public var csv: String {
    let names = figures.first.map { LaunchRow($0).numbers.map(\.name) } ?? []
    var lines = [(["system", "load", "boot", "mix"] + names).joined(separator: ",")]
    for one in figures {
      let words = [
        one.launcher, "\(one.condition.load)", one.condition.boot.rawValue,
        one.condition.mix.rawValue,
      ]
      let numbers = LaunchRow(one).numbers.map { $0.value.map(String.init) ?? "" }
      lines.append((words + numbers).joined(separator: ","))
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
