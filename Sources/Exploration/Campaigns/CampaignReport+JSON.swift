import JSON
import Lifecycle
import Operations
import Properties

extension CampaignReport {
  /// Writes the report as one JSON object, the same bytes for equal reports.
  public func write(to writer: inout JSONWriter) {
    let census = census ?? Census()
    writer.raw("{\"census\":")
    census.write(to: &writer)
    writer.raw(",\"failures\":[")
    for (place, group) in groups.enumerated() {
      if place > 0 { writer.raw(",") }
      writer.raw("{\"expectation\":")
      writer.string(group.kind.expectation)
      writer.raw(",\"shape\":")
      writer.string(group.kind.shape)
      writer.raw(",\"call\":")
      writer.string(group.call.map { "\($0.name)" } ?? "")
      writer.raw(",\"seed\":")
      writer.integer(Int(group.seed))
      writer.raw(",\"count\":")
      writer.integer(Int(group.count))
      writer.raw("}")
    }
    writer.raw("],\"twins\":")
    writer.integer(Int(twinCount))
    writer.raw(",\"departed\":[")
    for (place, seed) in departed.enumerated() {
      if place > 0 { writer.raw(",") }
      writer.integer(Int(seed))
    }
    writer.raw("],\"sum\":")
    writer.string(String(sum, radix: 16))
    writer.raw("}")
  }

  /// Reads a report.
  public init(_ scanner: inout JSONScanner) throws(JSONError) {
    var census = Census()
    var groups: [FailureGroup] = []
    var twinCount = 0
    var departed: [UInt64] = []
    var sum: UInt64 = 0
    try scanner.object { key, scanner throws(JSONError) in
      switch key {
      case "census": census = try Census(&scanner)
      case "failures":
        try scanner.array { scanner throws(JSONError) in
          groups.append(try FailureGroup(&scanner))
        }
      case "twins": twinCount = try scanner.integer()
      case "departed":
        try scanner.array { scanner throws(JSONError) in
          departed.append(UInt64(max(0, try scanner.integer())))
        }
      case "sum":
        let offset = scanner.offset
        guard let number = UInt64(try scanner.string().text, radix: 16) else {
          throw .shape("'sum' is no hexadecimal number", at: offset)
        }
        sum = number
      default: throw .shape("unknown key '\(key)' of a report", at: scanner.offset)
      }
    }
    self.init(
      census: census, groups: groups, twinCount: Int64(twinCount), departed: departed, sum: sum)
  }
}

extension FailureGroup {
  fileprivate init(_ scanner: inout JSONScanner) throws(JSONError) {
    var (expectation, shape, call) = ("", "", "")
    var (seed, count) = (0, 0)
    try scanner.object { key, scanner throws(JSONError) in
      switch key {
      case "expectation": expectation = try scanner.string().text
      case "shape": shape = try scanner.string().text
      case "call": call = try scanner.string().text
      case "seed": seed = try scanner.integer()
      case "count": count = try scanner.integer()
      default: throw .shape("unknown key '\(key)' of a failure", at: scanner.offset)
      }
    }
    self.init(
      kind: FailureClass(expectation: expectation, shape: shape),
      call: Verb.allCases.first { "\($0.name)" == call }, seed: UInt64(max(0, seed)),
      count: Int64(count))
  }
}

extension Census {
  /// Writes what was counted, by names; what was never counted is left out.
  func write(to writer: inout JSONWriter) {
    writer.raw("{\"runs\":")
    writer.integer(Int(runCount))
    writer.raw(",\"events\":")
    writer.integer(Int(eventCount))
    writer.raw(",\"violated\":")
    writer.integer(Int(violatedCount))
    for section in CensusSection.allCases {
      writer.raw(",")
      writer.string(section.text)
      writer.raw(":{")
      var isFirst = true
      for (name, tally) in tallies(in: section) where tally != Tally() {
        if !isFirst { writer.raw(",") }
        isFirst = false
        writer.string(name)
        writer.raw(":[")
        writer.integer(Int(tally.count))
        writer.raw(",")
        writer.integer(Int(tally.runs))
        writer.raw("]")
      }
      writer.raw("}")
    }
    writer.raw("}")
  }

  /// Reads what was counted.
  init(_ scanner: inout JSONScanner) throws(JSONError) {
    var census = Census()
    try scanner.object { key, scanner throws(JSONError) in
      switch key {
      case "runs": census.runCount = Int64(try scanner.integer())
      case "events": census.eventCount = Int64(try scanner.integer())
      case "violated": census.violatedCount = Int64(try scanner.integer())
      default:
        guard let section = CensusSection.allCases.first(where: { $0.text == key }) else {
          throw .shape("unknown key '\(key)' of a census", at: scanner.offset)
        }
        try scanner.object { name, scanner throws(JSONError) in
          var numbers: [Int] = []
          try scanner.integers(into: &numbers)
          guard numbers.count == 2,
            census.set(Tally(count: Int64(numbers[0]), runs: Int64(numbers[1])), name, in: section)
          else { throw .shape("'\(name)' is nothing that is counted", at: scanner.offset) }
        }
      }
    }
    self = census
  }
}
