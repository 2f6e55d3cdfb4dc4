import Operations
import Supervision
import SupervisionSupport
import Testing

/// A table of two steps that sends itself back for ever.
private struct Circle: StepTable {
  enum Step: UInt8 { case first, second }

  enum Result: Hashable, Sendable { case finished, overrun }

  var rows: [StepRow<Step>] { [StepRow(.first), StepRow(.second)] }

  mutating func request(for step: Step, _ emit: inout Emitter) -> StepRequest? {
    StepRequest(.drawNumber, limit: .seconds(1))
  }

  mutating func judge(
    _ step: Step, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Judgement<Step, Result> {
    step == .first ? .next : .jump(.first)
  }

  mutating func exhausted(_ step: Step) -> Judgement<Step, Result> { .next }

  mutating func overrun() -> Result { .overrun }

  mutating func finished() -> Result { .finished }

  func fold(into digest: inout Digest) {}
}

private struct Runner: Machine {
  var run = StepRun(Circle(), firstTag: 0)

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started: run.begin(&emit)
    case .outcome(let tag, let outcome): run.handle(tag, outcome, &emit)
    case .message, .signal: break
    }
  }

  func fold(into digest: inout Digest) { run.fold(into: &digest) }
}

@Suite("A table of steps that does not end")
struct StepBoundTests {
  @Test("is ended, and the run says so")
  func bound() {
    var rig = Rig(Runner())
    rig.start()
    var count = 0
    while rig.machine.run.result == nil, count < 30_000 {
      count += 1
      rig.expect(.drawNumber, .number(1))
    }
    #expect(rig.machine.run.result == .overrun)
    #expect(count == StepRun<Circle>.stepsMax)
    #expect(rig.pending.isEmpty)
  }
}
