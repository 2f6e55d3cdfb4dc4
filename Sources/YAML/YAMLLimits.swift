/// What a document may be at most; far more than a person writes, and little enough that no
/// document can keep the reader busy.
public enum YAMLLimits {
  /// Lists and mappings inside one another.
  public static let depthMax = 64
  /// Scalars, keys, lists and mappings; what an alias stands for counts at each alias.
  public static let nodesMax = 100_000
  /// The length of the text.
  public static let bytesMax = 4 << 20
}
