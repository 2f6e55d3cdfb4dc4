/// What became of a case.
public enum JUnitOutcome: Hashable, Sendable {
  /// It held.
  case passed
  /// It did not hold: in one line, of which kind, and at length.
  case failed(message: String, type: String, text: String)
  /// It could not be judged, because something else went wrong.
  case error(message: String, text: String)
  /// It was not run.
  case skipped(message: String)
}
