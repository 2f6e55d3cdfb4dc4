import Operations

@testable import SimulatedWorld

/// A store with two who ask it.
final class StoreDesk {
  var store = SessionStore()
  var moment = Moment(seed: 1)
  let me = ProcessIndex(slot: 1, generation: 0)
  let other = ProcessIndex(slot: 2, generation: 0)

  func text(_ string: String) -> Text { moment.texts.text(string) }

  func run(_ operation: StoreOperation, by caller: ProcessIndex? = nil) -> StoreOutcome? {
    store.perform(operation, by: caller ?? me, &moment)
  }

  /// Lets everything happen that was planned, and gives the last answer.
  func finish() -> StoreOutcome? {
    let events = moment.agenda.events
    moment.agenda.clear()
    for planned in events {
      if case .store(let event) = planned.event { store.happen(event, &moment) }
    }
    guard case .store(let outcome)? = moment.agenda.answers.last?.outcome else { return nil }
    return outcome
  }

  func put(
    _ key: String, _ value: String, _ expected: Int64, by caller: ProcessIndex? = nil
  ) -> StoreOutcome? {
    run(.put(key: text(key), value: text(value), expected: expected), by: caller)
  }

  func delete(_ key: String, _ expected: Int64) -> StoreOutcome? {
    run(.delete(key: text(key), expected: expected))
  }

  /// A record as its value and revision.
  func get(_ key: String, by caller: ProcessIndex? = nil) -> String {
    switch run(.get(key: text(key)), by: caller) {
    case .record(let record)?: "\(moment.texts.string(record.value))@\(record.revision)"
    case .absent?: "absent"
    case .failed(let failure)?: "\(failure)"
    default: "?"
    }
  }

  /// The keys of all records.
  func list(by caller: ProcessIndex? = nil) -> [String] {
    guard case .listing? = run(.list, by: caller) else { return ["?"] }
    return moment.rows.map { row in
      guard case .record(let record) = row else { return "?" }
      return moment.texts.string(record.key)
    }
  }
}
