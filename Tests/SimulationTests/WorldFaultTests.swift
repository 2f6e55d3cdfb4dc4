import Operations
import SimulatedWorld
import Simulation
import Testing

/// Each fault of a part of the world strikes from the timeline and shows in what a caller hears.
@Suite("A fault of the world")
struct WorldFaultTests {
  private static let socket = Text("sock")
  private static let instant = Instant.start + .seconds(1)

  /// A caller that asks one thing before the fault and the same after it.
  private func ask(
    _ preparation: [Operation] = [], _ operation: Operation, striking faults: [WorldFault],
    limit: Interval = .seconds(5), pause: Interval = .seconds(3), texts: [String] = []
  ) -> (before: Outcome?, after: Outcome?) {
    let script = preparation + [operation, .timer(pause), operation]
    var universe = Universe.of([("caller", Caller(script, limit: limit))])
    for text in ["sock", "job", "job0", "sleep", "/lock", "/data", "/repo"] + texts {
      _ = universe.text(text)
    }
    universe.world.putFile(Text("/data"), universe.text("old"))
    for fault in faults { universe.schedule(.world(fault), at: Self.instant) }
    _ = universe.run(RunLimits(until: Instant.start + .seconds(60)))
    universe.world.checkInvariants()
    let outcomes = universe.outcomes(of: "caller").dropFirst(preparation.count)
    return (outcomes.first, outcomes.count > 2 ? outcomes.last : nil)
  }

  private let makeSession = Operation.tmux(
    .newSession(name: Text("job"), Launch(program: Text("sleep"))), socket: socket)
  private let hasSession = Operation.tmux(.hasSession(.exact(Text("job"))), socket: socket)
  private let hasPrefix = Operation.tmux(.hasSession(.bare(Text("job"))), socket: socket)

  @Test("a pane's process dies: its session goes with it")
  func paneDies() {
    let (before, after) = ask(
      [makeSession], hasSession,
      striking: [
        .tmux(.paneDies(session: Text("job"), socket: Self.socket, .signalled(.kill)))
      ])
    #expect(before == .tmux(.done))
    #expect(after == .tmux(.failed(TmuxFailure(.noServer, Self.socket))))
  }

  @Test("somebody kills the session while another keeps the server")
  func sessionKilled() {
    let (before, after) = ask(
      [makeSession], hasSession,
      striking: [
        .tmux(.nameTaken(session: Text("x"), socket: Self.socket, program: Text("sleep"))),
        .tmux(.sessionKilled(session: Text("job"), socket: Self.socket)),
      ], texts: ["x"])
    #expect(before == .tmux(.done))
    #expect(after == .tmux(.failed(TmuxFailure(.noSuchSession, Text("job")))))
  }

  @Test("the server is killed, and with it everything")
  func serverKilled() {
    let (_, after) = ask(
      [makeSession], hasSession, striking: [.tmux(.serverKilled(socket: Self.socket))])
    #expect(after == .tmux(.failed(TmuxFailure(.noServer, Self.socket))))
  }

  @Test("a restarted server has the same name and another pane behind it")
  func serverRestarted() {
    let list = Operation.tmux(.display(.exact(Text("job")), .panePid), socket: Self.socket)
    let (before, after) = ask(
      [makeSession], list,
      striking: [.tmux(.serverRestarted(socket: Self.socket, program: Text("sleep")))])
    #expect(before != nil && after != nil && before != after)
  }

  @Test("calls to a stopped server hang until their limit, and go on when it does")
  func serverStopped() {
    let stop = WorldFault.tmux(.serverStopped(socket: Self.socket))
    #expect(ask([makeSession], hasSession, striking: [stop]).after == .limitPassed)
    let go = WorldFault.tmux(.serverContinued(socket: Self.socket))
    #expect(ask([makeSession], hasSession, striking: [stop, go]).after == .tmux(.done))
  }

  @Test("a call of a client fails, which is no death of anything")
  func callsFail() {
    let (_, after) = ask([makeSession], hasSession, striking: [.tmux(.callsFail(count: 1))])
    #expect(after == .tmux(.failed(TmuxFailure(.clientFailed))))
  }

  @Test("a prefix twin answers for a session that is gone, to a bare name only")
  func prefixTwin() {
    let faults: [WorldFault] = [
      .tmux(.prefixTwin(session: Text("job"), socket: Self.socket, program: Text("sleep"))),
      .tmux(.sessionKilled(session: Text("job"), socket: Self.socket)),
    ]
    #expect(ask([makeSession], hasPrefix, striking: faults).after == .tmux(.done))
    #expect(
      ask([makeSession], hasSession, striking: faults).after
        == .tmux(.failed(TmuxFailure(.noSuchSession, Text("job")))))
  }

  @Test("a deleted socket leaves a server that nobody reaches")
  func socketDeleted() {
    let (_, after) = ask(
      [makeSession], hasSession, striking: [.tmux(.socketDeleted(socket: Self.socket))])
    #expect(after == .tmux(.failed(TmuxFailure(.noSocket, Self.socket))))
  }

  @Test("a taken name refuses a new session of that name")
  func nameTaken() {
    let (_, after) = ask(
      hasSession, .tmux(.nameTaken(session: Text("job"), socket: Self.socket, program: Text("s"))))
    #expect(after == .tmux(.done))
  }

  private func ask(
    _ operation: Operation, _ fault: WorldFault
  ) -> (before: Outcome?, after: Outcome?) {
    ask([], operation, striking: [fault])
  }

  @Test("files: full, read-only, denied, failing once, appearing, vanishing, other names")
  func files() {
    let read = Operation.file(.read(Text("/data")))
    let replace = Operation.file(.replace(Text("/data"), content: Text("/repo")))
    let make = Operation.file(.makeDirectory(Text("/lock")))
    let failed = { (error: Errno) in Outcome.file(.failed(error)) }
    #expect(ask(replace, .file(.diskFull(after: 0))).after == failed(.noSpace))
    #expect(ask(replace, .file(.readOnly(true))).after == failed(.readOnly))
    #expect(ask(read, .file(.deny(Text("/data")))).after == failed(.permissionDenied))
    #expect(
      ask(read, .file(.failNext(Text("/data"), .inputOutput))).after == failed(.inputOutput))
    #expect(ask(read, .file(.fail(Text("/data"), .inputOutput))).after == failed(.inputOutput))
    #expect(ask(read, .file(.vanishes(Text("/data")))).after == failed(.noSuchFile))
    let half = Text("/lock")
    #expect(
      ask(read, .file(.appears(Text("/data"), content: half))).after == .file(.content(half)))
    let remove = Operation.file(.removeDirectory(Text("/lock")))
    #expect(ask(remove, .file(.directoryAppears(Text("/lock")))).before == failed(.noSuchFile))
    #expect(ask(remove, .file(.directoryAppears(Text("/lock")))).after == .file(.done))
    let other = Operation.file(.read(Text("/repo")))
    let alias = WorldFault.file(.alias(Text("/repo"), of: Text("/data")))
    #expect(ask(other, alias).before == failed(.noSuchFile))
    #expect(ask(other, alias).after == .file(.content(Text("old"))))
    #expect(ask(make, .file(.heal(Text("/data")))).before == .file(.done))
  }

  @Test("a torn write says that it was done and leaves its beginning")
  func tornWrite() {
    var universe = Universe.of([
      (
        "caller",
        Caller([
          .timer(.seconds(2)), .file(.write(Text("/data"), content: Text("abcdef"))),
          .file(.read(Text("/data"))),
        ])
      )
    ])
    for text in ["/data", "abcdef", "abc"] { _ = universe.text(text) }
    universe.schedule(.world(.file(.tornWrite(Text("/data"), keep: 3))), at: Self.instant)
    _ = universe.run()
    #expect(
      universe.outcomes(of: "caller")
        == [.fired, .file(.done), .file(.content(Text("abc")))])
  }

  @Test("the store: busy for a while, in trouble, well again")
  func store() {
    let put = Operation.store(.put(key: Text("sock"), value: Text("job"), expected: 0))
    #expect(ask(put, .store(.busy(.seconds(10)))).after == .store(.failed(.busy)))
    #expect(ask(put, .store(.trouble(.full))).after == .store(.failed(.full)))
    #expect(ask(put, .store(.trouble(.corrupt))).after == .store(.failed(.corrupt)))
    #expect(ask(put, .store(.trouble(nil))).after == .store(.conflict(revision: 1)))
  }

  @Test("git: a branch that is there already")
  func git() {
    let add = Operation.git(
      .addWorktree(
        repository: Text("/repo"), path: Text("/lock"), branch: Text("job"), base: Text("main"),
        newBranch: true))
    var universe = Universe.of([("caller", Caller([.timer(.seconds(2)), add]))])
    for text in ["/repo", "/lock", "job", "main"] { _ = universe.text(text) }
    universe.world.addRepository(Text("/repo"), branch: Text("main"))
    let exists = GitFault.branchExists(
      repository: Text("/repo"), name: Text("job"), base: Text("main"))
    universe.schedule(.world(.git(exists)), at: Self.instant)
    _ = universe.run()
    guard case .git(.failed(let failure))? = universe.outcomes(of: "caller").last else {
      Issue.record("\(universe.outcomes(of: "caller"))")
      return
    }
    #expect(failure.reason == .branchExists)
  }

  @Test("Forge: down, back, one request refused")
  func forge() {
    let health = Operation.forge(.health)
    #expect(ask(health, .forge(.start)).before == .forge(.done))
    #expect(
      ask(health, .forge(.crash(killingExecutors: true))).after
        == .forge(.failed(.connectionRefused)))
    // A start takes between ten and twenty seconds.
    let restart: [WorldFault] = [.forge(.crash(killingExecutors: true)), .forge(.start)]
    #expect(ask([], health, striking: restart, pause: .seconds(30)).after == .forge(.done))
    let refused = ForgeFault.failure(.status(500), takesEffect: false)
    #expect(
      ask(health, .forge(.request(.forgeHealth, refused))).after
        == .forge(.failed(.status(500))))
  }

  @Test("pull requests: not fetched, never answered")
  func pullRequests() {
    let observe = Operation.pullRequest(.observe(branch: Text("job")))
    #expect(
      ask(observe, .pullRequest(.fetchesFail(count: 1))).after == .pullRequest(.notFetched))
    #expect(ask(observe, .pullRequest(.unreachable(true))).after == .pullRequest(.notFetched))
    #expect(ask(observe, .pullRequest(.hang)).after == .limitPassed)
  }

  @Test("a power failure ends everyone and loses what was not synced")
  func powerFailure() {
    var universe = Universe<Caller>(
      seed: 1,
      programs: Programs([
        .init(Text("caller"), Caller([.file(.write(Text("/data"), content: Text("new")))]))
      ]), setting: WorldSetting(canLosePower: true))
    for text in ["caller", "/data", "new"] { _ = universe.text(text) }
    universe.add(actor: Text("caller"), program: Text("caller"))
    universe.schedule(.powerFailure, at: Self.instant)
    _ = universe.run()
    universe.world.checkInvariants()
    let actor = universe.actor(named: Text("caller"))
    #expect(actor.map { universe.state(of: $0) } == .gone)
    #expect(universe.world.processes.count == 1)
    let content = universe.world.content(of: Text("/data"))
    #expect(content != Text("new"))
  }

  // MARK: - Faults that show only together with something else

  /// What the last operation of a script comes to when faults strike at one second.
  private func last(
    _ script: [Operation], striking faults: [WorldFault], limit: Interval = .seconds(5),
    others: [(name: String, machine: Caller)] = []
  ) -> Outcome? {
    var universe = Universe.of([("caller", Caller(script, limit: limit))] + others)
    for text in ["sock", "job", "sleep", "/data", "/repo", "/tree", "main", "on", "3"] {
      _ = universe.text(text)
    }
    universe.world.putFile(Text("/data"), universe.text("old"))
    universe.world.addRepository(Text("/repo"), branch: Text("main"))
    for fault in faults { universe.schedule(.world(fault), at: Self.instant) }
    _ = universe.run(RunLimits(until: Instant.start + .seconds(60)))
    universe.world.checkInvariants()
    return universe.outcomes(of: "caller").last
  }

  private var gone: Outcome { .tmux(.failed(TmuxFailure(.noServer, Self.socket))) }

  @Test("a setting that destroys the unattached ends what nobody looks at")
  func destroyUnattached() {
    let script = [makeSession, .timer(.seconds(2)), hasSession]
    let setting = WorldFault.tmux(.destroyUnattached(socket: Self.socket, isOn: true))
    #expect(last(script, striking: []) == .tmux(.done))
    #expect(last(script, striking: [setting]) == gone)
  }

  @Test("and spares what somebody looks at, until every client leaves")
  func clientsDetached() {
    let script = [makeSession, .timer(.seconds(2)), hasSession]
    let attach = Operation.tmux(.attach(.exact(Text("job"))), socket: Self.socket)
    let person = [("person", Caller([.timer(.milliseconds(500)), attach], limit: .unlimited))]
    let setting = WorldFault.tmux(.destroyUnattached(socket: Self.socket, isOn: true))
    let leave = WorldFault.tmux(.clientsDetached(session: Text("job"), socket: Self.socket))
    #expect(last(script, striking: [setting], others: person) == .tmux(.done))
    #expect(last(script, striking: [setting, leave], others: person) == gone)
  }

  @Test("a setting that keeps dead panes keeps them, and their status may be late")
  func remainOnExit() {
    let status = Operation.tmux(
      .display(.exact(Text("job")), .paneDeadStatus), socket: Self.socket)
    let script = [makeSession, .timer(.seconds(3)), status]
    let keep = WorldFault.tmux(.remainOnExit(socket: Self.socket, value: Text("on")))
    let die = WorldFault.tmux(
      .paneDies(session: Text("job"), socket: Self.socket, .exited(3)))
    let late = WorldFault.tmux(.statusesLate(.seconds(20)))
    #expect(last(script, striking: [die]) == gone)
    #expect(last(script, striking: [keep, die]) == .tmux(.text(Text("3"))))
    #expect(last(script, striking: [late, keep, die]) == .tmux(.text(.empty)))
  }

  @Test("a healed path is as it was")
  func heal() {
    let read = Operation.file(.read(Text("/data")))
    let fail = WorldFault.file(.fail(Text("/data"), .inputOutput))
    let script = [Operation.timer(.seconds(2)), read]
    #expect(last(script, striking: [fail]) == .file(.failed(.inputOutput)))
    #expect(
      last(script, striking: [fail, .file(.heal(Text("/data")))])
        == .file(.content(Text("old"))))
  }

  @Test("a short write fails and leaves its beginning")
  func shortWrite() {
    let write = Operation.file(.write(Text("/data"), content: Text("sleep")))
    let short = WorldFault.file(.shortWrite(Text("/data"), keep: 2, .noSpace))
    #expect(
      last([.timer(.seconds(2)), write], striking: [short]) == .file(.failed(.noSpace)))
    #expect(
      last([.timer(.seconds(2)), write, .file(.read(Text("/data")))], striking: [short])
        == .file(.content(Text("sl"))))
  }

  private let addTree = Operation.git(
    .addWorktree(
      repository: Text("/repo"), path: Text("/tree"), branch: Text("job"), base: Text("main"),
      newBranch: true))

  @Test("git: an add that is killed, one that is slow, a removal that is refused")
  func gitTroubles() {
    let wait = Operation.timer(.seconds(2))
    #expect(last([wait, addTree], striking: []) == .git(.done))
    let killed = last([wait, addTree], striking: [.git(.addKilled(.checkout))])
    guard case .git(.failed(let failure))? = killed else {
      Issue.record("\(String(describing: killed))")
      return
    }
    #expect(failure.reason == .killed)
    #expect(
      last([wait, addTree], striking: [.git(.addSlow(.seconds(20)))]) == .limitPassed)
    let remove = Operation.git(
      .removeWorktree(repository: Text("/repo"), path: Text("/tree"), force: false))
    #expect(last([wait, addTree, remove], striking: []) == .git(.done))
    let refused = last([wait, addTree, remove], striking: [.git(.removalRefused)])
    #expect(refused != .git(.done) && refused != nil)
  }

  @Test("a slow store answers after the limit")
  func slowStore() {
    let put = Operation.store(.put(key: Text("sock"), value: Text("job"), expected: 0))
    let script = [Operation.timer(.seconds(2)), put]
    #expect(last(script, striking: []) == .store(.written(revision: 1)))
    #expect(last(script, striking: [.store(.slow(.seconds(20)))]) == .limitPassed)
  }

  @Test("pull requests: facts change, are stale, come out of order, and flap")
  func pullRequestFacts() {
    let branch = Text("job")
    let observe = Operation.pullRequest(.observe(branch: branch))
    func facts(_ checks: CheckState) -> PullRequestFacts {
      PullRequestFacts(state: .open, checks: checks, number: 7)
    }
    func becomes(_ checks: CheckState) -> WorldFault {
      .pullRequest(.becomes(branch: branch, facts(checks)))
    }
    func answer(_ checks: CheckState) -> Outcome { .pullRequest(.facts(facts(checks))) }
    let script = [Operation.timer(.seconds(2)), observe]
    #expect(last(script, striking: [becomes(.passing)]) == answer(.passing))
    #expect(
      last(script, striking: [becomes(.passing), .pullRequest(.stale(.seconds(20)))])
        != answer(.passing))
    let setBack: [WorldFault] = [
      becomes(.passing), becomes(.failing), .pullRequest(.outOfOrder),
    ]
    #expect(last(script, striking: setBack) == answer(.passing))
    #expect(last(script + [observe], striking: setBack) == answer(.failing))
    let flap = [becomes(.passing), .pullRequest(.flapping(branch: branch, every: .seconds(5)))]
    var seen: Set<Outcome> = []
    for pause: Int64 in [2, 7, 12, 17] {
      if let outcome = last([.timer(.seconds(pause)), observe], striking: flap) {
        seen.insert(outcome)
      }
    }
    #expect(seen == [answer(.passing), answer(.failing)])
  }
}
