/// How grave an annotation is.
public enum GitHubLevel: String, CaseIterable, Sendable {
  /// Something is wrong.
  case error
  /// Something may be wrong.
  case warning
  /// Something is worth knowing.
  case notice
}
