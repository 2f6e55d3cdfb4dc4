import Operations
import SimulatedWorld
import Testing

@Suite("Anything at all in Forge")
struct ForgeStormTests {
  /// Ids that were seen in answers, and some that never were.
  private struct Known {
    var ids: [UInt64] = [0, 1, .max]
    /// How many ids were seen.
    var count = 0
    /// How many runs were seen that had ended.
    var ended = 0
    /// How many entries streams have brought.
    var entries = 0

    mutating func add(_ id: UInt64) {
      guard !ids.contains(id) else { return }
      if ids.count < 27 { ids.append(id) } else { ids[3 + count % 24] = id }
      count += 1
    }

    func pick(_ random: inout RandomStream) -> UInt64 {
      ids[Int(random.next(below: UInt64(ids.count)))]
    }
  }

  @Test(
    "100,000 random requests and faults never trap", arguments: [ForgeDialect.actual, .documented])
  func neverTraps(_ dialect: ForgeDialect) {
    var digests: [Digest] = []
    for _ in 0..<2 {
      let driver = ForgeDriver(dialect, seed: 11) {
        $0.streamCapacity = 4
        $0.serverStart = .constant(.milliseconds(300))
      }
      var random = RandomStream(seed: 5, name: "storm")
      var known = Known()
      for round in 0..<(digests.isEmpty ? 100_000 : 5_000) {
        act(driver, &random, &known)
        if round % 48 == 0 { driver.forge.checkInvariants() }
        if round == 4_999 { digests.append(digest(of: driver)) }
        if round % 16 == 0 { learn(driver, &known) }
      }
      // A storm that reaches nothing would prove nothing.
      if digests.count == 1 {
        #expect(known.count > 1_000 && known.ended > 300 && known.entries > 300)
      }
      driver.run(.seconds(4_000))
      driver.forge.checkInvariants()
      driver.processes.checkInvariants()
    }
    // The same seed gives the same world.
    #expect(digests[0] == digests[1])
  }

  private func digest(of driver: ForgeDriver) -> Digest {
    var digest = Digest()
    driver.forge.fold(into: &digest)
    driver.processes.fold(into: &digest)
    driver.moment.streams.fold(into: &digest)
    return digest
  }

  private func learn(_ driver: ForgeDriver, _ known: inout Known) {
    for answer in driver.answers {
      for row in answer.rows.prefix(3) {
        switch row {
        case .forgeTask(let task): known.add(task.id)
        case .forgeAttempt(let attempt): known.add(attempt.id)
        case .forgeProcess(let process):
          known.add(process.id)
          known.ended += process.status == .running ? 0 : 1
        case .forgeApproval(let approval): known.add(approval.id)
        default: break
        }
      }
      switch answer.outcome {
      case .task(let task): known.add(task.id)
      case .attempt(let attempt): known.add(attempt.id)
      case .process(let process): known.add(process.id)
      case .entry: known.entries += 1
      default: break
      }
    }
    driver.answers.removeAll(keepingCapacity: true)
  }

  private func act(_ driver: ForgeDriver, _ random: inout RandomStream, _ known: inout Known) {
    switch random.next(below: 20) {
    case 0..<8: driver.ask(request(driver, &random, known), tag: UInt32(random.next(below: 4)))
    case 8..<14: driver.step()
    case 14: driver.run(.milliseconds(Int64(random.next(below: 3_000))))
    case 15, 16: work(driver, &random, known)
    case 17: kill(driver, &random)
    case 18: fault(driver, &random, known)
    default: server(driver, &random)
    }
  }

  private func request(
    _ driver: ForgeDriver, _ random: inout RandomStream, _ known: Known
  ) -> ForgeRequest {
    let id = known.pick(&random)
    switch random.next(below: 24) {
    case 0: return .health
    case 1, 2: return driver.creation(random.happens(perMillion: 500_000) ? "Same" : "Other one")
    case 3: return .createAndStart(project: id, title: .empty, key: .empty, base: .empty)
    case 4: return .listTasks(project: ForgeDriver.project)
    case 5: return .getTask(id)
    case 6, 7: return .deleteTask(id)
    case 9: return .createAttempt(task: id, base: driver.text("main"))
    case 10, 11: return .listAttempts(task: id)
    case 12: return .getAttempt(id)
    case 13: return .followUp(attempt: id, prompt: driver.text("more"))
    case 14: return .stop(attempt: id)
    case 15, 16: return .listProcesses(attempt: id)
    case 17: return .getProcess(id)
    case 8, 18: return .streamLog(process: id)
    case 19: return .streamDiff(attempt: id)
    case 20: return .closeStream(Tag(rawValue: UInt32(random.next(below: 4))))
    case 21: return .createPullRequest(attempt: id, title: .empty)
    case 22:
      return random.happens(perMillion: 500_000)
        ? .listApprovals : .answerApproval(id, approve: true)
    default:
      return random.happens(perMillion: 500_000)
        ? .saveDraft(attempt: id, driver.text("draft")) : .getDraft(attempt: id)
    }
  }

  private func work(_ driver: ForgeDriver, _ random: inout RandomStream, _ known: Known) {
    let id = known.pick(&random)
    switch random.next(below: 8) {
    case 0: _ = driver.forge.requestApproval(process: id, tool: .empty, &driver.moment)
    case 1, 2: driver.forge.appendDiff(attempt: id, path: driver.text("a"), &driver.moment)
    case 3: _ = driver.forge.takePullRequest()
    default:
      for _ in 0..<8 {
        driver.forge.appendLog(process: id, text: driver.text("line"), &driver.moment)
      }
    }
    driver.drain()
  }

  /// Something happens to a random process that is not the first one.
  private func kill(_ driver: ForgeDriver, _ random: inout RandomStream) {
    var all: [SimulatedProcess] = []
    driver.processes.forEach { if $0.index != .initial { all.append($0) } }
    guard !all.isEmpty else { return }
    let target = all[Int(random.next(below: UInt64(all.count)))].index
    switch random.next(below: 6) {
    case 0: driver.processes.setHabits([.catchesInterrupt, .catchesTerminate], of: target)
    case 1: driver.processes.send(.stop, to: target, &driver.moment)
    case 2: driver.processes.send(.continue, to: target, &driver.moment)
    case 3: driver.processes.send(.hangUp, to: target, &driver.moment)
    // The backend itself goes more seldom, so that something can happen in between.
    case 4 where target == driver.forge.server:
      driver.processes.end(target, .signalled(.kill), &driver.moment)
    default:
      guard target != driver.forge.server else { return }
      driver.processes.end(target, .exited(UInt8(random.next(below: 3))), &driver.moment)
    }
    driver.drain()
    if !driver.processes.lives(driver.client) {
      let launch = Launch(program: driver.text("client"))
      driver.client =
        driver.processes.spawn(launch, parent: .initial, &driver.moment) ?? .none
      driver.drain()
    }
  }

  private func fault(_ driver: ForgeDriver, _ random: inout RandomStream, _ known: Known) {
    let verbs: [Verb] = [
      .forgeHealth, .forgeCreateAndStart, .forgeCreateAttempt, .forgeListTasks, .forgeStop,
      .forgeFollowUp, .forgeStreamLog, .forgeStreamDiff, .forgeDeleteTask, .forgeGetTask,
    ]
    let verb = verbs[Int(random.next(below: UInt64(verbs.count)))]
    let after = random.happens(perMillion: 500_000)
    let id = known.pick(&random)
    switch random.next(below: 14) {
    case 0: driver.forge.respondNext(verb, status: 503)
    case 1: driver.forge.declineNext(verb)
    case 2: driver.forge.resetNext(verb, afterEffect: after)
    case 3: driver.forge.hangNext(verb, afterEffect: after)
    case 4, 5: driver.forge.delayNext(verb, by: .milliseconds(Int64(random.next(below: 5_000))))
    case 6: driver.forge.failNextSpawn()
    case 7: driver.forge.failNextWorktree()
    case 8: driver.forge.forceNextAttempt(id ^ 1)
    case 9: driver.forge.cutLog(process: id, &driver.moment)
    case 10: driver.forge.repeatLog(process: id, &driver.moment)
    case 11:
      driver.forge.setLag(.milliseconds(Int64(random.next(below: 900))), ofClient: driver.client)
    case 12: driver.forge.loseWorktree(attempt: id)
    default: driver.forge.cutAllStreams(&driver.moment)
    }
    driver.drain()
  }

  private func server(_ driver: ForgeDriver, _ random: inout RandomStream) {
    switch random.next(below: 40) {
    case 0: driver.forge.crash(killingExecutors: false, &driver.processes, &driver.moment)
    case 1: driver.forge.crash(killingExecutors: true, &driver.processes, &driver.moment)
    case 2: driver.forge.skipNextSweep()
    default: _ = driver.forge.start(parent: .initial, &driver.processes, &driver.moment)
    }
    driver.drain()
  }
}
