import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Old session files, put together.
package enum OldFiles {
  package static func entry(
    id: String?, status: String, lastUsed: String? = "2025-10-19T11:00:00.000Z",
    name: String = "", more: String = ""
  ) -> String {
    var fields = ["\"agent\":\"analyze\"", "\"status\":\"\(status)\""]
    if let id { fields.append("\"sessionId\":\"\(id)\"") }
    if let lastUsed { fields.append("\"lastUsed\":\"\(lastUsed)\"") }
    if !name.isEmpty { fields.append("\"name\":\"\(name)\"") }
    if !more.isEmpty { fields.append(more) }
    return "{\(fields.joined(separator: ","))}"
  }

  package static func version2(_ entries: [(String, String)]) -> String {
    let body = entries.map { "\"\($0)\":\($1)" }.joined(separator: ",\n")
    return "{\"version\":2,\"sessions\":{\(body)}}"
  }

  /// A hundred: ten active ones whose runners are gone, twenty recent and seventy old ones.
  package static let hundred: String = {
    var entries: [(String, String)] = []
    for number in 0..<100 {
      let id = "old-\(number)"
      switch number % 10 {
      case 0:
        entries.append((id, entry(id: id, status: "running", more: "\"runnerPid\":99999")))
      case 1, 2:
        entries.append((id, entry(id: id, status: number % 4 < 2 ? "completed" : "failed")))
      default:
        entries.append(
          (id, entry(id: id, status: "completed", lastUsed: "2025-09-01T00:00:00.000Z")))
      }
    }
    return version2(entries)
  }()

  /// One of each kind, for the runs that are ended after every operation.
  package static let mixed = version2([
    ("a", entry(id: "a", status: "running", more: "\"runnerPid\":99999")),
    ("b", entry(id: "b", status: "completed")),
    ("c", entry(id: "c", status: "abandoned")),
    ("d", entry(id: "d", status: "completed", lastUsed: "2025-01-01T00:00:00.000Z")),
    ("e", entry(id: "b", status: "completed")),
    ("f", entry(id: "f", status: "running", more: "\"runnerPid\":1")),
    ("g", "2"),
  ])
}
