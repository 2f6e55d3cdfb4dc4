import JSON

/// The wall times of a run as JSON: nothing in it repeats.
enum Times {
  static func text(_ results: Results) -> [UInt8] {
    var output = JSONWriter()
    output.raw("{\n  \"unit\": \"nanoseconds\",\n  \"event\": {")
    for (place, measurement) in results.measurements.enumerated() {
      output.raw(place == 0 ? "\n    " : ",\n    ")
      output.string(measurement.name)
      output.raw(": ")
      number(measurement.eventNanoseconds, &output)
    }
    output.raw("\n  },\n  \"comparisons\": [")
    for (place, comparison) in (results.comparisons ?? []).enumerated() {
      output.raw(place == 0 ? "\n    {\"actors\": " : ",\n    {\"actors\": ")
      output.integer(comparison.actors)
      output.raw(", \"ours\": ")
      list(comparison.ours.map { $0 / Double(comparison.events) * 1e9 }, &output)
      output.raw(", \"simpy\": ")
      list(comparison.theirs.map { $0 / Double(comparison.events) * 1e9 }, &output)
      output.raw("}")
    }
    output.raw("\n  ]")
    if let fork = results.fork {
      output.raw(",\n  \"copy\": ")
      number(fork.copyNanoseconds, &output)
      output.raw(",\n  \"copyAndStep\": ")
      number(fork.stepNanoseconds, &output)
    }
    for (name, samples) in [("Ping", results.longPing), ("Mix", results.longMix)] {
      guard let samples else { continue }
      output.raw(",\n  ")
      output.string("resident\(name)")
      output.raw(": ")
      list(samples.resident.map(Double.init), &output)
    }
    output.raw("\n}\n")
    return output.withBytes { Array($0) }
  }

  private static func list(_ values: [Double], _ output: inout JSONWriter) {
    output.raw("[")
    for (place, value) in values.enumerated() {
      if place > 0 { output.raw(", ") }
      number(value, &output)
    }
    output.raw("]")
  }

  private static func number(_ value: Double, _ output: inout JSONWriter) {
    var digits = "\(Double(Int(value * 10)) / 10)"
    digits.withUTF8 { output.raw($0) }
  }
}
