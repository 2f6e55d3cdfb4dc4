/// Why some files are no evidence.
public struct MaterialError: Error, Hashable, Sendable {
  /// The file.
  public var file: String
  /// What is wrong with it, as a sentence without a full stop.
  public var sentence: String

  /// Says what is wrong with a file.
  public init(_ file: String, _ sentence: String) {
    self.file = file
    self.sentence = sentence
  }

  /// Both in one line.
  public var message: String { "\(file): \(sentence)" }
}
