import Operations
import Supervision
import SupervisionSupport
import Testing

/// A table of three steps over files, each of which is taken back by a removal.
private struct Folders: StepTable {
  enum Step: UInt8 { case first, skipped, second, third, removeThird, removeSecond, removeFirst }

  enum Result: Hashable, Sendable { case made, takenBack, given(Int) }

  var exhaustions = 0

  var rows: [StepRow<Step>] {
    [
      StepRow(.first, undo: [.removeFirst]), StepRow(.skipped),
      StepRow(.second, undo: [.removeSecond, .removeFirst]),
      StepRow(.third, undo: [.removeThird]),
    ]
  }

  mutating func request(for step: Step, _ emit: inout Emitter) -> StepRequest? {
    switch step {
    case .skipped: nil
    case .first, .second, .third:
      StepRequest(.file(.makeDirectory(path(step, &emit))), limit: .seconds(1))
    case .removeFirst, .removeSecond, .removeThird:
      StepRequest(.file(.removeDirectory(path(step, &emit))), limit: .seconds(1))
    }
  }

  private func path(_ step: Step, _ emit: inout Emitter) -> Text {
    switch step {
    case .first, .removeFirst: emit.texts.text("/1")
    case .second, .removeSecond: emit.texts.text("/2")
    default: emit.texts.text("/3")
    }
  }

  mutating func judge(
    _ step: Step, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Judgement<Step, Result> {
    switch outcome {
    case .file(.done): .next
    case .file(.failed(.exists)): .undo(.takenBack)
    case .file(.failed(.busy)): .again(after: .seconds(1), atMost: 3)
    case .file(.failed(.noSuchFile)): .jump(.first)
    case .file(.failed(.interrupted)): .jump(.first, after: .seconds(2))
    default: .stop(.given(1))
    }
  }

  mutating func exhausted(_ step: Step) -> Judgement<Step, Result> {
    exhaustions += 1
    return .undo(.given(2))
  }

  mutating func overrun() -> Result { .given(3) }

  mutating func finished() -> Result { .made }

  func fold(into digest: inout Digest) { digest.fold(exhaustions) }
}

/// Runs the table as a program of its own.
private struct Runner: Machine {
  var run = StepRun(Folders(), firstTag: 7)

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started: run.begin(&emit)
    case .outcome(let tag, let outcome): run.handle(tag, outcome, &emit)
    case .message: run.nudge(&emit)
    case .signal: break
    }
  }

  func fold(into digest: inout Digest) { run.fold(into: &digest) }
}

@Suite("A table of steps")
struct StepRunTests {
  private func make(_ path: String, _ rig: inout Rig<Runner>) -> Operation {
    .file(.makeDirectory(rig.text(path)))
  }

  private func remove(_ path: String, _ rig: inout Rig<Runner>) -> Operation {
    .file(.removeDirectory(rig.text(path)))
  }

  /// Takes the next operation, which is to be this one, and answers it.
  private func expect(
    _ operation: Operation, _ outcome: Outcome, _ rig: inout Rig<Runner>,
    location: SourceLocation = #_sourceLocation
  ) {
    let next = rig.next()
    #expect(next == operation, sourceLocation: location)
    rig.answer(outcome)
  }

  private var done: Outcome { .file(.done) }

  @Test("is carried out in order, without the steps that have nothing to do")
  func forward() {
    var rig = Rig(Runner())
    rig.start()
    expect(make("/1", &rig), done, &rig)
    expect(make("/2", &rig), done, &rig)
    expect(make("/3", &rig), done, &rig)
    #expect(rig.machine.run.result == .made)
    #expect(rig.pending.isEmpty)
    #expect(rig.oversights == [])
  }

  @Test("is taken back from the step that failed, the last first, and each undo once")
  func backward() {
    var rig = Rig(Runner())
    rig.start()
    expect(make("/1", &rig), done, &rig)
    expect(make("/2", &rig), done, &rig)
    expect(make("/3", &rig), .file(.failed(.exists)), &rig)
    expect(remove("/3", &rig), done, &rig)
    expect(remove("/2", &rig), done, &rig)
    expect(remove("/1", &rig), done, &rig)
    #expect(rig.machine.run.result == .takenBack)
    #expect(rig.pending.isEmpty)
  }

  @Test("does not take back what was never begun")
  func backwardFromTheFirst() {
    var rig = Rig(Runner())
    rig.start()
    expect(make("/1", &rig), .file(.failed(.exists)), &rig)
    expect(remove("/1", &rig), done, &rig)
    #expect(rig.machine.run.result == .takenBack)
  }

  @Test("tries a step a counted number of times, with a pause between")
  func retries() {
    var rig = Rig(Runner())
    rig.start()
    for _ in 0..<2 {
      expect(make("/1", &rig), .file(.failed(.busy)), &rig)
      expect(.timer(.seconds(1)), .fired, &rig)
    }
    expect(make("/1", &rig), .file(.failed(.busy)), &rig)
    #expect(rig.machine.run.table.exhaustions == 1)
    expect(remove("/1", &rig), done, &rig)
    #expect(rig.machine.run.result == .given(2))
  }

  @Test("counts the tries of each step anew")
  func retriesOfAnother() {
    var rig = Rig(Runner())
    rig.start()
    for path in ["/1", "/2", "/3"] {
      for _ in 0..<2 {
        expect(make(path, &rig), .file(.failed(.busy)), &rig)
        expect(.timer(.seconds(1)), .fired, &rig)
      }
      expect(make(path, &rig), done, &rig)
    }
    #expect(rig.machine.run.result == .made)
  }

  @Test("goes back to an earlier step, at once or after a pause that can be cut short")
  func jumps() {
    var rig = Rig(Runner())
    rig.start()
    expect(make("/1", &rig), done, &rig)
    expect(make("/2", &rig), .file(.failed(.noSuchFile)), &rig)
    expect(make("/1", &rig), done, &rig)
    expect(make("/2", &rig), .file(.failed(.interrupted)), &rig)
    let pause = rig.nextEmission()
    #expect(pause?.operation == .timer(.seconds(2)))
    rig.hand(.message(Message(topic: Text("now")), from: .empty))
    let cancel = rig.next()
    #expect(cancel == .cancelTimer(pause?.tag ?? Tag(rawValue: 0)))
    #expect(rig.next() == make("/1", &rig))
    #expect(rig.oversights == [])
  }

  @Test("does not pause when it was nudged while it asked: the answer may be from before")
  func nudgedWhileAsking() {
    var rig = Rig(Runner())
    rig.start()
    #expect(rig.next() == make("/1", &rig))
    rig.hand(.message(Message(topic: Text("now")), from: .empty))
    rig.answer(.file(.failed(.interrupted)))
    // One pause is called off, and no more.
    expect(make("/1", &rig), .file(.failed(.interrupted)), &rig)
    let pause = rig.nextEmission()
    #expect(pause?.operation == .timer(.seconds(2)))
    #expect(rig.oversights == [])
  }

  @Test("ends where it stands when a step says so")
  func stops() {
    var rig = Rig(Runner())
    rig.start()
    expect(make("/1", &rig), done, &rig)
    expect(make("/2", &rig), .limitPassed, &rig)
    #expect(rig.machine.run.result == .given(1))
    #expect(rig.pending.isEmpty)
  }

  @Test("is not moved by an answer that comes when none is awaited")
  func strayAnswers() {
    var rig = Rig(Runner())
    rig.start()
    expect(make("/1", &rig), .file(.failed(.busy)), &rig)
    let pause = rig.nextEmission()
    rig.answer(Tag(rawValue: 7), done)
    #expect(rig.pending.isEmpty)
    rig.answer(pause?.tag ?? Tag(rawValue: 0), .fired)
    #expect(rig.next() == make("/1", &rig))
  }

  @Test("is not moved by a pause that was cut short, nor by being told to go on while it does")
  func strayPauses() {
    var rig = Rig(Runner())
    rig.start()
    expect(make("/1", &rig), .file(.failed(.busy)), &rig)
    let pause = rig.nextEmission()
    rig.hand(.message(Message(topic: Text("now")), from: .empty))
    let cancel = rig.next()
    #expect(cancel == .cancelTimer(pause?.tag ?? Tag(rawValue: 0)))
    let make = make("/1", &rig)
    #expect(rig.next() == make)
    let late: [Input] = [
      .outcome(pause?.tag ?? Tag(rawValue: 0), .fired), .outcome(Tag(rawValue: 9), .cancelled(0)),
      .message(Message(topic: Text("now")), from: .empty),
    ]
    for input in late {
      rig.hand(input)
      #expect(rig.pending.isEmpty, "\(input)")
    }
    rig.answer(Tag(rawValue: 7), done)
    #expect(rig.next() == self.make("/2", &rig))
    #expect(rig.oversights == [])
  }

  @Test("takes back all that was ever begun, also when it has gone back since")
  func backwardFromBefore() {
    var rig = Rig(Runner())
    rig.start()
    expect(make("/1", &rig), done, &rig)
    expect(make("/2", &rig), .file(.failed(.noSuchFile)), &rig)
    expect(make("/1", &rig), .file(.failed(.exists)), &rig)
    expect(remove("/2", &rig), done, &rig)
    expect(remove("/1", &rig), done, &rig)
    #expect(rig.machine.run.result == .takenBack)
  }
}
