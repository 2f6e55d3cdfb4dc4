/// A program that a script starts.
public struct ProcessStart: Hashable, Sendable {
  /// Its number in the script.
  public var number: Int
  /// What it does.
  public var conduct: ProcessConduct
  /// The status with which it ends, if it ends at once.
  public var status: UInt8 = 0
  /// As in `Launch`.
  public var newSession = false
  /// As in `Launch`.
  public var newGroup = false
  /// As in `Launch`.
  public var newNamespace = false
  /// As in `Launch`.
  public var ignoresHangUp = false
  /// Whose pid it is to have, if nobody else has it by then.
  public var pidOf: ProcessName?

  var words: String {
    let options = [
      newSession ? "new session" : nil, newGroup ? "new group" : nil,
      newNamespace ? "new namespace" : nil, ignoresHangUp ? "no hang-ups" : nil,
      pidOf.map { "at the pid of \($0.words)" },
    ].compactMap { $0 }
    let conduct = conduct == .exits ? "exits \(status)" : conduct.rawValue
    return (["start p\(number) \(conduct)"] + options).joined(separator: ", ")
  }
}
