/// That a person has agreed to something, and to which evidence.
public struct Sign: Hashable, Sendable {
  /// The approval point, by its name.
  public var approval: String
  /// Who agreed.
  public var person: String
  /// The sum of the raw material that was looked at.
  public var evidence: String

  /// The name of the file.
  public static let file = "approvals.jsonl"

  /// Makes a sign.
  public init(_ approval: String, by person: String, of evidence: String) {
    self.approval = approval
    self.person = person
    self.evidence = evidence
  }

  /// The line.
  public var line: String {
    JSONValue.members([
      ("approval", .string(approval)), ("by", .string(person)), ("evidence", .string(evidence)),
    ]).line
  }

  init?(_ value: JSONValue) {
    guard let approval = value["approval"]?.text, let person = value["by"]?.text,
      let evidence = value["evidence"]?.text
    else { return nil }
    self.init(approval, by: person, of: evidence)
  }

  /// Reads a file of them.
  static func all(in file: EvidenceFile) throws(MaterialError) -> [Sign] {
    var signs: [Sign] = []
    for (place, line) in file.bytes.split(separator: 0x0A).enumerated() {
      guard let value = try? JSONValue(line), let sign = Sign(value) else {
        throw MaterialError(file.path, "line \(place + 1) is no approval")
      }
      signs.append(sign)
    }
    return signs
  }
}
