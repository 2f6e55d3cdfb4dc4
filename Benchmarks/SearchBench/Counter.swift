import JSON

/// A number that repeats exactly whenever the benchmark is run.
struct Counter: Equatable {
  var name: String
  var value: Int

  /// The counters as JSON, one a line.
  static func text(_ list: [Counter]) -> [UInt8] {
    var output = JSONWriter()
    output.raw("{")
    for (place, counter) in list.enumerated() {
      output.raw(place == 0 ? "\n  " : ",\n  ")
      output.string(counter.name)
      output.raw(": ")
      output.integer(counter.value)
    }
    output.raw("\n}\n")
    return output.withBytes { Array($0) }
  }

  /// Reads them again.
  static func parse(_ bytes: [UInt8]) throws(JSONError) -> [Counter] {
    try bytes.span.withUnsafeBufferPointer { bytes throws(JSONError) in
      var scanner = JSONScanner(bytes)
      var list: [Counter] = []
      try scanner.beginObject()
      var isFirst = true
      while let key = try scanner.nextKey(isFirst: &isFirst) {
        let name = key.text
        list.append(Counter(name: name, value: Int(try scanner.integer())))
      }
      try scanner.finish()
      return list
    }
  }

  /// What differs from what was kept, in words.
  static func differences(kept: [Counter], found: [Counter]) -> [String] {
    let changed = found.compactMap { found -> String? in
      let old = kept.first { $0.name == found.name }?.value
      return old == found.value
        ? nil : "\(found.name): old \(old.map(String.init) ?? "none"), new \(found.value)"
    }
    let gone = kept.filter { kept in !found.contains { $0.name == kept.name } }
    return changed + gone.map { "\($0.name): old \($0.value), new none" }
  }
}
