import JSON
import Lifecycle
import Operations

extension CampaignRecord {
  /// The first key of every record: what it is, and in which form.
  private static let format = "rehearse campaign 1"

  /// The record as one line of JSON, the same bytes for equal records.
  public var text: String {
    var writer = JSONWriter()
    writer.raw("{\"format\":")
    writer.string(Self.format)
    writer.raw(",\"scenario\":")
    writer.string(plan.title)
    writer.raw(",\"fingerprint\":")
    writer.string(plan.fingerprint)
    writer.raw(",\"driver\":")
    writer.string(plan.driver.text)
    writer.raw(",\"first\":")
    writer.integer(Int(plan.first))
    writer.raw(",\"count\":")
    writer.integer(Int(plan.count))
    writer.raw(",\"twice-per-mille\":")
    writer.integer(Int(plan.twicePerMille))
    writer.raw(",\"expect\":[")
    for (place, name) in plan.expectations.enumerated() {
      if place > 0 { writer.raw(",") }
      writer.string(name)
    }
    writer.raw("],\"done\":[")
    for (place, range) in done.enumerated() {
      if place > 0 { writer.raw(",") }
      writer.raw("[")
      writer.integer(Int(range.lowerBound))
      writer.raw(",")
      writer.integer(Int(range.upperBound - 1))
      writer.raw("]")
    }
    writer.raw("],\"report\":")
    report.write(to: &writer)
    // What stands before is folded, so that a single digit that has changed is noticed.
    var check = Digest()
    writer.withBytes { for byte in $0 { check.fold(UInt64(byte)) } }
    writer.raw(",\"check\":")
    writer.string("\(check)")
    writer.raw("}\n")
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads a record; only the very bytes that it is written as are one.
  public static func read(_ bytes: [UInt8]) throws(JSONError) -> CampaignRecord {
    let record = try parse(bytes)
    let written = Array(record.text.utf8)
    guard written == bytes else {
      let place = zip(written, bytes).prefix { $0 == $1 }.count
      throw .shape("it was changed since it was written", at: place)
    }
    guard record.done.reduce(0, { $0 + Int64($1.count) }) == record.report.runCount else {
      throw .shape("it has not as many runs as seeds", at: 0)
    }
    return record
  }

  private static func parse(_ bytes: [UInt8]) throws(JSONError) -> CampaignRecord {
    try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      var scanner = JSONScanner(buffer)
      let record = try read(&scanner)
      try scanner.finish()
      return record
    }
  }

  private static func read(_ scanner: inout JSONScanner) throws(JSONError) -> CampaignRecord {
    var plan = CampaignPlan(
      title: "", fingerprint: "", driver: .time, first: 0, count: 0, twicePerMille: 0,
      expectations: [])
    var done: [Range<UInt64>] = []
    var report: CampaignReport?
    var format = ""
    try scanner.object { key, scanner throws(JSONError) in
      switch key {
      case "format": format = try scanner.string().text
      case "scenario": plan.title = try scanner.string().text
      case "fingerprint": plan.fingerprint = try scanner.string().text
      case "driver":
        let offset = scanner.offset
        let word = try scanner.string().text
        guard let driver = Driver.allCases.first(where: { $0.text == word }) else {
          throw .shape("'\(word)' is no driver", at: offset)
        }
        plan.driver = driver
      case "first": plan.first = try scanner.count()
      case "count": plan.count = try scanner.count()
      case "twice-per-mille": plan.twicePerMille = try scanner.count()
      case "expect":
        try scanner.array { scanner throws(JSONError) in
          plan.expectations.append(try scanner.string().text)
        }
      case "done":
        try scanner.array { scanner throws(JSONError) in
          let offset = scanner.offset
          var ends: [Int] = []
          try scanner.integers(into: &ends)
          guard ends.count == 2, ends[0] >= 0, ends[0] <= ends[1] else {
            throw .shape("seeds are given by the first and the last", at: offset)
          }
          done.append(UInt64(ends[0])..<UInt64(ends[1]) + 1)
        }
      case "check": _ = try scanner.string()
      case "report": report = try CampaignReport(&scanner)
      default: throw .shape("unknown key '\(key)' of a campaign", at: scanner.offset)
      }
    }
    guard format == Self.format, let report else {
      throw .shape("this is no report of a campaign", at: 0)
    }
    return CampaignRecord(plan, done: done, report: report)
  }
}

extension JSONScanner {
  /// Takes a number that counts something.
  fileprivate mutating func count() throws(JSONError) -> UInt64 {
    let offset = offset
    let number = try integer()
    guard number >= 0 else { throw .shape("\(number) counts nothing", at: offset) }
    return UInt64(number)
  }
}
