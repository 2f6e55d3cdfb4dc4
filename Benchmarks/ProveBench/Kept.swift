import JSON

/// The exact counters that are kept in the repository.
enum Kept {
  static func text(_ list: [Answer.Exact]) -> [UInt8] {
    var output = JSONWriter()
    output.raw("[")
    for (place, exact) in list.enumerated() {
      output.raw(place == 0 ? "\n  {\"name\": " : ",\n  {\"name\": ")
      output.string(exact.name)
      output.raw(", \"states\": ")
      output.integer(exact.states)
      output.raw(", \"transitions\": ")
      output.integer(exact.transitions)
      output.raw(", \"depth\": ")
      output.integer(exact.depth)
      output.raw(", \"steps\": ")
      output.integer(exact.steps)
      output.raw("}")
    }
    output.raw("\n]\n")
    return output.withBytes { Array($0) }
  }

  static func parse(_ bytes: [UInt8]) throws(JSONError) -> [Answer.Exact] {
    try bytes.span.withUnsafeBufferPointer { bytes throws(JSONError) in
      var scanner = JSONScanner(bytes)
      var list: [Answer.Exact] = []
      try scanner.array { scanner throws(JSONError) in
        var exact = Answer.Exact(name: "", states: 0, transitions: 0, depth: 0, steps: 0)
        try scanner.object { key, scanner throws(JSONError) in
          switch key {
          case "name": exact.name = try scanner.string().text
          case "states": exact.states = try scanner.integer()
          case "transitions": exact.transitions = try scanner.integer()
          case "depth": exact.depth = try scanner.integer()
          case "steps": exact.steps = try scanner.integer()
          default: try scanner.skipValue()
          }
        }
        list.append(exact)
      }
      try scanner.finish()
      return list
    }
  }
}
