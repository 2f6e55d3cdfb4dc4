/// The logarithm to the base of ten, from operations that are the same on every machine.
enum Logarithm {
  /// The logarithm of a number above zero.
  static func base10(_ value: Double) -> Double {
    precondition(value > 0 && value.isFinite, "no logarithm of \(value)")
    // ln m = 2 artanh((m - 1) / (m + 1)); the significand is at least 1 and below 2, so that the
    // argument is below a third, and every term less than a ninth of the one before.
    let ratio = (value.significand - 1) / (value.significand + 1)
    var power = ratio
    var sum = 0.0
    for term in stride(from: 1.0, through: 35, by: 2) {
      sum += power / term
      power *= ratio * ratio
    }
    let ln2 = 0.693147180559945309
    let ln10 = 2.302585092994045684
    return (2 * sum + Double(value.exponent) * ln2) / ln10
  }
}
