import Operations
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("A clockwork and a person")
struct CronTests {
  private func cron(_ overlaps: Bool = false, turnsMax: Int = 3) -> Rig<Cron> {
    Rig(
      Cron(
        Launch(program: Text("job")), every: .seconds(10), turnsMax: turnsMax,
        allowsOverlap: overlaps, person: Text("me")))
  }

  private let child = ProcessIdentity(boot: 1, namespace: 1, pid: 200, startTick: 2, nonce: 0)

  @Test("starts its program again when the one before has ended, so many times at most")
  func turns() {
    var rig = cron(turnsMax: 2)
    rig.start()
    #expect(rig.next() == .timer(.seconds(10)))
    let turn = Tag(rawValue: 1)
    #expect(rig.next() == .process(.spawn(Launch(program: Text("job")))))
    rig.answer(.process(.identity(child)))
    rig.answer(turn, .fired)
    #expect(rig.next() == .timer(.seconds(10)))
    #expect(rig.next() == .process(.reap(pid: 200)))
    rig.answer(.process(.reaped(.exited(0))))
    #expect(rig.next() == .process(.spawn(Launch(program: Text("job")))))
    rig.answer(.process(.failed(.wouldBlock)))
    rig.answer(turn, .fired)
    #expect(rig.next() == nil)
    #expect(rig.machine.turnCount == 2)
    #expect(rig.machine.failureCount == 1)
    #expect(rig.machine.endings == [.exited(0)])
    #expect(rig.oversights == [])
  }

  @Test("leaves a turn out while the one before still runs, and tells of it")
  func overrun() {
    var rig = cron()
    rig.start()
    _ = rig.next()
    _ = rig.next()
    rig.answer(.process(.identity(child)))
    rig.answer(Tag(rawValue: 1), .fired)
    _ = rig.next()
    #expect(rig.next() == .process(.reap(pid: 200)))
    rig.answer(.process(.stillRunning))
    let message = Message(topic: rig.text("overrun"), body: Text("job"), number: 2)
    #expect(rig.next() == .send(message, to: .person(Text("me"))))
    rig.answer(.limitPassed)
    #expect(rig.machine.overrunCount == 1)
    #expect(rig.next() == nil)
    // An end that could not be asked for is no end.
    rig.answer(Tag(rawValue: 1), .fired)
    _ = rig.next()
    _ = rig.next()
    rig.answer(.limitPassed)
    _ = rig.next()
    #expect(rig.machine.overrunCount == 2)
    #expect(rig.oversights == [])
  }

  @Test("starts a second one only when it was told to")
  func overlap() {
    var rig = cron(true)
    rig.start()
    _ = rig.next()
    _ = rig.next()
    rig.answer(.process(.identity(child)))
    rig.answer(Tag(rawValue: 1), .fired)
    _ = rig.next()
    _ = rig.next()
    rig.answer(.process(.stillRunning))
    #expect(rig.next() == .process(.spawn(Launch(program: Text("job")))))
    #expect(rig.oversights == [])
  }

  @Test("never runs two sweeps at once, and the session is closed in the end", arguments: 1...5)
  func sweeping(seed: Int) {
    var stage = SessionStage.merged(
      seed: UInt64(seed),
      cron: (Launch(program: Text("retention"), argument: Text("sweep")), .seconds(1), 200))
    stage.universe.add(
      actor: stage.universe.text("cron"), program: Text("cron"), at: .start + .seconds(90))
    var judge = RetentionJudge()
    var most = 0
    let end = stage.universe.now + .seconds(250)
    while stage.universe.step(until: end) {
      judge.watch(&stage)
      most = max(most, stage.living("retention"))
    }
    #expect(most == 1)
    #expect(judge.closeCount == 1)
    let violations = judge.verdict(&stage)
    #expect(violations == [])
    let cron = stage.universe.actor(named: Text("cron"))
    guard let cron, case .cron(let machine) = stage.universe.machine(of: cron) else {
      Issue.record("no clockwork")
      return
    }
    // A sweep takes longer than the second from one turn to the next.
    #expect(machine.overrunCount > 10)
    #expect(machine.turnCount == 200 || machine.turnCount > 150)
    #expect(machine.endings.allSatisfy { $0 == .exited(0) })
  }

  @Test("a person does one thing after the other, and awaits the end of a command")
  func person() {
    let launch = Launch(program: Text("ls"))
    var rig = Rig(
      User(
        [
          .init(after: .seconds(1), .run(launch)),
          .init(after: .seconds(2), .tmux(.sendKeys(.pane(0), Text("/exit")))),
          .init(after: .zero, .run(launch)),
        ], socket: Text("/tmp/tmux"), looksMax: 2))
    rig.start()
    #expect(rig.next() == .timer(.seconds(1)))
    rig.answer(.fired)
    #expect(rig.next() == .process(.spawn(launch)))
    rig.answer(.process(.identity(child)))
    #expect(rig.next() == .process(.reap(pid: 200)))
    rig.answer(.process(.stillRunning))
    #expect(rig.next() == .timer(.milliseconds(200)))
    rig.answer(.fired)
    #expect(rig.next() == .process(.reap(pid: 200)))
    rig.answer(.process(.reaped(.exited(3))))
    #expect(rig.next() == .timer(.seconds(2)))
    rig.answer(.fired)
    #expect(rig.next() == .tmux(.sendKeys(.pane(0), Text("/exit")), socket: Text("/tmp/tmux")))
    rig.answer(.tmux(.done))
    #expect(rig.next() == .timer(.zero))
    rig.answer(.fired)
    #expect(rig.next() == .process(.spawn(launch)))
    rig.answer(.limitPassed)
    #expect(rig.next() == nil)
    #expect(rig.oversights == [])
    #expect(
      rig.machine.answers == [.process(.reaped(.exited(3))), .tmux(.done), .limitPassed])
  }
}
