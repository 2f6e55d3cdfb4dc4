/// Something that breaks a rule, where it stands, and why the rule exists.
struct Offence: Equatable, CustomStringConvertible {
  var path: String
  var line: Int
  var what: String
  var why: String

  var description: String { "\(path):\(line): \(what): \(why)" }
}
