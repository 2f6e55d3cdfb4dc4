import Operations

/// What Forge runs as its executor: prints a number of lines with pauses in between, then ends.
public struct ForgeAgent: Machine {
  private let plan: ForgePlan
  /// How many lines it has printed.
  public private(set) var printed: Int32 = 0

  /// Makes one that does what is planned.
  public init(_ plan: ForgePlan) { self.plan = plan }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started:
      emit.perform(.timer(plan.linePause), Tag(rawValue: 1))
    case .outcome(Tag(rawValue: 1), .fired):
      guard printed < plan.lineCount else {
        return emit.perform(.process(.exit(status: plan.status)), Tag(rawValue: 3))
      }
      printed += 1
      let number = printed
      let line = emit.text { builder, _ in
        builder.add("line ")
        builder.add(number)
      }
      emit.perform(.process(.writeLine(line)), Tag(rawValue: 2))
      emit.perform(.timer(plan.linePause), Tag(rawValue: 1))
    case .signal(.terminate), .signal(.interrupt), .signal(.hangUp):
      guard !plan.ignoresSignals else { return }
      emit.perform(.process(.exit(status: 130)), Tag(rawValue: 3))
    case .outcome, .message, .signal:
      // A line that could not be shown does not keep it from the next.
      break
    }
  }

  /// Folds how far it has come.
  public func fold(into digest: inout Digest) {
    digest.fold(Int64(printed))
  }
}
