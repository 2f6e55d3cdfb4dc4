import Operations
import SimulatedWorld
import Testing

@Suite("Forge as it was written about")
struct ForgeDocumentedTests {
  @Test("a creation is one step and answers the attempt with all its names")
  func answersTheAttempt() throws {
    let driver = ForgeDriver(.documented)
    driver.forge.forceNextAttempt(0x0123_4567_89AB_CDEF)
    let call = driver.ask(driver.creation())
    guard case .attempt(let attempt) = driver.outcomes(call).first else {
      Issue.record("no attempt at once")
      return
    }
    #expect(attempt.status == .running)
    #expect(driver.moment.texts.string(attempt.branch) == "forge/0123456789abcdef")
    #expect(driver.moment.texts.string(attempt.worktree) == "worktrees/0123456789abcdef")
    #expect(driver.executorCount() == 1)
  }

  @Test("a creation that fails leaves nothing behind", arguments: [true, false])
  func failsAtomically(_ spawn: Bool) {
    let driver = ForgeDriver(.documented)
    var before = Digest()
    driver.forge.fold(into: &before)
    if spawn { driver.forge.failNextSpawn() } else { driver.forge.failNextWorktree() }
    #expect(driver.get(driver.creation()) == .failed(.status(500)))
    var after = Digest()
    driver.forge.fold(into: &after)
    #expect(before == after)
    driver.forge.checkInvariants()
  }

  @Test("an attempt that fails leaves its task as it was")
  func failsAtomicallyBesideAnother() throws {
    let driver = ForgeDriver(.documented)
    let session = try #require(driver.begin())
    driver.end(session.executor, .exited(0))
    driver.forge.failNextSpawn()
    let base = driver.text("main")
    #expect(
      driver.get(.createAttempt(task: session.task, base: base)) == .failed(.status(500)))
    #expect(driver.task(session.task)?.status == .inReview)
    #expect(driver.attempts(of: session.task).map(\.id) == [session.attempt])
    driver.forge.checkInvariants()
  }

  @Test("what does not exist is a 404, whatever it is")
  func unknown() {
    let driver = ForgeDriver(.documented)
    let base = driver.text("main")
    #expect(driver.get(.createAttempt(task: 5, base: base)) == .failed(.status(404)))
    #expect(
      driver.get(.createAndStart(project: 99, title: base, key: base, base: base))
        == .failed(.status(404)))
  }

  @Test("a follow-up reaches the process that runs")
  func followUp() throws {
    let driver = ForgeDriver(.documented)
    let session = try #require(driver.begin())
    guard
      case .process(let process) = driver.get(
        .followUp(attempt: session.attempt, prompt: driver.text("more")))
    else {
      Issue.record("no process")
      return
    }
    #expect(process.id == session.process)
    #expect(driver.executorCount() == 1)
  }

  @Test("a follow-up after the end is the same execution process")
  func followUpAfterTheEnd() throws {
    let driver = ForgeDriver(.documented)
    let session = try #require(driver.begin())
    driver.end(session.executor, .exited(0))
    #expect(driver.attempt(session.attempt)?.status == .completed)
    _ = driver.get(.followUp(attempt: session.attempt, prompt: driver.text("more")))
    #expect(driver.runs(of: session.attempt).map(\.id) == [session.process])
    #expect(driver.attempt(session.attempt)?.status == .running)
    driver.run(.seconds(1))
    driver.log(session.process, "again")
    #expect(driver.executorCount() == 1)
  }

  @Test("a stop is over when it is answered, and says stopped")
  func stop() throws {
    let driver = ForgeDriver(.documented)
    let session = try #require(driver.begin())
    let call = driver.ask(.stop(attempt: session.attempt))
    #expect(driver.outcomes(call) == [.done])
    #expect(driver.executorCount() == 0)
    #expect(driver.attempt(session.attempt)?.status == .stopped)
  }

  @Test("a stream misses nothing while it subscribes")
  func noGap() throws {
    let driver = ForgeDriver(.documented) {
      $0.streamOpening = .constant(.milliseconds(5))
      $0.subscriptionGap = .seconds(1)
    }
    let session = try #require(driver.begin())
    let call = driver.ask(.streamLog(process: session.process))
    driver.run(.milliseconds(6))
    driver.log(session.process, "a")
    driver.run(.milliseconds(6))
    #expect(driver.entries(call).count == 1)
  }

  @Test("a restart leaves no executor behind")
  func restart() throws {
    let driver = ForgeDriver(.documented)
    let session = try #require(driver.begin())
    _ = driver.forge.restart(
      killingExecutors: false, parent: .initial, &driver.processes, &driver.moment)
    driver.drain()
    driver.run(.seconds(25))
    #expect(driver.executorCount() == 0)
    #expect(driver.process(session.process)?.status == .failed)
  }
}
