/// Both worlds side by side, in one area.
public struct Comparison: Hashable, Sendable {
  /// What was compared.
  public var area: String
  /// The seed of the first script.
  public var seed: UInt64
  /// How many scripts both went through.
  public var scriptCount: Int
  /// How many operations that were.
  public var operationCount: Int
  /// The shortest scripts that have them part.
  public var differences: [String]
  /// Why nothing could be compared; empty when it could.
  public var skipped: String

  /// Makes a comparison.
  public init(
    of area: String, seed: UInt64, scriptCount: Int, operationCount: Int,
    differences: [String] = [], skipped: String = ""
  ) {
    self.area = area
    self.seed = seed
    self.scriptCount = scriptCount
    self.operationCount = operationCount
    self.differences = differences
    self.skipped = skipped
  }

  var value: JSONValue {
    .members([
      ("area", .string(area)), ("seed", .integer(Int(seed))), ("scripts", .integer(scriptCount)),
      ("operations", .integer(operationCount)), ("differences", .some(differences)),
      ("skipped", skipped.isEmpty ? nil : .string(skipped)),
    ])
  }

  init?(_ value: JSONValue) {
    guard let area = value["area"]?.text, let seed = value["seed"]?.number,
      let scripts = value["scripts"]?.number, let operations = value["operations"]?.number
    else { return nil }
    self.init(
      of: area, seed: UInt64(seed), scriptCount: scripts, operationCount: operations,
      differences: value["differences"]?.texts ?? [], skipped: value["skipped"]?.text ?? "")
  }
}
