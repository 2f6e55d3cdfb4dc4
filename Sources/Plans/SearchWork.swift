/// A text that must not be in some files, and one that has to be, so that it is known that they were
/// searched.
public struct SearchWork: Hashable, Sendable {
  /// What must not be found.
  public var pattern: String
  /// The files and folders that are searched.
  public var paths: [String]
  /// What the same search has to find.
  public var control: Control

  /// Makes a search.
  public init(for pattern: String, in paths: [String], control: Control) {
    self.pattern = pattern
    self.paths = paths
    self.control = control
  }

  /// What has to be found.
  public struct Control: Hashable, Sendable {
    /// The text; the one that must not be found elsewhere, if it is not said.
    public var pattern: String?
    /// Where; in the files that are searched, if it is not said.
    public var paths: [String]

    /// Makes a control.
    public init(for pattern: String? = nil, in paths: [String] = []) {
      self.pattern = pattern
      self.paths = paths
    }
  }
}
