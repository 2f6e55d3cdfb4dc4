/// One thing that is wrong with a document.
public struct Diagnostic: Error, Hashable, Sendable {
  /// The file, as it was named by whoever asked for it to be read.
  public var file: String
  /// The line, the first being 1.
  public var line: Int
  /// The column in Unicode scalars, the first being 1.
  public var column: Int
  /// What is wrong, as a sentence without a full stop.
  public var message: String
  /// What was probably meant.
  public var hint: String?

  /// The place and the message, as compilers print them.
  public var headline: String { "\(file):\(line):\(column): error: \(message)" }
}
