/// Where and when a plan was carried out: all that differs from one time to the next stands in this
/// one file.
///
/// No list of sums can name it without differing as well, so that it carries its own.
public struct Environment: Hashable, Sendable {
  /// The program that was tested.
  public var build: Build
  /// What is to be known of machine, toolchain, commit and times, by names.
  public var facts: [Fact]
  /// What was measured.
  public var measured: [Measured]

  /// The name of the file.
  public static let file = "environment.json"

  /// Something to be known.
  public struct Fact: Hashable, Sendable {
    /// Of what.
    public var name: String
    /// What it is.
    public var value: String

    /// Makes a fact.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Makes an environment.
  public init(build: Build, facts: [Fact] = [], measured: [Measured] = []) {
    self.build = build
    self.facts = facts
    self.measured = measured
  }

  /// What was measured of one check.
  public func measured(of record: String) -> Measured? {
    measured.first { $0.record == record }
  }

  // MARK: - The file

  /// The file, with its own sum at the end.
  public var text: String {
    value(sum: SHA256.hex(of: value(sum: "").page)).page
  }

  private func value(sum: String) -> JSONValue {
    .members([
      ("build", build.value),
      (
        "environment",
        .object(facts.map { JSONValue.Member(key: $0.name, value: .string($0.value)) })
      ),
      ("measured", .array(measured.map(\.value))), ("sum", .string(sum)),
    ])
  }

  /// Reads the file; one that does not come to its own sum is refused.
  public init(_ bytes: [UInt8]) throws(MaterialError) {
    guard let value = try? JSONValue(bytes[...]), let build = Build(value["build"]) else {
      throw MaterialError(Self.file, "it does not say what was tested")
    }
    var facts: [Fact] = []
    if case .object(let members) = value["environment"] {
      facts = members.map { Fact($0.key, $0.value.text ?? "") }
    }
    self.init(
      build: build, facts: facts,
      measured: (value["measured"]?.items ?? []).compactMap(Measured.init))
    guard Array(text.utf8) == bytes else {
      throw MaterialError(Self.file, "it was changed: it does not come to the sum at its end")
    }
  }
}
