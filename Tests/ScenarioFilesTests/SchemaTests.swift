import Forms
import ScenarioFiles
import Scenarios
import TestSupport
import Testing
import YAML

/// The schema is held against the loader by a validator that is not ours.
@Suite struct SchemaTests {
  static let count = 320

  @Test(.enabled("check-jsonschema could not be installed") { Validator.program != nil })
  func anIndependentValidatorAgreesWithTheLoader() throws {
    let documents = Samples.documents
    let form = Form<Scenario>.scenario
    var accepted = (0..<Self.count).map {
      ScenarioFile.text(of: RoundTripTests.scenario(90_000 + $0))
    }
    var rejected: [String] = []
    var mutator = DocumentMutator(seed: 99, pieces: documents)
    var tries = 0
    while rejected.count < Self.count || accepted.count < 2 * Self.count, tries < 50_000 {
      tries += 1
      let bytes = mutator.mutate(documents[tries % documents.count])
      guard let root = try? YAMLReader.read(bytes), !Self.isLost(root) else { continue }
      let text = YAMLWriter.text(of: root)
      do throws(Diagnostics) {
        _ = try form.load(Array(text.utf8), file: "f")
        if accepted.count < 2 * Self.count { accepted.append(text) }
      } catch {
        let isStructural = error.shown.contains(where: Self.isStructural)
        if isStructural, rejected.count < Self.count { rejected.append(text) }
      }
    }
    try #require(rejected.count >= Self.count && accepted.count > Self.count)
    let refused = try Validator.refused(accepted + rejected, by: ScenarioFile.schema)
    for (index, text) in (accepted + rejected).enumerated() {
      let isRejected = index >= accepted.count
      #expect(
        refused.contains(index) == isRejected, "\(isRejected ? "rejected" : "accepted"): \(text)")
    }
  }

  /// Whether a schema can know of it: it cannot compare two ends of a range, or one key with another.
  private static func isStructural(_ diagnostic: Diagnostic) -> Bool {
    let message = diagnostic.message
    if let hint = diagnostic.hint {
      for start in ["a range begins", "there can be", "the longest is"] where hint.hasPrefix(start)
      {
        return false
      }
    }
    if message.contains("too long") { return false }
    return ["unknown", "expected", "the key"].contains { message.hasPrefix($0) }
  }

  /// Whether what tells the documents apart is lost in the types that YAML gives to its values.
  private static func isLost(_ node: YAMLNode) -> Bool {
    switch node.content {
    case .scalar(let scalar):
      switch scalar.kind {
      case .integer: Int(scalar.text).map { "\($0)" } != scalar.text
      case .boolean: scalar.text != "true" && scalar.text != "false"
      case .float: true
      case .null, .string: false
      }
    case .sequence(let items): items.contains(where: isLost)
    case .mapping(let entries):
      entries.contains { $0.key.kind != .string || isLost($0.value) }
    }
  }
}
