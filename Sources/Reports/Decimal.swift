/// A whole number of small parts, written as a number of larger ones.
///
/// It is exact and has no exponent, unlike what a floating-point number would print.
struct Decimal {
  /// How many parts there are.
  var parts: Int64
  /// How many digits stand behind the point: a million parts to one are six.
  var digits: Int

  /// The number, without zeros that say nothing.
  var text: String {
    var fraction = String(parts.magnitude)
    if fraction.utf8.count <= digits {
      fraction = String(repeating: "0", count: digits + 1 - fraction.utf8.count) + fraction
    }
    let whole = fraction.dropLast(digits)
    fraction = String(fraction.suffix(digits))
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return (parts < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}
