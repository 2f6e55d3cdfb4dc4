import Forms
import Lifecycle
import Operations

extension Form where Value: Word {
  /// One of the words of an enumeration; `what` says what it is: "a system".
  static func word(_ what: String, of type: Value.Type = Value.self) -> Form {
    .converting(
      .word(among: type.allCases.map(\.text), what),
      make: { word in
        guard let value = type.allCases.first(where: { $0.text == word }) else {
          preconditionFailure("\(word) is no word of \(type)")
        }
        return value
      }, part: { $0.text })
  }
}

extension Form<Interval> {
  /// A stretch of time such as `500ms`.
  static var interval: Form {
    .converting(
      .duration,
      make: { nanoseconds throws(Refusal) in
        guard nanoseconds <= Ranges.longest.nanoseconds else {
          throw Refusal(
            "\(Durations.text(of: nanoseconds)) is longer than anything in a scenario can be",
            hint: "the longest is \(Durations.text(of: Ranges.longest.nanoseconds))")
        }
        return Interval(nanoseconds: nanoseconds)
      }, part: { $0.nanoseconds })
  }
}

extension Form<ClosedRange<Interval>> {
  /// A stretch of time, or a range such as `40s..60s` out of which the seed draws one.
  static var intervals: Form {
    .scalar(
      "a duration such as 5s, or a range such as 40s..60s",
      pattern: "^\(Durations.part)(\\.\\.\(Durations.part))?$", hint: Ranges.hint,
      read: Ranges.intervals,
      write: { range in
        let ends = [range.lowerBound, range.upperBound].map { Durations.text(of: $0.nanoseconds) }
        return range.lowerBound == range.upperBound ? ends[0] : ends.joined(separator: "..")
      })
  }
}

extension Form<ClosedRange<UInt64>> {
  /// A seed, or a range such as `1..200`.
  static var seeds: Form {
    .scalar(
      "a seed such as 7, or a range such as 1..200",
      pattern: "^(0|[1-9][0-9]{0,8})\\.\\.(0|[1-9][0-9]{0,8})$", integers: 0...999_999_999,
      hint: Ranges.seedHint, read: Ranges.seeds,
      write: {
        $0.lowerBound == $0.upperBound
          ? "\($0.lowerBound)" : "\($0.lowerBound)..\($0.upperBound)"
      })
  }
}

/// Ranges as they are written: two ends with two dots in between, or one value.
enum Ranges {
  /// The longest stretch of time that a file can have; sums of some of them stay far from what an
  /// instant can hold.
  static let longest = Interval.seconds(10_000 * 3_600)
  /// How many seeds one file can have.
  static let seedsMax: UInt64 = 1_000_000

  private static func split(_ text: String) -> [String] {
    guard let place = text.firstRange(of: "..") else { return [text] }
    return [String(text[..<place.lowerBound]), String(text[place.upperBound...])]
  }

  /// One stretch of time.
  static func interval(_ text: String) -> Interval? {
    guard let nanoseconds = Durations.nanoseconds(text), nanoseconds <= longest.nanoseconds else {
      return nil
    }
    return Interval(nanoseconds: nanoseconds)
  }

  @Sendable static func intervals(_ text: String) -> ClosedRange<Interval>? {
    let ends = split(text).map(interval)
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else {
      return nil
    }
    return first...last
  }

  @Sendable static func seeds(_ text: String) -> ClosedRange<UInt64>? {
    let ends = split(text).map(seed)
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last,
      last - first < seedsMax
    else { return nil }
    return first...last
  }

  private static func seed(_ text: String) -> UInt64? {
    guard text.utf8.count <= 9, text == "0" || text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return UInt64(text)
  }

  /// What to do about durations that are none.
  @Sendable static func hint(_ text: String) -> String? {
    let ends = split(text).map(interval)
    if ends.count == 2, let first = ends[0], let last = ends[1], first > last {
      return "a range begins with its shorter end"
    }
    if split(text).contains(where: { Durations.nanoseconds($0) != nil && interval($0) == nil }) {
      return "the longest is \(Durations.text(of: longest.nanoseconds))"
    }
    return "the units are ns, us, ms, s, m, h"
  }

  /// What to do about seeds that are none.
  @Sendable static func seedHint(_ text: String) -> String? {
    let ends = split(text).map(seed)
    guard ends.count == 2, let first = ends[0], let last = ends[1] else { return nil }
    return first > last
      ? "a range begins with its smaller end" : "there can be \(seedsMax) seeds at most"
  }
}
