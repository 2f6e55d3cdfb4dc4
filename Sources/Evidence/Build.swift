/// The program that was tested.
public struct Build: Hashable, Sendable {
  /// What it is called.
  public var name: String
  /// The version that it says it is.
  public var version: String
  /// The sum of its file.
  public var sum: String

  /// Makes a build.
  public init(name: String, version: String, sum: String) {
    self.name = name
    self.version = version
    self.sum = sum
  }

  var value: JSONValue {
    .members([
      ("name", .string(name)), ("version", .string(version)), ("sha256", .string(sum)),
    ])
  }

  init?(_ value: JSONValue?) {
    guard let name = value?["name"]?.text, let version = value?["version"]?.text,
      let sum = value?["sha256"]?.text
    else { return nil }
    self.init(name: name, version: version, sum: sum)
  }
}
