/// How far an instant reaches, and so how tall it is drawn.
public enum TraceScope: String, CaseIterable, Sendable {
  /// It concerns everything.
  case global = "g"
  /// It concerns all threads of its process.
  case process = "p"
  /// It concerns its thread alone.
  case thread = "t"
}
