import Lifecycle
import Operations
import Supervision
import Testing

@Suite("The class of a session")
struct RetentionTableTests {
  /// One row of the table: what differs from a session that is kept, and what it makes of it.
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var kind: RetentionClass
    var reason: RetentionReason
    var change: @Sendable (inout RetentionScene) -> Void
    var testDescription: String { name }

    init(
      _ name: String, _ kind: RetentionClass, _ reason: RetentionReason,
      _ change: @escaping @Sendable (inout RetentionScene) -> Void
    ) {
      self.name = name
      self.kind = kind
      self.reason = reason
      self.change = change
    }
  }

  static let rows: [Row] = [
    Row("kept", .completedRetained, .windowOpen) { _ in },
    Row("its time is over", .safeToClose, .windowOver) { $0.now = 2_000 },
    Row("its time is just over", .safeToClose, .windowOver) { $0.now = 1_000 },
    Row("no clock", .unknown, .clockUnread) { $0.now = nil },
    Row("attached", .completedRetained, .attached) {
      $0.now = 2_000
      $0.attached = 1
    },
    Row("the first look failed", .unknown, .snapshotFailed) { $0.first = .failed },
    Row("the second look failed", .unknown, .snapshotFailed) { $0.second = .failed },
    Row("seen once", .unknown, .firstMiss) { $0.first = .absent },
    Row("missed once", .unknown, .firstMiss) { $0.second = .absent },
    Row("attached between the looks", .unknown, .snapshotsDiffer) { $0.second = .changed },
    Row("another server of the same name", .foreign, .otherServer) { $0.serverStart = 99 },
    Row("another session of the same name", .foreign, .otherSession) { $0.session = 7 },
    Row("no owner", .foreign, .noMark) { $0.owner = .empty },
    Row("another owner", .foreign, .otherOwner) { $0.owner = Text("somebody") },
    Row("another generation", .foreign, .otherGeneration) { $0.generation = Text("3") },
    Row("no record", .foreign, .noRecord) { $0.record = .none },
    Row("an unreadable record", .unknown, .recordUnreadable) { $0.record = .unreadable },
    Row("renamed", .unknown, .renamed) { $0.name = Text("mine") },
    Row("being ended", .active, .busy) { $0.isBusy = true },
    Row("no place in the record", .unknown, .placeUnrecorded) { $0.hasPlace = false },
    Row("the agent could not be looked at", .unknown, .processUnread) { $0.agent = .unread },
    Row("the runner could not be looked at", .unknown, .processUnread) { $0.runner = .unread },
    Row("at work", .active, .atWork) { $0.work = .underWay },
    Row("at work in a dead pane", .unknown, .paneContradicts) {
      $0.work = .underWay
      $0.isPaneDead = true
    },
    Row("at work without its runner", .stale, .runnerGone) {
      $0.work = .underWay
      $0.runner = .dead
    },
    Row("ended a moment ago", .unknown, .endingUnread) {
      $0.work = .underWay
      $0.agent = .dead
    },
    Row("ended with its runner", .stale, .agentGone) {
      $0.work = .underWay
      $0.agent = .dead
      $0.runner = .dead
    },
    Row("ended badly", .stale, .endedBadly) {
      $0.work = .failed
      $0.agent = .dead
    },
    Row("ended badly and alive", .unknown, .paneContradicts) { $0.work = .failed },
    Row("complete and at work again", .active, .atWork) {
      $0.now = 2_000
      $0.isAgentActive = true
    },
    Row("marked as active again", .active, .reactivated) {
      $0.now = 2_000
      $0.state = Text("active")
    },
    Row("marked in an unknown way", .unknown, .markUnreadable) { $0.state = Text("done") },
    Row("marked as closing", .unknown, .markUnreadable) { $0.state = Text("closing") },
    Row("complete and not marked", .completedRetained, .notMarked) {
      $0.state = Text("active")
      $0.hasRetention = false
    },
    Row("marked and not recorded", .completedRetained, .notMarked) { $0.hasRetention = false },
    Row("exited after it was marked", .completedRetained, .notMarked) {
      $0.now = 2_000
      $0.state = Text("exited")
      $0.agent = .dead
    },
    Row("gone", .gone, .nothingLeft) { $0.isAbsent = true },
    Row("gone while it worked", .stale, .sessionGone) {
      $0.isAbsent = true
      $0.work = .underWay
    },
    Row("closed", .gone, .closed) {
      $0.isAbsent = true
      $0.isClosed = true
    },
    Row("out of reach", .unknown, .serverUnreachable) {
      $0.isAbsent = true
      $0.answerer = .nobody
    },
    Row("behind another server", .unknown, .serverUnreachable) {
      $0.isAbsent = true
      $0.answerer = .other
    },
    Row("gone with its server", .gone, .nothingLeft) {
      $0.isAbsent = true
      $0.answerer = .nobody
      $0.server = .dead
    },
    Row("its server could not be looked at", .unknown, .serverUnread) {
      $0.isAbsent = true
      $0.answerer = .other
      $0.server = .unread
    },
    Row("neither record nor session", .unknown, .notSeen) {
      $0.isAbsent = true
      $0.record = .none
    },
  ]

  @Test("follows from what was seen", arguments: rows)
  func row(row: Row) {
    var scene = RetentionScene()
    row.change(&scene)
    #expect(scene.evidence.decision == RetentionDecision(row.kind, row.reason))
  }

  @Test("is never safe to close when anything speaks against it")
  func neverSafe() {
    var count = 0
    var safe = 0
    RetentionScene.forAll { scene in
      count += 1
      guard scene.evidence.decision.kind == .safeToClose else { return }
      safe += 1
      #expect(scene.isProvenSafe, "\(scene)")
    }
    #expect(count > 100_000)
    #expect(safe > 0)
  }

  @Test("has a word and a reason of its own")
  func words() {
    let words = RetentionClass.allCases.map { "\($0.word)" }
    for (place, word) in words.enumerated() { #expect(!words[..<place].contains(word)) }
    let reasons = RetentionReason.allCases.map { "\($0.words)" }
    for (place, reason) in reasons.enumerated() { #expect(!reasons[..<place].contains(reason)) }
  }
}
