import JSON
import Lifecycle

/// Reads a record, as a sequence begins with it.
enum RecordDecoder {
  /// Takes a record, and makes sure that it is one that a session can have by a reducer with these
  /// corrections.
  static func record(
    _ scanner: inout JSONScanner, under corrections: Corrections = .all
  ) throws(JSONError) -> LifecycleRecord {
    var fields = try Fields<RecordField>(&scanner)
    var record = LifecycleRecord.seeded(revision: 0)
    while let field = try fields.next(&scanner) {
      switch field {
      case .activity: record.activity = try activity(&scanner)
      case .pr: record.pullRequest = try pullRequest(&scanner)
      case .quarantine: record.quarantine = try quarantine(&scanner)
      case .revision: record.revision = try scanner.integer()
      case .runtime:
        let (state, reason) = try axis(RuntimeState.self, RuntimeReason.self, &scanner)
        record.runtime = RuntimeAxis(state, reason)
      case .session:
        let (state, reason) = try axis(SessionState.self, SessionReason.self, &scanner)
        record.session = SessionAxis(state, reason)
      }
    }
    try fields.need(RecordField.needed)
    if let contradiction = record.contradiction(under: corrections) {
      throw .shape(contradiction, at: fields.offset)
    }
    return record
  }

  private static func axis<State: Word, Reason: Word>(
    _ states: State.Type, _ reasons: Reason.Type, _ scanner: inout JSONScanner
  ) throws(JSONError) -> (State, Reason) {
    var fields = try Fields<AxisField>(&scanner)
    var state: State?
    var reason: Reason?
    while let field = try fields.next(&scanner) {
      switch field {
      case .reason: reason = try scanner.word("reason")
      case .state: state = try scanner.word("state")
      }
    }
    guard let state, let reason else { throw fields.missing(AxisField.every) }
    return (state, reason)
  }

  private static func pullRequest(
    _ scanner: inout JSONScanner
  ) throws(JSONError) -> PullRequestAxis {
    var fields = try Fields<PullRequestField>(&scanner)
    var axis = PullRequestAxis(.absent, .notCreated)
    while let field = try fields.next(&scanner) {
      switch field {
      case .number: axis.number = try scanner.integer()
      case .reason: axis.reason = try scanner.word("reason")
      case .state: axis.state = try scanner.word("state")
      case .url: axis.url = try scanner.string().text
      }
    }
    try fields.need(PullRequestField.every)
    return axis
  }

  private static func activity(_ scanner: inout JSONScanner) throws(JSONError) -> ActivityAxis {
    var fields = try Fields<ActivityField>(&scanner)
    var axis = ActivityAxis()
    while let field = try fields.next(&scanner) {
      switch field {
      case .lastActivityAt: axis.lastActivityAt = try scanner.integer()
      case .source: axis.source = try scanner.word("source")
      case .state: axis.state = try scanner.word("state")
      }
    }
    try fields.need(ActivityField.source.bit | ActivityField.state.bit)
    return axis
  }

  private static func quarantine(_ scanner: inout JSONScanner) throws(JSONError) -> Quarantine {
    var fields = try Fields<QuarantineField>(&scanner)
    var quarantine = Quarantine(attempts: 0, startedAt: 0, deadReadings: 0, evidence: nil)
    while let field = try fields.next(&scanner) {
      switch field {
      case .attempts: quarantine.attempts = try scanner.integer()
      case .deadReadings: quarantine.deadReadings = try scanner.integer()
      case .startedAt: quarantine.startedAt = try scanner.integer()
      }
    }
    try fields.need(QuarantineField.every)
    return quarantine
  }
}
