/// What a plan was carried out with.
public struct Asked: Hashable, Sendable {
  /// The file of the plan, among those that are kept.
  public var plan: String
  /// The historical system in the place of what is tested; empty for none.
  public var twin: String

  /// The folder of what was asked.
  public static let folder = "plan"
  /// The name of the file.
  public static let file = "plan/asked.json"

  /// Makes a question.
  public init(plan: String, twin: String = "") {
    self.plan = plan
    self.twin = twin
  }

  /// The file.
  public var text: String {
    JSONValue.members([
      ("plan", .string(plan)), ("twin", twin.isEmpty ? nil : .string(twin)),
    ]).page
  }

  /// Reads the file.
  public init(_ bytes: [UInt8]) throws(MaterialError) {
    guard let value = try? JSONValue(bytes[...]), let plan = value["plan"]?.text else {
      throw MaterialError(Self.file, "it does not name a plan")
    }
    self.init(plan: plan, twin: value["twin"]?.text ?? "")
  }
}
