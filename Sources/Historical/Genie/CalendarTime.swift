import Operations

/// A reading of the wall clock as year, month, day, hour, minute, second and millisecond in UTC.
public struct CalendarTime: Hashable, Sendable {
  /// The year.
  public var year: Int64
  /// The month, from 1.
  public var month: Int64
  /// The day of the month, from 1.
  public var day: Int64
  /// The milliseconds since midnight.
  public var millisecondOfDay: Int64

  private static let dayMs: Int64 = 86_400_000

  /// Reads a wall clock.
  public init(_ time: WallTime) {
    let days = Self.floor(time.milliseconds, Self.dayMs)
    millisecondOfDay = time.milliseconds - days * Self.dayMs
    // Years are counted from March, so that the leap day is the last of its year; an era is the
    // 400 years after which the calendar repeats.
    let shifted = days + 719_468
    let era = Self.floor(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Reads `2025-10-18T04:36:32.000Z`; nil for any other spelling.
  init?(iso bytes: UnsafeBufferPointer<UInt8>) {
    let shape: StaticString = "0000-00-00T00:00:00.000Z"
    guard bytes.count == shape.utf8CodeUnitCount else { return nil }
    var fields: [Int64] = [0]
    for place in bytes.indices {
      let wanted = shape.utf8Start[place]
      if wanted == UInt8(ascii: "0") {
        guard case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[place] else { return nil }
        fields[fields.count - 1] = fields[fields.count - 1] * 10 + Int64(bytes[place]) - 48
      } else {
        guard bytes[place] == wanted else { return nil }
        fields.append(0)
      }
    }
    guard (1...12).contains(fields[1]), (1...31).contains(fields[2]) else { return nil }
    (year, month, day) = (fields[0], fields[1], fields[2])
    millisecondOfDay = ((fields[3] * 60 + fields[4]) * 60 + fields[5]) * 1_000 + fields[6]
  }

  /// What a wall clock shows at that time.
  public var wallTime: WallTime {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = Self.floor(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return WallTime(milliseconds: days * Self.dayMs + millisecondOfDay)
  }

  /// Adds `YYMMDDHHmm`, which is the same for a whole minute.
  func addMinute(to builder: inout TextBuilder) {
    for number in [year % 100, month, day, millisecondOfDay / 3_600_000] {
      Self.add(number, digits: 2, to: &builder)
    }
    Self.add(millisecondOfDay / 60_000 % 60, digits: 2, to: &builder)
  }

  /// The time as `2025-10-18T04:36:32.000Z`.
  func iso(in builder: inout TextBuilder) {
    Self.add(year, digits: 4, to: &builder)
    builder.add("-")
    Self.add(month, digits: 2, to: &builder)
    builder.add("-")
    Self.add(day, digits: 2, to: &builder)
    builder.add("T")
    Self.add(millisecondOfDay / 3_600_000, digits: 2, to: &builder)
    builder.add(":")
    Self.add(millisecondOfDay / 60_000 % 60, digits: 2, to: &builder)
    builder.add(":")
    Self.add(millisecondOfDay / 1_000 % 60, digits: 2, to: &builder)
    builder.add(".")
    Self.add(millisecondOfDay % 1_000, digits: 3, to: &builder)
    builder.add("Z")
  }

  private static func add(_ number: Int64, digits: Int, to builder: inout TextBuilder) {
    var unit: Int64 = 1
    for _ in 1..<digits { unit *= 10 }
    while unit > 1, number < unit {
      builder.add("0")
      unit /= 10
    }
    builder.add(number)
  }

  private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }
}
