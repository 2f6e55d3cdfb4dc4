import JSON
import Plans

/// The raw material of one check: what was asked, and a line for each thing that was done for it.
public struct CheckRecord: Hashable, Sendable {
  /// What has to be so.
  public var title: String
  /// The sum of what was asked, so that nobody takes it for an answer to another question.
  public var asked: String
  /// What was done.
  public var invocations: [Invocation]

  /// Makes a record.
  public init(title: String, asked: String, invocations: [Invocation]) {
    self.title = title
    self.asked = asked
    self.invocations = invocations
  }

  /// The sum of what a check asks with a seed, and with a historical system in the place of what is
  /// tested.
  public static func sum(of check: Check, seed: UInt64, twin: String) -> String {
    SHA256.hex(of: PlanFile.text(of: check) + "seed: \(seed)\ntwin: \(twin)\n")
  }

  /// The file: a line that says how many follow, and these.
  public var text: String {
    JSONValue.members([
      ("check", .string(title)), ("asked", .string(asked)),
      ("invocations", .integer(invocations.count)),
    ]).line + invocations.map(\.line).joined()
  }

  /// Reads a file.
  public init(_ file: EvidenceFile) throws(MaterialError) {
    var lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    // What ends with a line end has one piece more than it has lines.
    guard lines.popLast()?.isEmpty == true else {
      throw MaterialError(file.path, "its last line has no end; it was cut off")
    }
    var values: [JSONValue] = []
    for (place, line) in lines.enumerated() {
      do throws(JSONError) {
        values.append(try JSONValue(line))
      } catch {
        throw MaterialError(file.path, "line \(place + 1): \(error.sentence)")
      }
    }
    guard let head = values.first, let title = head["check"]?.text,
      let asked = head["asked"]?.text, let count = head["invocations"]?.number
    else { throw MaterialError(file.path, "its first line does not say what was asked") }
    guard values.count - 1 == count else {
      throw MaterialError(
        file.path, "it says that \(count) invocations follow, and there are \(values.count - 1)")
    }
    self.init(title: title, asked: asked, invocations: [])
    for (place, value) in values.dropFirst().enumerated() {
      guard let invocation = Invocation(value) else {
        throw MaterialError(file.path, "line \(place + 2) is no invocation")
      }
      invocations.append(invocation)
    }
  }
}
