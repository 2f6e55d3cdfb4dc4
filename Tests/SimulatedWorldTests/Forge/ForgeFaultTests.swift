import Operations
import SimulatedWorld
import Testing

@Suite("Faults and features of Forge")
struct ForgeFaultTests {
  @Test(
    "a status is answered once and nothing is done", arguments: [Int16(404), 409, 422, 500, 503])
  func status(_ status: Int16) {
    let driver = ForgeDriver()
    driver.forge.respondNext(.forgeCreateAndStart, status: status)
    #expect(driver.get(driver.creation()) == .failed(.status(status)))
    driver.run(.seconds(10))
    #expect(driver.forge.taskCount == 0)
    #expect(driver.begin() != nil)
  }

  @Test("a fault waits for its kind of request")
  func faultsAreByKind() {
    let driver = ForgeDriver()
    driver.forge.respondNext(.forgeStop, status: 503)
    #expect(driver.get(.health) == .done)
    #expect(driver.get(.stop(attempt: 1)) == .failed(.status(503)))
    #expect(driver.get(.stop(attempt: 1)) == .failed(.status(404)))
  }

  @Test("a 5xx of a proxy can hide an effect")
  func statusAfterEffect() {
    let driver = ForgeDriver()
    driver.forge.failNext(
      .forgeCreateAndStart, .failure(.status(502), takesEffect: true))
    #expect(driver.get(driver.creation()) == .failed(.status(502)))
    #expect(driver.executorCount() == 1)
  }

  @Test("200 can mean that it failed")
  func unsuccessful() {
    let driver = ForgeDriver()
    driver.forge.declineNext(.forgeCreateAndStart)
    #expect(driver.get(driver.creation()) == .failed(.unsuccessful))
  }

  @Test("a request that hangs is never answered, before or after its effect")
  func hang() {
    let driver = ForgeDriver()
    driver.forge.hangNext(.forgeCreateAndStart, afterEffect: false)
    #expect(driver.get(driver.creation()) == nil)
    #expect(driver.executorCount() == 0)
    driver.forge.hangNext(.forgeCreateAndStart, afterEffect: true)
    #expect(driver.get(driver.creation()) == nil)
    driver.run(.seconds(60))
    #expect(driver.executorCount() == 1)
  }

  @Test("a health check can hang for ever")
  func hangingHealth() {
    let driver = ForgeDriver()
    driver.forge.hangNext(.forgeHealth, afterEffect: false)
    #expect(driver.get(.health) == nil)
    #expect(driver.get(.health) == .done)
  }

  @Test("a slow request takes effect when it arrives, also when it lists")
  func slow() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    driver.forge.delayNext(.forgeListTasks, by: .seconds(3))
    let call = driver.ask(.listTasks(project: ForgeDriver.project))
    driver.run(.seconds(2))
    #expect(driver.outcomes(call) == [])
    driver.run(.seconds(2))
    let row = driver.answers.first { $0.call == call }?.rows.first
    #expect(row == driver.task(session.task).map { .forgeTask($0) })
  }

  @Test("a slow request to a backend that crashes meanwhile is reset and does nothing")
  func slowIntoACrash() {
    let driver = ForgeDriver()
    driver.forge.delayNext(.forgeCreateAndStart, by: .seconds(3))
    let call = driver.ask(driver.creation())
    driver.forge.crash(killingExecutors: false, &driver.processes, &driver.moment)
    driver.drain()
    driver.run(.seconds(5))
    #expect(driver.outcomes(call) == [.failed(.connectionReset)])
    #expect(driver.forge.taskCount == 0)
  }

  @Test("a pull request without a token is a 200 that failed")
  func noToken() throws {
    let driver = ForgeDriver { $0.hasHostToken = false }
    let session = try #require(driver.begin())
    let title = driver.text("t")
    #expect(
      driver.get(.createPullRequest(attempt: session.attempt, title: title))
        == .failed(.unsuccessful))
    let opened = driver.forge.takePullRequest()
    #expect(opened == nil)
  }

  @Test("a pull request answers a URL and is handed to its host")
  func pullRequest() throws {
    let driver = ForgeDriver()
    driver.forge.forceNextAttempt(0xABCD_0000_0000_0001)
    let session = try #require(driver.begin("Same"))
    let title = driver.text("t")
    guard
      case .text(let url) = driver.get(.createPullRequest(attempt: session.attempt, title: title))
    else {
      Issue.record("no URL")
      return
    }
    #expect(driver.moment.texts.string(url) == "https://host.invalid/pull/forge/abcd-same")
    let opened = driver.forge.takePullRequest()
    #expect(opened?.branch == driver.attempt(session.attempt)?.branch)
    #expect(opened?.title == title)
  }

  @Test("a draft is kept until it is written anew")
  func drafts() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    #expect(driver.get(.getDraft(attempt: session.attempt)) == .text(.empty))
    let draft = driver.text("next, please")
    #expect(driver.get(.saveDraft(attempt: session.attempt, draft)) == .done)
    #expect(driver.get(.getDraft(attempt: session.attempt)) == .text(draft))
    #expect(driver.get(.getDraft(attempt: session.task)) == .failed(.status(404)))
  }

  private func asked() throws -> (driver: ForgeDriver, id: UInt64) {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    let tool = driver.text("Bash")
    let id = driver.forge.requestApproval(process: session.process, tool: tool, &driver.moment)
    driver.drain()
    return (driver, try #require(id))
  }

  @Test("a question waits for an answer and is answered once", arguments: [true, false])
  func approval(_ approve: Bool) throws {
    let (driver, id) = try asked()
    #expect(driver.rows(.listApprovals).count == 1)
    #expect(driver.forge.approval(id) == .pending)
    #expect(driver.get(.answerApproval(id, approve: approve)) == .done)
    #expect(driver.forge.approval(id) == (approve ? .approved : .denied))
    #expect(driver.rows(.listApprovals).isEmpty)
    #expect(driver.get(.answerApproval(id, approve: true)) == .failed(.status(404)))
  }

  @Test("a question that nobody answers within an hour times out")
  func approvalTimesOut() throws {
    let (driver, id) = try asked()
    driver.run(.seconds(3_599))
    #expect(driver.forge.approval(id) == .pending)
    driver.run(.seconds(1))
    #expect(driver.forge.approval(id) == .timedOut)
    #expect(driver.get(.answerApproval(id, approve: true)) == .failed(.status(404)))
  }

  @Test("a crash forgets every question")
  func approvalIsForgotten() throws {
    let (driver, id) = try asked()
    driver.forge.crash(killingExecutors: false, &driver.processes, &driver.moment)
    driver.drain()
    #expect(driver.forge.approval(id) == nil)
  }
}
