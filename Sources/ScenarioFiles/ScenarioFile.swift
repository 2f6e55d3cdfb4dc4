import Forms
import Scenarios
import YAML

/// Scenario files: from bytes to a scenario and back.
public enum ScenarioFile {
  /// Reads a scenario; everything that is wrong with it is found in one pass.
  public static func load(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Scenario {
    var diagnostics = Diagnostics(file: file, source: bytes)
    do {
      let root = try YAMLReader.read(bytes)
      if let scenario = form.read(root, &diagnostics) {
        ScenarioCheck(scenario, root).run(&diagnostics)
        if diagnostics.isEmpty { return scenario }
      }
    } catch {
      diagnostics.add(error.sentence, at: error.mark)
    }
    throw diagnostics
  }

  /// The file of a scenario, with the line that editors look for.
  public static func text(of scenario: Scenario, schema: String? = nil) -> String {
    let head = schema.map { "# yaml-language-server: $schema=\($0)\n" } ?? ""
    return head + form.text(of: scenario)
  }

  /// The JSON Schema of scenario files.
  public static var schema: String { form.schema(title: "A scenario of Rehearsal") }

  private static let form = Form<Scenario>.scenario
}
