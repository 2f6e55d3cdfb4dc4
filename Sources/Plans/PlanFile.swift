import Forms
import YAML

/// Plan files: from bytes to a plan and back.
public enum PlanFile {
  /// Reads a plan; everything that is wrong with it is found in one pass.
  public static func load(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Plan {
    var diagnostics = Diagnostics(file: file, source: bytes)
    do {
      let root = try YAMLReader.read(bytes)
      if let plan = form.read(root, &diagnostics) {
        PlanCheck(plan, root).run(&diagnostics)
        if diagnostics.isEmpty { return plan }
      }
    } catch {
      diagnostics.add(error.sentence, at: error.mark)
    }
    throw diagnostics
  }

  /// The file of a plan, with the line that editors look for.
  public static func text(of plan: Plan, schema: String? = nil) -> String {
    let head = schema.map { "# yaml-language-server: $schema=\($0)\n" } ?? ""
    return head + form.text(of: plan)
  }

  /// A check as it stands in a file; two checks of one text ask for the same.
  public static func text(of check: Check) -> String { checkForm.text(of: check) }

  /// The JSON Schema of plan files.
  public static var schema: String { form.schema(title: "A plan of Rehearsal") }

  private static let form = Form<Plan>.plan
  private static let checkForm = Form<Check>.check
}
