import Operations
import SimulatedWorld
import Testing

@Suite("Creations in Forge")
struct ForgeCreationTests {
  @Test("create-and-start answers the task and not the attempt")
  func answersTheTask() throws {
    let driver = ForgeDriver()
    guard case .task(let task) = driver.get(driver.creation()) else {
      Issue.record("no task")
      return
    }
    #expect(task.status == .inProgress)
    #expect(driver.get(.getAttempt(task.id)) == .failed(.status(404)))
    let attempt = try #require(driver.attempts(of: task.id).first)
    #expect(attempt.id != task.id)
    #expect(driver.runs(of: attempt.id).map(\.status) == [.running])
  }

  @Test("the caller's key can be found again in the task")
  func keepsTheKey() {
    let driver = ForgeDriver()
    _ = driver.get(driver.creation(key: "session-9"))
    let key = driver.text("session-9")
    #expect(driver.tasks().map(\.key) == [key])
  }

  @Test("the steps of a creation are committed one by one")
  func commitsStepByStep() {
    let driver = ForgeDriver()
    driver.ask(driver.creation())
    var seen: [String] = []
    for _ in 0..<8 {
      driver.step()
      let forge = driver.forge
      seen.append(
        "\(forge.taskCount)\(forge.attemptCount)\(forge.checkouts.worktreeCount)"
          + "\(forge.processCount)\(driver.executorCount())")
    }
    #expect(
      seen == ["10000", "11000", "11000", "11100", "11100", "11100", "11110", "11111"])
  }

  @Test("a lost answer to create-and-start leaves a task behind")
  func lostAnswer() {
    let driver = ForgeDriver()
    driver.forge.resetNext(.forgeCreateAndStart, afterEffect: true)
    #expect(driver.get(driver.creation()) == .failed(.connectionReset))
    #expect(driver.tasks().count == 1)
    #expect(driver.executorCount() == 1)
  }

  @Test("a reset before the effect leaves nothing behind")
  func resetBefore() {
    let driver = ForgeDriver()
    driver.forge.resetNext(.forgeCreateAndStart, afterEffect: false)
    #expect(driver.get(driver.creation()) == .failed(.connectionReset))
    driver.run(.seconds(10))
    #expect(driver.tasks().isEmpty)
  }

  @Test("a blind retry makes a second task, attempt, worktree and agent")
  func blindRetry() {
    let driver = ForgeDriver()
    driver.forge.resetNext(.forgeCreateAndStart, afterEffect: true)
    _ = driver.get(driver.creation(key: "same"))
    _ = driver.get(driver.creation(key: "same"))
    #expect(driver.tasks().count == 2)
    #expect(driver.forge.checkouts.worktreeCount == 2)
    #expect(driver.executorCount() == 2)
  }

  @Test("a worktree that cannot be made leaves a task and an attempt without a process")
  func failingWorktree() throws {
    let driver = ForgeDriver()
    driver.forge.failNextWorktree()
    #expect(driver.get(driver.creation()) == .failed(.status(500)))
    let task = try #require(driver.tasks().first)
    #expect(task.status == .todo)
    let attempt = try #require(driver.attempts(of: task.id).first)
    #expect(attempt.worktree.isEmpty)
    #expect(driver.runs(of: attempt.id).isEmpty)
  }

  @Test("an executor that cannot be spawned leaves a failed process and a 500")
  func failingSpawn() throws {
    let driver = ForgeDriver()
    driver.forge.failNextSpawn()
    #expect(driver.get(driver.creation()) == .failed(.status(500)))
    let task = try #require(driver.tasks().first)
    #expect(task.status == .inProgress)
    let attempt = try #require(driver.attempts(of: task.id).first)
    #expect(driver.runs(of: attempt.id).map(\.status) == [.failed])
  }

  @Test("a full process table fails the spawn as well")
  func fullProcessTable() {
    let driver = ForgeDriver()
    driver.processes.countLimit = driver.processes.count
    #expect(driver.get(driver.creation()) == .failed(.status(500)))
    #expect(driver.executorCount() == 0)
  }

  @Test("a project that nobody knows fails in the database")
  func unknownProject() {
    let driver = ForgeDriver()
    let request = ForgeRequest.createAndStart(
      project: 99, title: driver.text("t"), key: .empty, base: driver.text("main"))
    #expect(driver.get(request) == .failed(.status(500)))
    #expect(driver.forge.taskCount == 0)
  }

  @Test("a body without the base branch is a 422 and does nothing")
  func missingBase() {
    let driver = ForgeDriver()
    let request = ForgeRequest.createAndStart(
      project: ForgeDriver.project, title: driver.text("t"), key: .empty, base: .empty)
    #expect(driver.get(request) == .failed(.status(422)))
    driver.run(.seconds(10))
    #expect(driver.forge.taskCount == 0)
  }

  @Test("a base that does not exist is a 500 with the attempt left behind")
  func unknownBase() {
    let driver = ForgeDriver()
    driver.forge.checkouts.addBase(driver.text("trunk"))
    #expect(driver.get(driver.creation()) == .failed(.status(500)))
    #expect(driver.forge.attemptCount == 1)
  }

  @Test("names are four hexadecimal digits and sixteen characters of the title")
  func names() throws {
    let driver = ForgeDriver()
    driver.forge.forceNextAttempt(0xABCD_0000_0000_0001)
    let session = try #require(driver.begin("Fix: the  Parser (again) now"))
    let attempt = try #require(driver.attempt(session.attempt))
    #expect(driver.moment.texts.string(attempt.branch) == "forge/abcd-fix-the-parser-a")
    #expect(driver.moment.texts.string(attempt.worktree) == "worktrees/abcd-fix-the-parser-a")
  }

  @Test("two attempts with one title and four equal digits collide: 500")
  func collidingNames() throws {
    let driver = ForgeDriver()
    driver.forge.forceNextAttempt(0xABCD_0000_0000_0001)
    _ = try #require(driver.begin("Same"))
    driver.forge.forceNextAttempt(0xABCD_0000_0000_0002)
    #expect(driver.get(driver.creation("Same")) == .failed(.status(500)))
    #expect(driver.forge.checkouts.worktreeCount == 1)
    #expect(driver.forge.attemptCount == 2)
  }

  @Test("a branch that outlived its task collides as well")
  func leftoverBranch() throws {
    let driver = ForgeDriver()
    driver.forge.forceNextAttempt(0xABCD_0000_0000_0001)
    let session = try #require(driver.begin("Same"))
    driver.end(session.executor, .exited(0))
    driver.run(.seconds(1))
    #expect(driver.get(.deleteTask(session.task)) == .accepted)
    driver.run(.seconds(5))
    #expect(driver.forge.checkouts.worktreeCount == 0)
    driver.forge.forceNextAttempt(0xABCD_0000_0000_0003)
    #expect(driver.get(driver.creation("Same")) == .failed(.status(500)))
  }

  @Test("a worktree that stands at the path already is accepted as it is")
  func acceptsExistingWorktree() throws {
    let driver = ForgeDriver()
    driver.forge.checkouts.addForeignWorktree(driver.text("worktrees/abcd-same"))
    driver.forge.forceNextAttempt(0xABCD_0000_0000_0001)
    _ = try #require(driver.begin("Same"))
    #expect(driver.forge.checkouts.worktreeCount == 1)
  }

  @Test("another attempt at a task starts at once and answers the row without its worktree")
  func createAttempt() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    let outcome = driver.get(.createAttempt(task: session.task, base: driver.text("main")))
    guard case .attempt(let attempt) = outcome else {
      Issue.record("no attempt: \(String(describing: outcome))")
      return
    }
    #expect(attempt.worktree.isEmpty)
    #expect(driver.attempt(attempt.id)?.worktree.isEmpty == false)
    #expect(driver.attempts(of: session.task).map(\.id) == [attempt.id, session.attempt])
    #expect(driver.executorCount() == 2)
  }

  @Test("an attempt at a task that nobody knows is a 500")
  func attemptAtNothing() {
    let driver = ForgeDriver()
    #expect(
      driver.get(.createAttempt(task: 5, base: driver.text("main"))) == .failed(.status(500)))
  }

  @Test("a task that is deleted while it is created fails the rest and leaves a branch")
  func deletedMeanwhile() throws {
    let driver = ForgeDriver()
    let call = driver.ask(driver.creation())
    driver.step()
    driver.step()
    driver.step()
    let task = try #require(driver.tasks().first)
    #expect(driver.get(.deleteTask(task.id)) == .accepted)
    driver.wait(for: call, .seconds(60))
    #expect(driver.outcomes(call) == [.failed(.status(500))])
    #expect(driver.executorCount() == 0)
    driver.forge.checkInvariants()
  }

  @Test("three ids are never taken for one another")
  func idsStayApart() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    #expect(driver.get(.getTask(session.attempt)) == .failed(.status(404)))
    #expect(driver.get(.getProcess(session.attempt)) == .failed(.status(404)))
    #expect(driver.get(.stop(attempt: session.task)) == .failed(.status(404)))
    #expect(driver.get(.streamLog(process: session.attempt)) == .failed(.status(404)))
  }
}
