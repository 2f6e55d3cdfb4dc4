/// A file of the evidence.
public struct EvidenceFile: Hashable, Sendable {
  /// Where it lies, within the folder of the evidence.
  public var path: String
  /// What is in it.
  public var bytes: [UInt8]

  /// Makes a file.
  public init(_ path: String, _ bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Makes a file of text.
  public init(_ path: String, _ text: String) {
    self.init(path, Array(text.utf8))
  }

  /// Its text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
