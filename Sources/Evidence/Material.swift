import Forms
import Plans

/// What was asked and all that came of it: a plan and its raw material, and no verdict.
public struct Material: Sendable {
  /// What was asked.
  public let asked: Asked
  /// The plan, with those that belong to it.
  public let plan: Plan
  /// Where and when it was carried out.
  public let environment: Environment
  /// What people agreed to.
  public let signs: [Sign]
  /// The sum of all that was asked and came out, but for times and machine.
  public let sum: String

  /// The plans that belong to the plan, by their files.
  public let includes: [String]

  private let files: [EvidenceFile]

  /// The raw material of a check.
  public static func record(_ group: PlanGroup, _ number: Int) -> String {
    "\(group.name)/\(number).jsonl"
  }

  /// The folder for the files of a check.
  public static func folder(_ group: PlanGroup, _ number: Int) -> String {
    "\(group.name)/\(number)"
  }

  /// Finds out what some files say; those that are derived from others are passed over.
  public init(_ files: [EvidenceFile]) throws(MaterialError) {
    let sorted = files.sorted { $0.path < $1.path }
    self.files = sorted
    func bytes(of path: String) throws(MaterialError) -> [UInt8] {
      guard let file = sorted.first(where: { $0.path == path }) else {
        throw MaterialError(path, "it is missing")
      }
      return file.bytes
    }
    asked = try Asked(bytes(of: Asked.file))
    environment = try Environment(bytes(of: Environment.file))
    (plan, includes) = try Self.plan("\(Asked.folder)/\(asked.plan)", bytes)
    signs = try sorted.first { $0.path == Sign.file }.map(Sign.all) ?? []
    let folders = plan.groups.map { "\($0.name)/" } + ["\(Asked.folder)/"]
    sum = SHA256.hex(
      of: sorted.filter { file in folders.contains { file.path.hasPrefix($0) } }
        .map { "\(SHA256.hex(of: $0.bytes))  \($0.path)\n" }.joined())
  }

  private static func plan(
    _ path: String, _ bytes: (String) throws(MaterialError) -> [UInt8]
  ) throws(MaterialError) -> (Plan, [String]) {
    func load(_ path: String) throws(MaterialError) -> Plan {
      let bytes = try bytes(path)
      do throws(Diagnostics) {
        return try PlanFile.load(bytes, file: path)
      } catch {
        throw MaterialError(path, error.shown.first?.message ?? "it is no plan")
      }
    }
    let plan = try load(path)
    var others: [Plan] = []
    for name in plan.includes { others.append(try load("\(Asked.folder)/\(name)")) }
    return (plan.including(others), plan.includes)
  }

  /// A file by its place.
  public func file(_ path: String) -> EvidenceFile? {
    var (low, high) = (0, files.count)
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < files.count && files[low].path == path ? files[low] : nil
  }

  /// The seed that a group is run with.
  public func seed(of group: PlanGroup) -> UInt64 { group.seed ?? plan.seed }
}
