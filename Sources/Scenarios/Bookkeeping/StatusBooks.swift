import Lifecycle
import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// Notes what people are shown of sessions, beside what follows from the records that were read.
struct StatusBooks {
  private var readings: [Reading] = []

  /// What a reader has read of a session.
  private struct Reading {
    var reader: ActorID
    var session: Text
    var status: String
  }

  /// Whether an event can have shown anything.
  static func concern(_ marks: EventMarks) -> Bool {
    marks.contains(.showing)
  }

  /// Notes what the event has shown.
  mutating func note(
    _ account: inout Account, _ universe: inout Universe<Cast>, _ documents: [Ledger.Document]
  ) {
    for place in account.entries.indices {
      let actor = account.entries[place].actor
      switch account.entries[place].kind {
      case .performed(.store(.get(let key)), _):
        if isReader(actor, account) { read(actor, documents.filter { $0.key == key }) }
      case .performed(.store(.list), _):
        if isReader(actor, account) { read(actor, documents) }
      case .performed(.process(.writeLine(let line)), _):
        guard let shown = shown(line, by: actor, &universe) else { continue }
        account.shown.append(shown)
      default: break
      }
    }
  }

  private func isReader(_ actor: ActorID, _ account: borrowing Account) -> Bool {
    account.facts(of: actor)?.stance.role == .reader
  }

  private mutating func read(_ reader: ActorID, _ documents: [Ledger.Document]) {
    readings.removeAll { $0.reader == reader }
    for document in documents {
      guard let status = document.session?.status else { continue }
      readings.append(Reading(reader: reader, session: document.key, status: status.text))
    }
  }

  /// A line about a session: its id, its status, and more, two spaces apart.
  private func shown(
    _ line: Text, by reader: ActorID, _ universe: inout Universe<Cast>
  ) -> StatusFacts? {
    guard readings.contains(where: { $0.reader == reader }) else { return nil }
    let parts = universe.world.moment.texts.string(line)
      .split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count > 2, parts[1].isEmpty else { return nil }
    let session = universe.text(String(parts[0]))
    guard let reading = readings.first(where: { $0.reader == reader && $0.session == session })
    else { return nil }
    return StatusFacts(
      session: session, shown: universe.text(String(parts[2])),
      derived: universe.text(reading.status), by: reader)
  }
}
