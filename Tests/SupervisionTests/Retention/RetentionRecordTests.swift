import Lifecycle
import Operations
import Supervision
import SupervisionSupport
import Testing

@Suite("The record of a retention")
struct RetentionRecordTests {
  private func document() -> (SessionDocument, Emitter) {
    let desk = RetentionDesk("status")
    return (desk.document, desk.rig.emit)
  }

  @Test("is read as it was written")
  func roundTrip() {
    let made = document()
    var document = made.0
    var emit = made.1
    let closer = ProcessIdentity(
      boot: 3, namespace: 4, pid: 5, startTick: 6, nonce: 0xFEDC_BA98_7654_3210)
    for log in ["", "/logs/a \"quoted\".log"] {
      for closing in [nil, closer] {
        for closed in [nil, 77] {
          document.retention = RetentionRecord(completedAt: 5, retainUntil: 1_000_005)
          document.retention?.log = emit.texts.text(log)
          document.retention?.closing = closing
          document.retention?.closedAt = closed
          let text = document.encoded(&emit)
          let found = SessionDocument(text, &emit)
          #expect(found?.retention == document.retention)
          #expect(found?.encoded(&emit) == text)
        }
      }
    }
  }

  @Test("is not in an older document, which can be read all the same")
  func older() {
    let made = document()
    var emit = made.1
    let text = made.0.encoded(&emit)
    #expect(!emit.texts.string(text).contains("retention"))
    let found = SessionDocument(text, &emit)
    #expect(found != nil)
    #expect(found?.retention == nil)
  }

  @Test("that says only half makes the document unreadable")
  func half() {
    let made = document()
    var document = made.0
    var emit = made.1
    document.retention = RetentionRecord(completedAt: 5, retainUntil: 9)
    let written = document.encoded(&emit)
    let whole = emit.texts.string(written)
    let half = whole.split(separator: ",\"until\":9", omittingEmptySubsequences: false)
    #expect(half.count == 2)
    let text = emit.texts.text(half.map(String.init).joined())
    #expect(SessionDocument(text, &emit) == nil)
  }
}
