import Operations
import SimulatedWorld
import Testing

@Suite("Stops in Forge")
struct ForgeStopTests {
  /// How long a stop takes with an executor of these habits, and how that one ends.
  private func stop(_ habits: Habits) throws -> (seconds: Int64, driver: ForgeDriver) {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    driver.processes.setHabits(habits, of: session.executor)
    let start = driver.moment.now
    #expect(driver.get(.stop(attempt: session.attempt)) == .done)
    #expect(!driver.processes.lives(session.executor))
    #expect(driver.process(session.process)?.status == .killed)
    #expect(driver.task(session.task)?.status == .inReview)
    return ((driver.moment.now - start).nanoseconds / 1_000_000_000, driver)
  }

  @Test("stop writes killed while the executor still runs")
  func killedIsWrittenFirst() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    driver.processes.setHabits([.catchesInterrupt, .catchesTerminate], of: session.executor)
    driver.ask(.stop(attempt: session.attempt))
    #expect(driver.process(session.process)?.status == .killed)
    #expect(driver.processes.lives(session.executor))
    driver.run(.milliseconds(3_999))
    #expect(driver.processes.lives(session.executor))
    #expect(driver.task(session.task)?.status == .inProgress)
  }

  @Test("stop takes two seconds when SIGINT ends the executor")
  func interruptIsEnough() throws {
    #expect(try stop([]).seconds == 2)
  }

  @Test("stop takes four seconds when it needs SIGTERM")
  func needsTerminate() throws {
    #expect(try stop([.catchesInterrupt]).seconds == 4)
  }

  @Test("stop takes six seconds when it needs SIGKILL")
  func needsKill() throws {
    #expect(try stop([.catchesInterrupt, .catchesTerminate]).seconds == 6)
  }

  @Test("stop answers 200 when nothing was stopped")
  func nothingToStop() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    driver.end(session.executor, .exited(0))
    driver.run(.seconds(1))
    #expect(driver.get(.stop(attempt: session.attempt)) == .done)
    #expect(driver.process(session.process)?.status == .completed)
  }

  @Test("stop goes through the processes one after the other")
  func stopsAllInTurn() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    _ = driver.get(.followUp(attempt: session.attempt, prompt: driver.text("more")))
    let start = driver.moment.now
    let call = driver.ask(.stop(attempt: session.attempt))
    #expect(driver.runs(of: session.attempt).map(\.status) == [.killed, .running])
    driver.wait(for: call, .seconds(30))
    #expect(driver.runs(of: session.attempt).map(\.status) == [.killed, .killed])
    #expect(driver.moment.now - start == .seconds(4))
    #expect(driver.executorCount() == 0)
  }

  @Test("a process that was started after the stop began goes on")
  func missesLaterOnes() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    let call = driver.ask(.stop(attempt: session.attempt))
    _ = driver.get(.followUp(attempt: session.attempt, prompt: driver.text("more")))
    driver.wait(for: call, .seconds(30))
    #expect(driver.outcomes(call) == [.done])
    #expect(driver.executorCount() == 1)
    #expect(driver.task(session.task)?.status == .inReview)
  }

  @Test("a grandchild in another group survives a stop")
  func grandchildSurvives() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    let launch = Launch(program: driver.text("server"), newGroup: true)
    let grandchild = try #require(
      driver.processes.spawn(launch, parent: session.executor, &driver.moment))
    driver.drain()
    #expect(driver.get(.stop(attempt: session.attempt)) == .done)
    #expect(driver.processes.lives(grandchild))
  }

  @Test("a grandchild of the same group that ignores SIGINT survives its leader")
  func stubbornGrandchildSurvives() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    let launch = Launch(program: driver.text("helper"))
    let grandchild = try #require(
      driver.processes.spawn(launch, parent: session.executor, &driver.moment))
    driver.processes.setHabits([.catchesInterrupt], of: grandchild)
    driver.drain()
    #expect(driver.get(.stop(attempt: session.attempt)) == .done)
    #expect(driver.processes.lives(grandchild))
  }

  @Test("a stop whose answer is lost has stopped all the same")
  func lostAnswer() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    driver.forge.resetNext(.forgeStop, afterEffect: true)
    #expect(driver.get(.stop(attempt: session.attempt)) == .failed(.connectionReset))
    #expect(driver.executorCount() == 0)
  }

  @Test("a stop that hangs after the effect has stopped all the same")
  func hangingAnswer() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    driver.forge.hangNext(.forgeStop, afterEffect: true)
    #expect(driver.get(.stop(attempt: session.attempt)) == nil)
    driver.run(.seconds(10))
    #expect(driver.executorCount() == 0)
  }

  @Test("two stops at once both answer 200")
  func twoStops() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    let first = driver.ask(.stop(attempt: session.attempt))
    let second = driver.ask(.stop(attempt: session.attempt))
    #expect(driver.outcomes(second) == [.done])
    driver.wait(for: first, .seconds(10))
    #expect(driver.outcomes(first) == [.done])
  }
}
