import Operations
import SimulatedWorld
import Testing

@Suite("Crashes and restarts of Forge")
struct ForgeServerTests {
  private func crash(_ driver: ForgeDriver, killingExecutors: Bool = false) {
    driver.forge.crash(killingExecutors: killingExecutors, &driver.processes, &driver.moment)
    driver.drain()
  }

  private func start(_ driver: ForgeDriver) {
    _ = driver.forge.start(parent: .initial, &driver.processes, &driver.moment)
    driver.drain()
    driver.run(.seconds(25))
  }

  @Test("a backend that is down refuses connections, and does nothing")
  func refuses() {
    let driver = ForgeDriver()
    crash(driver)
    #expect(driver.get(.health) == .failed(.connectionRefused))
    #expect(driver.get(driver.creation()) == .failed(.connectionRefused))
    start(driver)
    #expect(driver.get(.health) == .done)
    #expect(driver.tasks().isEmpty)
  }

  @Test("a backend takes seconds until it listens")
  func startsSlowly() {
    let driver = ForgeDriver()
    crash(driver)
    let isStarted = driver.forge.start(parent: .initial, &driver.processes, &driver.moment)
    #expect(isStarted)
    driver.drain()
    driver.run(.seconds(9))
    #expect(driver.get(.health) == .failed(.connectionRefused))
    driver.run(.seconds(12))
    #expect(driver.get(.health) == .done)
  }

  @Test("the death of the backend's process is its crash")
  func signalled() throws {
    let driver = ForgeDriver()
    driver.end(driver.forge.server, .signalled(.kill))
    #expect(!driver.forge.isListening)
    #expect(driver.get(.health) == .failed(.connectionRefused))
  }

  @Test("a crash leaves the executors alive, as orphans")
  func orphans() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    crash(driver)
    let executor = try #require(driver.processes[session.executor])
    #expect(executor.state == .running)
    #expect(executor.parent == .initial)
  }

  @Test("a start writes failed over the rows that ran, and signals nobody")
  func sweeps() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    crash(driver)
    start(driver)
    let process = try #require(driver.process(session.process))
    #expect(process.status == .failed)
    #expect(process.exitStatus == nil)
    #expect(driver.task(session.task)?.status == .inReview)
    #expect(driver.executorCount() == 1)
  }

  @Test("an orphan is out of reach: a stop answers 200 and a follow-up works beside it")
  func orphanIsOutOfReach() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    crash(driver)
    start(driver)
    #expect(driver.get(.stop(attempt: session.attempt)) == .done)
    _ = driver.get(.followUp(attempt: session.attempt, prompt: driver.text("more")))
    #expect(driver.forge.executorCount(attempt: session.attempt, driver.processes) == 2)
  }

  @Test("a row without a handle stays running, whatever is stopped or ends")
  func rowWithoutHandle() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    crash(driver)
    driver.forge.skipNextSweep()
    start(driver)
    #expect(driver.get(.stop(attempt: session.attempt)) == .done)
    driver.end(session.executor, .exited(0))
    driver.run(.seconds(60))
    #expect(driver.process(session.process)?.status == .running)
    #expect(driver.get(.deleteTask(session.task)) == .failed(.status(409)))
    crash(driver)
    start(driver)
    #expect(driver.process(session.process)?.status == .failed)
  }

  @Test("a crash can take the executors with it")
  func losesChildren() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    let isStarted = driver.forge.restart(
      killingExecutors: true, parent: .initial, &driver.processes, &driver.moment)
    #expect(isStarted)
    driver.drain()
    driver.run(.seconds(25))
    #expect(driver.executorCount() == 0)
    #expect(driver.process(session.process)?.status == .failed)
  }

  @Test("a crash in the midst of a creation resets it and leaves what was committed")
  func crashWhileCreating() throws {
    let driver = ForgeDriver()
    let call = driver.ask(driver.creation())
    driver.step()
    driver.step()
    crash(driver)
    #expect(driver.outcomes(call) == [.failed(.connectionReset)])
    start(driver)
    #expect(driver.forge.taskCount == 1)
    #expect(driver.forge.attemptCount == 1)
    #expect(driver.executorCount() == 0)
    driver.forge.checkInvariants()
  }

  @Test("a crash in the midst of a stop leaves killed in the row and the executor alive")
  func crashWhileStopping() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    driver.processes.setHabits([.catchesInterrupt], of: session.executor)
    let call = driver.ask(.stop(attempt: session.attempt))
    driver.run(.seconds(1))
    crash(driver)
    #expect(driver.outcomes(call) == [.failed(.connectionReset)])
    start(driver)
    #expect(driver.process(session.process)?.status == .killed)
    #expect(driver.executorCount() == 1)
  }

  @Test("a start removes the worktrees that it has no attempt for, somebody else's as well")
  func removesUnknownWorktrees() throws {
    let driver = ForgeDriver()
    _ = try #require(driver.begin())
    driver.forge.checkouts.addForeignWorktree(driver.text("worktrees/mine"))
    crash(driver)
    start(driver)
    #expect(driver.forge.checkouts.worktreeCount == 1)
    #expect(!driver.forge.checkouts.hasWorktree(driver.text("worktrees/mine")))
  }

  @Test("the logs of the time before are replayed and finished")
  func oldLogs() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    driver.log(session.process, "a")
    crash(driver)
    start(driver)
    let call = driver.ask(.streamLog(process: session.process))
    driver.run(.milliseconds(20))
    #expect(driver.outcomes(call) == [.entry(index: 0, driver.text("a")), .finished])
  }

  @Test("a second start of a backend that runs does nothing")
  func startsOnce() {
    let driver = ForgeDriver()
    let isStarted = driver.forge.start(parent: .initial, &driver.processes, &driver.moment)
    #expect(!isStarted)
  }
}
