import Operations
import Testing

@testable import SimulatedWorld

/// What the store answers, as measured with SQLite 3.40 in WAL mode.
@Suite struct SessionStoreTests {
  @Test func `a second writer is busy`() {
    let desk = StoreDesk()
    #expect(desk.run(.begin) == .done)
    #expect(desk.run(.begin, by: desk.other) == .failed(.busy))
    #expect(desk.put("k", "v", 0, by: desk.other) == .failed(.busy))
  }

  @Test func `a transaction sees its own writes and nobody else does before the commit`() {
    let desk = StoreDesk()
    #expect(desk.run(.begin) == .done)
    #expect(desk.put("k", "v", 0) == .written(revision: 1))
    #expect(desk.get("k") == "v@1")
    #expect(desk.get("k", by: desk.other) == "absent")
    #expect(desk.run(.commit) == .done)
    #expect(desk.get("k", by: desk.other) == "v@1")
  }

  @Test func `a write outside a transaction is its own transaction`() {
    let desk = StoreDesk()
    #expect(desk.put("k", "v", 0) == .written(revision: 1))
    #expect(desk.get("k", by: desk.other) == "v@1")
    #expect(desk.store.writer == nil)
    #expect(desk.store.commitCount == 1)
  }

  @Test func `a second begin is an error and leaves the transaction open`() {
    let desk = StoreDesk()
    #expect(desk.run(.begin) == .done)
    #expect(desk.put("k", "v", 0) == .written(revision: 1))
    #expect(desk.run(.begin) == .failed(.misuse))
    #expect(desk.run(.commit) == .done)
    #expect(desk.get("k", by: desk.other) == "v@1")
  }

  @Test func `a commit or rollback of nothing is an error`() {
    let desk = StoreDesk()
    #expect(desk.run(.commit) == .failed(.misuse))
    #expect(desk.run(.rollBack) == .failed(.misuse))
  }

  @Test func `a rollback undoes the writes`() {
    let desk = StoreDesk()
    _ = desk.put("k", "v", 0)
    #expect(desk.run(.begin) == .done)
    #expect(desk.put("k", "w", 1) == .written(revision: 2))
    #expect(desk.run(.rollBack) == .done)
    #expect(desk.get("k") == "v@1")
    #expect(desk.store.commitCount == 1)
  }

  @Test func `another revision than the expected one is a conflict and writes nothing`() {
    let desk = StoreDesk()
    _ = desk.put("k", "v", 0)
    #expect(desk.put("k", "w", 0) == .conflict(revision: 1))
    #expect(desk.put("k", "w", 2) == .conflict(revision: 1))
    #expect(desk.put("x", "w", 3) == .conflict(revision: 0))
    #expect(desk.delete("k", 2) == .conflict(revision: 1))
    #expect(desk.get("k") == "v@1")
  }

  @Test func `a conflict within a transaction leaves it open`() {
    let desk = StoreDesk()
    #expect(desk.run(.begin) == .done)
    #expect(desk.put("a", "1", 0) == .written(revision: 1))
    #expect(desk.put("a", "2", 0) == .conflict(revision: 1))
    #expect(desk.run(.commit) == .done)
    #expect(desk.get("a") == "1@1")
  }

  @Test func `a removed record is absent and a new one begins at one`() {
    let desk = StoreDesk()
    _ = desk.put("k", "v", 0)
    #expect(desk.delete("k", 1) == .done)
    #expect(desk.delete("k", 1) == .absent)
    #expect(desk.get("k") == "absent")
    #expect(desk.put("k", "w", 0) == .written(revision: 1))
  }

  @Test func `records are listed in the order of their keys' bytes`() {
    let desk = StoreDesk()
    for key in ["b", "a", "B", "ab", "ä"] { _ = desk.put(key, "", 0) }
    #expect(desk.list() == ["B", "a", "ab", "b", "ä"])
  }

  @Test func `a transaction lists what it has written and removed`() {
    let desk = StoreDesk()
    _ = desk.put("a", "", 0)
    #expect(desk.run(.begin) == .done)
    _ = desk.put("b", "", 0)
    _ = desk.delete("a", 1)
    #expect(desk.list() == ["b"])
    #expect(desk.list(by: desk.other) == ["a"])
  }

  @Test func `a writer that dies rolls back and frees the lock`() {
    let desk = StoreDesk()
    #expect(desk.run(.begin) == .done)
    _ = desk.put("k", "dirty", 0)
    desk.store.noticeDeath(of: desk.me)
    #expect(desk.run(.begin, by: desk.other) == .done)
    #expect(desk.get("k", by: desk.other) == "absent")
  }

  @Test func `a power failure keeps what was committed`() {
    let desk = StoreDesk()
    _ = desk.put("a", "1", 0)
    #expect(desk.run(.begin) == .done)
    _ = desk.put("a", "2", 1)
    desk.store.powerFail()
    #expect(desk.get("a") == "1@1")
    #expect(desk.run(.begin, by: desk.other) == .done)
  }

  @Test func `a full disk rolls the whole transaction back`() {
    let desk = StoreDesk()
    #expect(desk.run(.begin) == .done)
    _ = desk.put("s", "s", 0)
    desk.store.trouble = .full
    #expect(desk.put("big", "big", 0) == .failed(.full))
    #expect(desk.run(.commit) == .failed(.misuse))
    desk.store.trouble = nil
    #expect(desk.get("s") == "absent")
  }

  @Test func `a full disk can be read`() {
    let desk = StoreDesk()
    _ = desk.put("k", "v", 0)
    desk.store.trouble = .full
    #expect(desk.get("k") == "v@1")
  }

  @Test(arguments: [
    (SessionStore.Trouble.inputOutput, StoreFailure.inputOutput), (.corrupt, .corrupt),
    (.newerFormat, .newerFormat),
  ])
  func `nothing works in a file that cannot be read`(
    trouble: SessionStore.Trouble, failure: StoreFailure
  ) {
    let desk = StoreDesk()
    desk.store.trouble = trouble
    for operation in [StoreOperation.list, .begin, .get(key: desk.text("k"))] {
      #expect(desk.run(operation) == .failed(failure))
    }
  }

  @Test func `a failed disk rolls the transaction back`() {
    let desk = StoreDesk()
    #expect(desk.run(.begin) == .done)
    desk.store.trouble = .inputOutput
    #expect(desk.put("k", "v", 0) == .failed(.inputOutput))
    desk.store.trouble = nil
    #expect(desk.run(.commit) == .failed(.misuse))
  }

  @Test func `a busy time ends`() {
    let desk = StoreDesk()
    desk.store.setBusy(until: Instant.start + .seconds(1))
    #expect(desk.run(.begin) == .failed(.busy))
    #expect(desk.get("k") == "absent")
    desk.moment.now = Instant.start + .seconds(1)
    #expect(desk.run(.begin) == .done)
  }

  @Test func `a slow write is done before it is answered and keeps others out`() {
    let desk = StoreDesk()
    desk.store.delay = .constant(.seconds(1))
    #expect(desk.put("k", "v", 0) == nil)
    #expect(desk.get("k", by: desk.other) == "v@1")
    #expect(desk.put("k", "w", 1, by: desk.other) == .failed(.busy))
    #expect(desk.finish() == .written(revision: 1))
  }

  @Test func `a slow writer that dies has written and keeps nobody out`() {
    let desk = StoreDesk()
    desk.store.delay = .constant(.seconds(1))
    #expect(desk.put("k", "v", 0) == nil)
    desk.store.noticeDeath(of: desk.me)
    desk.store.delay = nil
    #expect(desk.put("k", "w", 1, by: desk.other) == .written(revision: 2))
  }

  @Test func `the last acknowledged write of each key is known`() {
    let desk = StoreDesk()
    _ = desk.put("b", "1", 0)
    _ = desk.put("a", "1", 0, by: desk.other)
    _ = desk.put("b", "2", 1, by: desk.other)
    _ = desk.delete("a", 1)
    let known = desk.store.acknowledged
    #expect(known.map(\.revision) == [1, 2])
    #expect(known.map(\.isRemoval) == [true, false])
    #expect(known.map(\.writer) == [desk.me, desk.other])
    #expect(known.map(\.commit) == [4, 3])
  }

  @Test func `300,000 random operations by callers that come and go never trap`() {
    let desk = StoreDesk()
    var random = RandomStream(seed: 3, name: "fuzz")
    let keys = (0..<12).map { desk.text("key\($0)") }
    var generations = [UInt32](repeating: 0, count: 4)
    for step in 0..<300_000 {
      let slot = Int(random.next(below: 4))
      let caller = ProcessIndex(slot: Int32(slot), generation: generations[slot])
      let key = keys[Int(random.next(below: 12))]
      // Mostly the revision that is there, so that the writes go on.
      var revision = Int64(random.next(below: 3))
      if case .record(let record)? = desk.run(.get(key: key), by: caller), revision > 0 {
        revision = record.revision
      }
      desk.moment.now = desk.moment.now + .milliseconds(1)
      switch random.next(below: 100) {
      case 0:
        desk.store.noticeDeath(of: caller)
        generations[slot] += 1
      case 1: desk.store.trouble = SessionStore.Trouble(rawValue: UInt8(random.next(below: 4)))
      case 2, 3, 4: desk.store.trouble = nil
      case 5: desk.store.setBusy(until: desk.moment.now + .milliseconds(5))
      case 6: desk.store.delay = .constant(.milliseconds(3))
      case 7, 8: desk.store.delay = nil
      case 9 where random.next(below: 50) == 0: desk.store.powerFail()
      case 10...30: _ = desk.run(.begin, by: caller)
      case 31...50: _ = desk.run(.commit, by: caller)
      case 51...55: _ = desk.run(.rollBack, by: caller)
      case 56...60: _ = desk.run(.delete(key: key, expected: revision), by: caller)
      case 61...65: _ = desk.run(.list, by: caller)
      case 66...75: _ = desk.run(.get(key: key), by: caller)
      default: _ = desk.run(.put(key: key, value: key, expected: revision), by: caller)
      }
      if step % 1_000 == 0 {
        desk.store.checkInvariants(desk.moment.texts)
        _ = desk.finish()
      }
    }
    desk.store.checkInvariants(desk.moment.texts)
    #expect(desk.store.acknowledged.count == 12)
    #expect(desk.store.commitCount > 5_000)
  }
}
