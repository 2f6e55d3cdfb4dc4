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
      .duration, make: { Interval(nanoseconds: $0) }, part: { $0.nanoseconds })
  }
}

extension Form<ClosedRange<Interval>> {
  /// A stretch of time, or a range such as `40s..60s` out of which the seed draws one.
  static var intervals: Form {
    .scalar(
      "a duration such as 5s, or a range such as 40s..60s",
      pattern: "^[0-9]+(us|ms|s|m|h)(\\.\\.[0-9]+(us|ms|s|m|h))?$", read: Ranges.parse,
      write: Ranges.print)
  }
}

extension Form<ClosedRange<UInt64>> {
  /// A seed, or a range such as `1..200`.
  static var seeds: Form {
    .scalar(
      "a seed such as 7, or a range such as 1..200", pattern: "^[0-9]{1,9}\\.\\.[0-9]{1,9}$",
      integers: 0...999_999_999,
      read: { text in
        let parts = Ranges.split(text)
        let numbers = parts.compactMap { UInt64($0) }
        guard numbers.count == parts.count, let first = numbers.first, let last = numbers.last,
          first <= last, last - first < 1_000_000
        else { return nil }
        return first...last
      },
      write: {
        $0.lowerBound == $0.upperBound
          ? "\($0.lowerBound)" : "\($0.lowerBound)..\($0.upperBound)"
      })
  }
}

/// Ranges of durations as they are written.
enum Ranges {
  /// The two ends of a range, or the one value.
  static func split(_ text: String) -> [String] {
    guard let place = text.firstRange(of: "..") else { return [text] }
    return [String(text[..<place.lowerBound]), String(text[place.upperBound...])]
  }

  @Sendable static func parse(_ text: String) -> ClosedRange<Interval>? {
    let ends = split(text).map(interval)
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else {
      return nil
    }
    return first...last
  }

  @Sendable static func print(_ range: ClosedRange<Interval>) -> String {
    let first = text(range.lowerBound)
    return range.lowerBound == range.upperBound ? first : "\(first)..\(text(range.upperBound))"
  }

  private static let units: [(String, Int64)] = [
    ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
  ]

  private static func interval(_ text: String) -> Interval? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count < 16, let number = Int64(digits),
      digits.count == 1 || digits.first != "0",
      let unit = units.first(where: { $0.0 == text[digits.endIndex...] })
    else { return nil }
    let (value, overflow) = number.multipliedReportingOverflow(by: unit.1)
    return overflow ? nil : Interval(nanoseconds: value)
  }

  private static func text(_ interval: Interval) -> String {
    let nanoseconds = interval.nanoseconds
    if nanoseconds == 0 { return "0s" }
    let unit = units.last { nanoseconds % $0.1 == 0 } ?? ("us", 1_000)
    return "\(nanoseconds / unit.1)\(unit.0)"
  }
}
