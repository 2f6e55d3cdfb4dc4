import Operations
import Testing

@testable import Supervision

@Suite("The records of a desk")
struct DeskRecordTests {
  @Test(
    "carry the time as people write it, across leap days and before 1970",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
      (1_709_164_799_999, "2024-02-28T23:59:59Z"), (1_735_689_600_000, "2025-01-01T00:00:00Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func stamps(_ milliseconds: Int64, _ wanted: String) {
    var texts = Texts()
    let stamp = DeskRecords.stamp(WallTime(milliseconds: milliseconds), &texts)
    #expect(texts.string(stamp) == wanted)
  }

  @Test("say for each reason whether to go on and how, as rlp-desk's table has it")
  func reasons() {
    let table = BlockReason.Category.allCases.map { category in
      "\(category.word) \(category.isRecoverable) \(category.action)"
    }
    #expect(
      table == [
        "metric_failure true retry_after_fix", "cross_us_dep true retry_after_fix",
        "infra_failure true restart", "context_limit false next_mission_chain",
        "repeat_axis false next_mission_chain", "mission_abort false terminal_alert",
      ])
  }

  @Test("read a signal only when all of it is there")
  func signals() {
    var texts = Texts()
    let whole = "{\"iteration\":3,\"status\":\"verify_partial\",\"verified_acs\":[\"AC1\"]}"
    for length in 0..<whole.utf8.count {
      let part = texts.text(String(whole.utf8.prefix(length)) ?? "")
      #expect(WorkerSignal(part, texts) == nil, "\(length) bytes")
    }
    let record = texts.text(whole)
    let read = WorkerSignal(record, texts)
    #expect(read?.status == .verifyPartial && read?.iteration == 3 && read?.hasVerifiable == true)
    for (status, wanted) in [
      ("continue", WorkerSignal.Status.continue), ("verify", .verify), ("blocked", .blocked),
      ("hm", .unknown),
    ] {
      let record = texts.text("{\"status\":\"\(status)\",\"more\":{\"a\":[1,2]}}")
      #expect(WorkerSignal(record, texts)?.status == wanted)
    }
    let partial = texts.text("{\"status\":\"verify_partial\",\"verified_acs\":[]}")
    #expect(WorkerSignal(partial, texts)?.hasVerifiable == false)
  }

  @Test("count a heartbeat as stale by looks and not by clocks, and only once it was there")
  func heartbeats() {
    var texts = Texts()
    var heartbeat = Heartbeat()
    for _ in 0..<5 { heartbeat.see(.file(.failed(.noSuchFile)), texts) }
    #expect(heartbeat.unchanged == 0)
    let first = texts.text("{\"epoch\":1}")
    let last = texts.text("{\"epoch\":2,\"status\":\"exited\"}")
    heartbeat.see(.file(.content(first)), texts)
    heartbeat.see(.file(.content(first)), texts)
    heartbeat.see(.limitPassed, texts)
    #expect(heartbeat.unchanged == 2 && !heartbeat.hasExited)
    heartbeat.see(.file(.content(last)), texts)
    #expect(heartbeat.unchanged == 0 && heartbeat.hasExited)
  }
}
