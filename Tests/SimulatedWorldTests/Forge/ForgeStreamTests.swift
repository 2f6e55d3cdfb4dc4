import Operations
import SimulatedWorld
import Testing

@Suite("Streams of Forge")
struct ForgeStreamTests {
  /// A session with some lines in its log, and a connection that has read them.
  private func connected(
    _ lines: [String], _ adjust: (inout ForgeConfiguration) -> Void = { _ in }
  ) throws -> (driver: ForgeDriver, session: ForgeDriver.Session, call: CallID) {
    let driver = ForgeDriver(adjust: adjust)
    let session = try #require(driver.begin())
    for line in lines { driver.log(session.process, line) }
    let call = driver.ask(.streamLog(process: session.process), tag: 5)
    driver.run(.milliseconds(20))
    return (driver, session, call)
  }

  private func read(_ driver: ForgeDriver, _ call: CallID) -> [String] {
    driver.entries(call).map { "\($0.index):\(driver.moment.texts.string($0.text))" }
  }

  @Test("a connection replays the whole history from index 0, then brings what is new")
  func replaysThenLives() throws {
    let (driver, session, call) = try connected(["a", "b"])
    #expect(read(driver, call) == ["0:a", "1:b"])
    driver.log(session.process, "c")
    driver.run(.milliseconds(2))
    #expect(read(driver, call) == ["0:a", "1:b", "2:c"])
  }

  @Test("a second connection counts from 0 again")
  func countsAnew() throws {
    let (driver, session, _) = try connected(["a", "b"])
    let again = driver.ask(.streamLog(process: session.process))
    driver.run(.milliseconds(20))
    #expect(read(driver, again) == ["0:a", "1:b"])
  }

  @Test("what is written between the history and the subscription is lost without a gap to see")
  func gapWindow() throws {
    let (driver, session, call) = try connected(["a"]) {
      $0.streamOpening = .constant(.milliseconds(5))
      $0.subscriptionGap = .milliseconds(20)
    }
    driver.log(session.process, "lost")
    driver.run(.milliseconds(20))
    driver.log(session.process, "b")
    driver.run(.milliseconds(2))
    #expect(read(driver, call) == ["0:a", "1:b"])
  }

  @Test("a client that lags too far behind loses the oldest lines without a word")
  func lagging() throws {
    let (driver, session, call) = try connected([]) { $0.streamCapacity = 2 }
    driver.forge.setLag(.milliseconds(50), ofClient: driver.client)
    for line in ["a", "b", "c", "d", "e"] { driver.log(session.process, line) }
    driver.run(.milliseconds(100))
    #expect(read(driver, call) == ["0:d", "1:e"])
    driver.forge.checkInvariants()
  }

  @Test("one client that lags does not keep another one waiting")
  func lagIsPerClient() throws {
    let (driver, session, call) = try connected([])
    let slow = driver.client
    driver.forge.setLag(.seconds(1), ofClient: slow)
    let launch = Launch(program: driver.text("client"))
    driver.client =
      driver.processes.spawn(launch, parent: .initial, &driver.moment) ?? .none
    let other = driver.ask(.streamLog(process: session.process))
    driver.run(.milliseconds(20))
    driver.log(session.process, "a")
    driver.run(.milliseconds(20))
    #expect(read(driver, call) == [])
    #expect(read(driver, other) == ["0:a"])
  }

  @Test("a stream ends with finished, which does not say with what success")
  func finishes() throws {
    let (driver, session, call) = try connected(["a"])
    driver.end(session.executor, .exited(1))
    driver.run(.seconds(1))
    #expect(driver.outcomes(call).last == .finished)
    #expect(driver.answers.last?.more == false)
    #expect(driver.forge.streamCount == 0)
  }

  @Test("the lines that are under way come before the end")
  func drainsBeforeTheEnd() throws {
    let (driver, session, call) = try connected([])
    driver.forge.setLag(.seconds(5), ofClient: driver.client)
    driver.log(session.process, "last words")
    driver.end(session.executor, .exited(0))
    driver.run(.seconds(3))
    #expect(driver.outcomes(call) == [])
    driver.run(.seconds(3))
    #expect(driver.outcomes(call) == [.entry(index: 0, driver.text("last words")), .finished])
  }

  @Test("the log of a process that has ended is replayed and finished")
  func replaysTheDead() throws {
    let (driver, session, _) = try connected(["a"])
    driver.end(session.executor, .exited(0))
    driver.run(.seconds(1))
    let again = driver.ask(.streamLog(process: session.process))
    driver.run(.milliseconds(20))
    #expect(driver.outcomes(again) == [.entry(index: 0, driver.text("a")), .finished])
  }

  @Test("a cut stream ends without finished and may have more")
  func cut() throws {
    let (driver, session, call) = try connected(["a"])
    driver.forge.cutLog(process: session.process, &driver.moment)
    driver.drain()
    driver.log(session.process, "b")
    driver.run(.milliseconds(20))
    #expect(driver.outcomes(call) == [.entry(index: 0, driver.text("a")), .cut])
  }

  @Test("a repeated stream brings everything again from index 0")
  func repeated() throws {
    let (driver, session, call) = try connected(["a", "b"])
    driver.forge.repeatLog(process: session.process, &driver.moment)
    driver.drain()
    driver.log(session.process, "c")
    driver.run(.milliseconds(20))
    #expect(read(driver, call) == ["0:a", "1:b", "0:a", "1:b", "2:c"])
    driver.forge.checkInvariants()
  }

  @Test("a client closes what it opened under a tag, and nothing else")
  func closesByTag() throws {
    let (driver, session, call) = try connected([])
    let other = driver.ask(.streamLog(process: session.process), tag: 6)
    driver.run(.milliseconds(20))
    #expect(driver.get(.closeStream(Tag(rawValue: 5))) == .done)
    #expect(driver.outcomes(call) == [.cut])
    driver.log(session.process, "a")
    driver.run(.milliseconds(20))
    #expect(read(driver, other) == ["0:a"])
  }

  @Test("the streams of a client that has died are forgotten")
  func deadClient() throws {
    let (driver, _, call) = try connected([])
    driver.end(driver.client, .exited(0))
    #expect(driver.forge.streamCount == 0)
    #expect(driver.outcomes(call) == [])
  }

  @Test("a crash of the backend cuts every stream, and the lines after it are read by nobody")
  func crash() throws {
    let (driver, session, call) = try connected(["a"])
    driver.forge.crash(killingExecutors: false, &driver.processes, &driver.moment)
    driver.drain()
    #expect(driver.outcomes(call).last == .cut)
    let isRead = driver.forge.appendLog(
      process: session.process, text: .empty, &driver.moment)
    #expect(!isRead)
  }

  @Test("a deleted task cuts the streams of its logs and gives their room back")
  func deletion() throws {
    let (driver, session, _) = try connected(["a", "b"])
    driver.end(session.executor, .exited(0))
    driver.run(.seconds(1))
    let call = driver.ask(.streamDiff(attempt: session.attempt))
    driver.run(.milliseconds(20))
    _ = driver.get(.deleteTask(session.task))
    #expect(driver.outcomes(call) == [.cut])
    driver.forge.checkInvariants()
    let next = try #require(driver.begin("Another"))
    driver.log(next.process, "c")
    driver.forge.checkInvariants()
  }

  @Test("a diff tells of each changed file once, then of each change")
  func diff() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    for path in ["a.swift", "b.swift", "a.swift"] {
      driver.forge.appendDiff(attempt: session.attempt, path: driver.text(path), &driver.moment)
    }
    let call = driver.ask(.streamDiff(attempt: session.attempt))
    driver.run(.milliseconds(20))
    #expect(read(driver, call) == ["0:b.swift", "1:a.swift"])
    let again = driver.text("b.swift")
    driver.forge.appendDiff(attempt: session.attempt, path: again, &driver.moment)
    driver.drain()
    driver.run(.milliseconds(20))
    #expect(read(driver, call) == ["0:b.swift", "1:a.swift", "2:b.swift"])
  }

  @Test("the lines of two processes of one attempt stay apart")
  func logsStayApart() throws {
    let (driver, session, call) = try connected(["a"])
    guard
      case .process(let second) = driver.get(
        .followUp(attempt: session.attempt, prompt: driver.text("more")))
    else {
      Issue.record("no process")
      return
    }
    driver.log(second.id, "x")
    driver.log(session.process, "b")
    driver.run(.milliseconds(20))
    #expect(read(driver, call) == ["0:a", "1:b"])
  }

  @Test("the order in which two logs took their room is no part of the state")
  func digestHasNoPlaces() throws {
    func digest(_ order: [Int]) throws -> Digest {
      let driver = ForgeDriver()
      let sessions = [try #require(driver.begin("One")), try #require(driver.begin("Two"))]
      for place in order { driver.log(sessions[place].process, "line") }
      var digest = Digest()
      driver.forge.fold(into: &digest)
      return digest
    }
    #expect(try digest([0, 1, 1]) == digest([1, 0, 1]))
    #expect(try digest([0, 1, 1]) != digest([0, 0, 1]))
  }

  @Test("a copy goes its own way")
  func copies() throws {
    let (driver, session, _) = try connected(["a"])
    var before = Digest()
    driver.forge.fold(into: &before)
    let copy = driver.forge
    driver.log(session.process, "b")
    driver.run(.seconds(1))
    driver.forge = copy
    var after = Digest()
    driver.forge.fold(into: &after)
    #expect(before == after)
    driver.forge.checkInvariants()
  }
}
