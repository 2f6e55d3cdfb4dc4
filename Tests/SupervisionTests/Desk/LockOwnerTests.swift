import Operations
import Supervision
import Testing

@Suite("The record of a lock's owner")
struct LockOwnerTests {
  private func owner(_ texts: inout Texts) -> LockOwner {
    LockOwner(
      identity: ProcessIdentity(boot: 3, namespace: 1, pid: 42, startTick: 99, nonce: .max),
      slug: texts.text("blog"), root: texts.text("/srv/a \"quoted\" root"), token: 7, generation: 5)
  }

  @Test("is read as it was written, quotes in the root and wide numbers included")
  func roundTrip() {
    var texts = Texts()
    let owner = owner(&texts)
    let record = owner.record(&texts)
    #expect(LockOwner(record: record, &texts) == owner)
  }

  @Test("is nobody's while any part of it is missing")
  func prefixes() {
    var texts = Texts()
    let record = owner(&texts).record(&texts)
    let whole = texts.string(record)
    for length in 0..<whole.utf8.count - 1 {
      let part = texts.text(String(whole.utf8.prefix(length)) ?? "")
      #expect(LockOwner(record: part, &texts) == nil, "\(length) bytes")
    }
  }

  @Test(
    "is nobody's when it says less than all",
    arguments: ["", "null", "{}", "{\"pid\":null}", "{\"pid\":-1}", "[1]", "4711\n"])
  func less(_ record: String) {
    var texts = Texts()
    let text = texts.text(record)
    #expect(LockOwner(record: text, &texts) == nil)
  }
}
