import JSON

/// The exact counters that are kept in the repository, and what has become of them.
enum Thresholds {
  /// The counters as JSON, a workload a line.
  static func text(_ list: [Exact]) -> [UInt8] {
    var output = JSONWriter()
    output.raw("{\n  \"workloads\": [")
    for (place, exact) in list.enumerated() {
      output.raw(place == 0 ? "\n    {\"name\": " : ",\n    {\"name\": ")
      output.string(exact.name)
      output.raw(", \"events\": ")
      output.integer(Int(exact.events))
      output.raw(", \"operations\": ")
      output.integer(Int(exact.operations))
      output.raw(", \"allocations\": ")
      output.integer(Int(exact.allocations))
      output.raw(",\n     \"warmDigest\": ")
      output.string(exact.warmDigest)
      output.raw(", \"digest\": ")
      output.string(exact.digest)
      output.raw("}")
    }
    output.raw("\n  ]\n}\n")
    return output.withBytes { Array($0) }
  }

  /// Reads them again.
  static func parse(_ bytes: [UInt8]) throws(JSONError) -> [Exact] {
    try bytes.span.withUnsafeBufferPointer { bytes throws(JSONError) in
      var scanner = JSONScanner(bytes)
      var list: [Exact] = []
      try scanner.beginObject()
      var isFirst = true
      while let key = try scanner.nextKey(isFirst: &isFirst) {
        guard key.text == "workloads" else {
          try scanner.skipValue()
          continue
        }
        try scanner.beginArray()
        var isFirstRow = true
        while try scanner.nextElement(isFirst: &isFirstRow) { list.append(try row(&scanner)) }
      }
      try scanner.finish()
      return list
    }
  }

  private static func row(_ scanner: inout JSONScanner) throws(JSONError) -> Exact {
    var exact = Exact(
      name: "", events: 0, operations: 0, allocations: 0, warmDigest: "", digest: "")
    try scanner.beginObject()
    var isFirst = true
    while let key = try scanner.nextKey(isFirst: &isFirst) {
      switch key.text {
      case "name": exact.name = try scanner.string().text
      case "events": exact.events = Int64(try scanner.integer())
      case "operations": exact.operations = Int64(try scanner.integer())
      case "allocations": exact.allocations = Int64(try scanner.integer())
      case "warmDigest": exact.warmDigest = try scanner.string().text
      case "digest": exact.digest = try scanner.string().text
      default: try scanner.skipValue()
      }
    }
    return exact
  }

  /// What differs from what was kept, in words; only workloads that were run are looked at.
  static func differences(kept: [Exact], found: [Exact], isShort: Bool) -> [String] {
    found.flatMap { found -> [String] in
      guard let old = kept.first(where: { $0.name == found.name }) else {
        return ["\(found.name): nothing is kept of it", "  new: \(found.words)"]
      }
      let kept = isShort ? old.short : old
      guard kept != found else { return [] }
      return ["\(found.name):", "  old: \(kept.words)", "  new: \(found.words)"]
    }
  }
}
