import Operations
import SimulatedWorld
import Testing

@Suite("Execution processes of Forge")
struct ForgeRunTests {
  @Test("an executor is a child of the backend, in a group of its own")
  func executorIsAChild() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    let executor = try #require(driver.processes[session.executor])
    #expect(executor.parent == driver.forge.server)
    #expect(executor.group == executor.identity.pid)
    #expect(driver.moment.texts.string(executor.program) == "claude")
  }

  @Test("the executor gets the title and the key as its prompt")
  func prompt() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin("Do it"))
    let executor = try #require(driver.processes[session.executor])
    #expect(driver.moment.texts.string(executor.argument) == "Do it\n\nkey")
  }

  @Test("an attempt has no status of its own")
  func attemptHasNoStatus() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    #expect(driver.attempt(session.attempt)?.status == nil)
  }

  @Test("an end is seen within 250 ms, and the zombie stays until then")
  func endIsSeenLate() throws {
    let driver = ForgeDriver(seed: 3) { $0.exitPoll = .constant(.milliseconds(200)) }
    let session = try #require(driver.begin())
    driver.end(session.executor, .exited(0))
    driver.run(.milliseconds(199))
    #expect(driver.process(session.process)?.status == .running)
    #expect(driver.processes[session.executor]?.state == .zombie)
    driver.run(.milliseconds(2))
    #expect(driver.process(session.process)?.status == .completed)
    #expect(driver.process(session.process)?.exitStatus == 0)
    #expect(driver.processes[session.executor] == nil)
    #expect(driver.task(session.task)?.status == .inReview)
  }

  @Test(
    "another status or a signal is a failure",
    arguments: [Ending.exited(3), Ending.signalled(.segmentationFault)])
  func failure(_ ending: Ending) throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    driver.end(session.executor, ending)
    driver.run(.seconds(1))
    let process = try #require(driver.process(session.process))
    #expect(process.status == .failed)
    #expect(process.exitStatus == (ending == .exited(3) ? 3 : nil))
    #expect(driver.task(session.task)?.status == .inReview)
  }

  @Test("a follow-up starts a second agent beside a running one")
  func followUpBesideARunningOne() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    let outcome = driver.get(.followUp(attempt: session.attempt, prompt: driver.text("more")))
    guard case .process(let process) = outcome else {
      Issue.record("no process: \(String(describing: outcome))")
      return
    }
    #expect(process.id != session.process)
    #expect(driver.forge.executorCount(attempt: session.attempt, driver.processes) == 2)
    #expect(driver.forge.checkouts.worktreeCount == 1)
    #expect(driver.runs(of: session.attempt).map(\.id) == [session.process, process.id])
  }

  @Test("the first of two agents to end moves the task to review while the other works on")
  func reviewWhileWorking() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    _ = driver.get(.followUp(attempt: session.attempt, prompt: driver.text("more")))
    driver.end(session.executor, .exited(0))
    driver.run(.seconds(1))
    #expect(driver.task(session.task)?.status == .inReview)
    #expect(driver.executorCount() == 1)
  }

  @Test("a conversation is known only some time after the start")
  func conversationIsLate() throws {
    let driver = ForgeDriver { $0.conversationDelay = .constant(.seconds(1)) }
    let session = try #require(driver.begin())
    #expect(driver.process(session.process)?.conversation.isEmpty == true)
    driver.run(.seconds(2))
    #expect(driver.process(session.process)?.conversation.isEmpty == false)
  }

  @Test("a conversation of an executor that ended before is never known")
  func conversationIsLost() throws {
    let driver = ForgeDriver { $0.conversationDelay = .constant(.seconds(1)) }
    let session = try #require(driver.begin())
    driver.end(session.executor, .exited(1))
    driver.run(.seconds(30))
    #expect(driver.process(session.process)?.conversation.isEmpty == true)
  }

  @Test("a follow-up that comes too early begins a fresh conversation without a word")
  func earlyFollowUp() throws {
    let driver = ForgeDriver { $0.conversationDelay = .constant(.seconds(1)) }
    let session = try #require(driver.begin())
    guard
      case .process(let process) = driver.get(
        .followUp(attempt: session.attempt, prompt: driver.text("more")))
    else {
      Issue.record("no process")
      return
    }
    let executor = try #require(driver.forge.executor(process: process.id))
    let argument = try #require(driver.processes[executor]).argument
    #expect(driver.moment.texts.string(argument) == "more")
    driver.run(.seconds(2))
    let first = try #require(driver.process(session.process)).conversation
    let second = try #require(driver.process(process.id)).conversation
    #expect(!second.isEmpty && first != second)
  }

  @Test("a later follow-up resumes the latest known conversation in a new process")
  func lateFollowUp() throws {
    let driver = ForgeDriver { $0.conversationDelay = .constant(.seconds(1)) }
    let session = try #require(driver.begin())
    driver.run(.seconds(2))
    let conversation = try #require(driver.process(session.process)).conversation
    driver.end(session.executor, .exited(0))
    driver.run(.seconds(1))
    guard
      case .process(let process) = driver.get(
        .followUp(attempt: session.attempt, prompt: driver.text("more")))
    else {
      Issue.record("no process")
      return
    }
    let executor = try #require(driver.forge.executor(process: process.id))
    let argument = driver.moment.texts.string(try #require(driver.processes[executor]).argument)
    #expect(argument == "--resume \(driver.moment.texts.string(conversation)) more")
    #expect(driver.task(session.task)?.status == .inProgress)
    driver.run(.seconds(2))
    #expect(driver.process(process.id)?.conversation == conversation)
  }

  @Test("a follow-up makes a lost worktree anew")
  func restoresWorktree() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    driver.forge.loseWorktree(attempt: session.attempt)
    #expect(driver.process(session.process)?.status == .running)
    #expect(driver.forge.checkouts.worktreeCount == 0)
    _ = driver.get(.followUp(attempt: session.attempt, prompt: driver.text("more")))
    #expect(driver.forge.checkouts.worktreeCount == 1)
  }

  @Test("a follow-up to an attempt that never ran is a 500")
  func followUpToNothing() throws {
    let driver = ForgeDriver()
    driver.forge.failNextWorktree()
    _ = driver.get(driver.creation())
    let task = try #require(driver.tasks().first)
    let attempt = try #require(driver.attempts(of: task.id).first)
    #expect(
      driver.get(.followUp(attempt: attempt.id, prompt: driver.text("more")))
        == .failed(.status(500)))
  }

  @Test("a task cannot be deleted while one of its rows says running")
  func deleteWhileRunning() throws {
    let driver = ForgeDriver()
    let session = try #require(driver.begin())
    #expect(driver.get(.deleteTask(session.task)) == .failed(.status(409)))
    driver.end(session.executor, .exited(0))
    driver.run(.seconds(1))
    #expect(driver.get(.deleteTask(session.task)) == .accepted)
    #expect(driver.get(.getAttempt(session.attempt)) == .failed(.status(404)))
    #expect(driver.get(.getProcess(session.process)) == .failed(.status(404)))
  }

  @Test("the worktree of a deleted task is there for a while")
  func cleanupIsLate() throws {
    let driver = ForgeDriver { $0.cleanupDelay = .constant(.seconds(1)) }
    let session = try #require(driver.begin())
    driver.end(session.executor, .exited(0))
    driver.run(.seconds(1))
    _ = driver.get(.deleteTask(session.task))
    #expect(driver.forge.checkouts.worktreeCount == 1)
    driver.run(.seconds(2))
    #expect(driver.forge.checkouts.worktreeCount == 0)
  }

  @Test("listings of what nobody knows are empty and not a 404")
  func emptyListings() {
    let driver = ForgeDriver()
    #expect(driver.rows(.listAttempts(task: 1)).isEmpty)
    #expect(driver.rows(.listProcesses(attempt: 1)).isEmpty)
    #expect(driver.rows(.listTasks(project: 1)).isEmpty)
  }
}
