import Operations
import Supervision
import Testing

@Suite("The records of a desk, as others read them")
struct DeskRecordReadingTests {
  @Test("say of a run that is blocked why, and whether it tells of a death")
  func blocked() {
    var texts = Texts()
    let whole = texts.text(
      """
      {"slug":"blog","reason_category":"infra_failure","reason_detail":\
      "tmux session/pane dead during poll","recoverable":true,"suggested_action":"restart"}
      """)
    let record = BlockedRecord(whole, texts)
    #expect(record?.category == "infra_failure" && record?.isRecoverable == true)
    #expect(record?.action == "restart" && record?.tellsOfDeath == true)
    let stuck = texts.text(
      """
      {"reason_category":"infra_failure","reason_detail":"worker stuck","recoverable":true,\
      "suggested_action":"restart"}
      """)
    #expect(BlockedRecord(stuck, texts)?.tellsOfDeath == false)
    for text in ["", "{}", "{\"reason_category\":\"infra_failure\"", "null"] {
      #expect(BlockedRecord(texts.text(text), texts) == nil)
    }
  }

  @Test("name a session, or are none")
  func session() {
    var texts = Texts()
    let whole = texts.text("{\"session_name\":\"desk-blog\",\"panes\":{\"leader\":{\"id\":0}}}")
    #expect(SessionRecord(whole, texts)?.name == "desk-blog")
    for text in ["", "{}", "{\"session_name\":\"desk-b"] {
      #expect(SessionRecord(texts.text(text), texts) == nil)
    }
  }
}
