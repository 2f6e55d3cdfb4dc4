/// Why a scalar is not what was expected.
struct Fault: Error {
  /// What is wrong with it, to follow what was found: ", which has an exponent".
  var because: String
  /// What to do.
  var hint: String?

  init(_ because: String, hint: String? = nil) {
    self.because = because
    self.hint = hint
  }
}
