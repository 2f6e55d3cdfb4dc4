import Operations

extension TextBuilder {
  /// Adds a date as `ctime` writes it, in UTC: `Sat Nov 21 03:13:10 2026`.
  mutating func addDate(_ time: WallTime) {
    let seconds = Self.quotient(time.milliseconds, 1_000)
    let days = Self.quotient(seconds, 86_400)
    let ofDay = seconds - days * 86_400
    // Days since 1 March of the year 0, in eras of 400 years (Howard Hinnant's civil_from_days).
    let shifted = days + 719_468
    let era = Self.quotient(shifted, 146_097)
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * fromMarch + 2) / 5 + 1
    let month = fromMarch < 10 ? fromMarch + 2 : fromMarch - 10
    add(Self.weekday(days + 4 - Self.quotient(days + 4, 7) * 7))
    add(Self.month(month))
    add(day < 10 ? " " : "")
    add(day)
    add(ofDay < 36_000 ? " 0" : " ")
    add(ofDay / 3_600)
    add(ofDay % 3_600 < 600 ? ":0" : ":")
    add(ofDay % 3_600 / 60)
    add(ofDay % 60 < 10 ? ":0" : ":")
    add(ofDay % 60)
    add(" ")
    add(yearOfEra + era * 400 + (month < 2 ? 1 : 0))
  }

  /// Division that rounds down.
  private static func quotient(_ number: Int64, _ divisor: Int64) -> Int64 {
    (number - (number < 0 ? divisor - 1 : 0)) / divisor
  }

  private static func weekday(_ number: Int64) -> StaticString {
    switch number {
    case 0: "Sun "
    case 1: "Mon "
    case 2: "Tue "
    case 3: "Wed "
    case 4: "Thu "
    case 5: "Fri "
    default: "Sat "
    }
  }

  private static func month(_ number: Int64) -> StaticString {
    switch number {
    case 0: "Jan "
    case 1: "Feb "
    case 2: "Mar "
    case 3: "Apr "
    case 4: "May "
    case 5: "Jun "
    case 6: "Jul "
    case 7: "Aug "
    case 8: "Sep "
    case 9: "Oct "
    case 10: "Nov "
    default: "Dec "
    }
  }
}
