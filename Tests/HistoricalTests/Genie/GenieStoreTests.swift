import Historical
import Operations
import Testing

/// How each release reads the file that another wrote.
@Suite("Genie's file")
struct GenieStoreTests {
  private static let now = WallTime(milliseconds: 1_760_762_192_345)

  private func keys(_ file: String?, as format: GenieFormat) -> [String] {
    var texts = Texts()
    let content = file.map { texts.text($0) }
    let store = GenieStore(content, as: format, now: Self.now, &texts)
    return store.records.map { texts.string($0.key) }
  }

  @Test("that is missing, empty, cut off, or no object is an empty store")
  func empty() {
    for format in [GenieFormat.agents, .sessionsByID, .sessionsByName] {
      let cutOff = [
        "{\"sessions\":{\"a\":{}", "{\"sessions\":{\"a\":{}}", "{\"agents\":{\"a\":{}}} x",
      ]
      for file in [nil, "", " \n", "{", "[]", "null", "7"] + cutOff {
        #expect(keys(file, as: format) == [], "\(file ?? "no file")")
      }
    }
  }

  @Test("of the second format has sessions, and drops agents beside them")
  func sessionsWin() {
    let file = "{\"agents\":{\"x\":{\"agent\":\"x\"}},\"sessions\":{\"one\":{},\"two\":{}}}"
    #expect(keys(file, as: .sessionsByID) == ["one", "two"])
  }

  @Test("of the first format is migrated by session id, but for what is no record")
  func migrated() {
    let file = """
      {"version":1,"agents":{"a":{"agent":"a","sessionId":"one"},"b":{"agent":"b"},
       "version":{"agent":"v"},"sessions":{"sessionId":"s"},"c":{"status":"running"},"d":7}}
      """
    #expect(keys(file, as: .sessionsByID) == ["one", "legacy-b-1760762192345"])
    #expect(keys(file, as: .sessionsByName) == ["migrated-a", "migrated-b"])
  }

  @Test("of the second format is migrated to names, of which the last of two alike is left")
  func toNames() {
    let file = """
      {"version":2,"sessions":{"0123456789":{},"one":{"name":"n"},"two":{"name":"n"}}}
      """
    #expect(keys(file, as: .sessionsByName) == ["migrated-01234567", "n"])
  }

  @Test("of the third format is what it is")
  func names() {
    let file = "{\"version\":3,\"sessions\":{\"n\":{\"sessionId\":\"one\"},\"m\":{}}}"
    #expect(keys(file, as: .sessionsByName) == ["n", "m"])
    #expect(keys(file, as: .sessionsByID) == ["n", "m"])
  }

  @Test("of a later format gives the first releases records called after its keys")
  func nested() {
    let file = "{\"version\":2,\"sessions\":{\"one\":{\"agent\":\"a\"}}}"
    #expect(keys(file, as: .agents) == ["sessions"])
    #expect(keys("{\"a\":{\"agent\":\"a\"}}", as: .agents) == ["a"])
    #expect(keys("{\"version\":1,\"agents\":{\"a\":{}}}", as: .agents) == ["a"])
  }

  @Test("comes back as it was written, in its order")
  func roundTrip() {
    var texts = Texts()
    var store = GenieStore(.sessionsByID)
    var entry = GenieEntry()
    (entry.agent, entry.name) = (texts.text("a \"b\"\n"), texts.text("n"))
    (entry.logFile, entry.lastPrompt) = (texts.text("/l"), texts.text("ä"))
    (entry.created, entry.lastUsed) = (Self.now, WallTime(milliseconds: 951_826_154_000))
    (entry.status, entry.background) = (.failed, false)
    (entry.runnerPid, entry.executorPid, entry.exitCode) = (1, 2, 3)
    (entry.executor, entry.signal) = (texts.text("claude"), texts.text("SIGTERM"))
    (entry.startTime, entry.sessionID) = (Self.now, texts.text("id"))
    store.put(GenieEntry(), under: texts.text("z"))
    store.put(entry, under: texts.text("a"))
    store.put(entry, under: texts.text("z"))
    let content = store.content(&texts)
    #expect(GenieStore(content, as: .sessionsByID, now: Self.now, &texts) == store)
    #expect(store.records.map { texts.string($0.key) } == ["z", "a"])
    let none = GenieStore(.agents).content(&texts)
    #expect(texts.string(none) == "{\n  \"version\": 1,\n  \"agents\": {}\n}")
  }

  @Test("is looked through by key and id first, and then by name")
  func find() {
    var texts = Texts()
    let file = """
      {"version":2,"sessions":{"k":{"sessionId":"i","name":"n"},"l":{"name":"i"},"m":{"name":"n"}}}
      """
    let content = texts.text(file)
    let store = GenieStore(content, as: .sessionsByID, now: Self.now, &texts)
    let found = ["k", "i", "n", "l", "x"].map { word in
      store.find(texts.text(word)).map { texts.string($0.key) }
    }
    #expect(found == ["k", "k", "k", "l", nil])
  }

  @Test("has the time of each day of four centuries, there and back")
  func calendar() {
    var time = WallTime(milliseconds: -2_208_988_800_000)
    var last = CalendarTime(time)
    #expect((last.year, last.month, last.day) == (1_900, 1, 1))
    while last.year < 2_300 {
      time.milliseconds += 86_400_000
      let next = CalendarTime(time)
      let isNextDay = next.day == last.day + 1 && next.month == last.month
      let isNextMonth = next.day == 1 && (next.month == last.month + 1 || next.month == 1)
      #expect(isNextDay || isNextMonth, "\(next)")
      #expect(next.wallTime == time)
      last = next
    }
    #expect((last.year, last.month, last.day) == (2_300, 1, 1))
  }
}
