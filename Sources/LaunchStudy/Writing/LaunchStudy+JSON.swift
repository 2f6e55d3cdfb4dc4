import JSON

extension LaunchStudy {
  /// The figures as JSON: a line for each cell within one object.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.raw("{\"seed\":")
    json.string("\(grid.seed)")
    json.raw(",\"confidence_percent\":95,\"caution\":")
    json.string(Self.caution)
    json.raw(",\"cells\":[")
    json.cells(figures)
    json.raw("]}\n")
    return json.withBytes { Array($0) }
  }
}

extension JSONWriter {
  /// Writes the figures of cells, each on a line of its own.
  public mutating func cells(_ figures: [LaunchFigures]) {
    for (number, one) in figures.enumerated() {
      raw(number > 0 ? ",\n{\"system\":" : "\n{\"system\":")
      string(one.launcher)
      raw(",\"load\":")
      integer(one.condition.load)
      raw(",\"boot\":")
      string(one.condition.boot.rawValue)
      raw(",\"mix\":")
      string(one.condition.mix.rawValue)
      for number in LaunchRow(one).numbers {
        guard let value = number.value else { continue }
        raw(",")
        string(number.name)
        raw(":")
        integer(value)
      }
      raw("}")
    }
  }
}
