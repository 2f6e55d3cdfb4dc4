import Operations
import SimulatedWorld
import Simulation
import Supervision

/// An agent: prints a number of lines with pauses in between, then ends.
package struct PrintingExecutor: Machine {
  package var lineCount: Int32 = 3
  package var pause = Interval.milliseconds(400)
  package var status: UInt8 = 0
  /// Whether it goes on when it is interrupted or asked to terminate.
  package var isStubborn = false
  package private(set) var printed: Int32 = 0

  package init(
    lineCount: Int32 = 3, pause: Interval = .milliseconds(400), status: UInt8 = 0,
    isStubborn: Bool = false
  ) {
    self.lineCount = lineCount
    self.pause = pause
    self.status = status
    self.isStubborn = isStubborn
  }

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started:
      emit.perform(.timer(pause), Tag(rawValue: 1))
    case .outcome(_, .fired):
      guard printed < lineCount else {
        emit.perform(.process(.exit(status: status)), Tag(rawValue: 3))
        return
      }
      printed += 1
      let number = printed
      let line = emit.text { builder, _ in
        builder.add("line ")
        builder.add(number)
      }
      emit.perform(.process(.writeLine(line)), Tag(rawValue: 2))
      emit.perform(.timer(pause), Tag(rawValue: 1))
    case .signal(let signal):
      if !isStubborn {
        _ = signal
        emit.perform(.process(.exit(status: 130)), Tag(rawValue: 3))
      }
    case .outcome, .message:
      break
    }
  }

  package func fold(into digest: inout Digest) {
    digest.fold(Int64(printed))
  }
}
