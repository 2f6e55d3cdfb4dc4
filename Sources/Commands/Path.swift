/// The path of a file or directory, exactly as it was written.
public struct Path: Word, Hashable {
  /// What error messages expect.
  public static let expectation = "a path that is not empty"
  /// A shell offers files and directories.
  public static let completion = Completion.path

  /// The path as it was written.
  public let description: String

  /// A path, unless the text is empty, which no file has as its name.
  public init?(_ description: String) {
    guard !description.isEmpty else { return nil }
    self.description = description
  }
}
