import Testing

@testable import Reports

@Suite("Decimals")
struct DecimalTests {
  @Test(
    "Parts as a decimal number",
    arguments: [
      (0, 9, "0"), (1, 9, "0.000000001"), (1_000_000_000, 9, "1"), (1_050_000_000, 9, "1.05"),
      (-1_500, 3, "-1.5"), (-1, 3, "-0.001"), (7, 0, "7"), (Int64.max, 9, "9223372036.854775807"),
      (Int64.min, 3, "-9223372036854775.808"),
    ])
  func text(parts: Int64, digits: Int, text: String) {
    #expect(Decimal(parts: parts, digits: digits).text == text)
  }
}
