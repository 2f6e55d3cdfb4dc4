import Operations

/// Something that takes several steps, one after the other, and may have to be taken back.
///
/// It says what each step asks of the world and what an answer means; `StepRun` does the rest. What
/// a step has done is not remembered for taking it back: the undo looks at the world and at what was
/// recorded beforehand, so that whoever comes after a crash can do it as well.
public protocol StepTable: Sendable, Foldable {
  /// The names of the steps.
  associatedtype Step: RawRepresentable<UInt8>, Hashable, Sendable
  /// How it can end.
  associatedtype Result: Hashable, Sendable

  /// The steps in their order, each with what takes it back.
  var rows: [StepRow<Step>] { get }

  /// What carries a step out; nil when there is nothing to do.
  mutating func request(for step: Step, _ emit: inout Emitter) -> StepRequest?

  /// What the answer means.
  ///
  /// The rows of a listing stand in the emitter.
  mutating func judge(
    _ step: Step, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Judgement<Step, Result>

  /// What follows when a step was tried as often as it may be.
  mutating func exhausted(_ step: Step) -> Judgement<Step, Result>

  /// How it ended when it took more steps than any run may, retries included.
  mutating func overrun() -> Result

  /// How it ended when all steps were taken.
  mutating func finished() -> Result
}

/// One step of a table.
public struct StepRow<Step: Hashable & Sendable>: Hashable, Sendable {
  /// What is done.
  public var step: Step
  /// What takes it back, in this order; empty when it leaves nothing behind.
  public var undo: [Step]

  /// Makes a row.
  public init(_ step: Step, undo: [Step] = []) {
    self.step = step
    self.undo = undo
  }
}

/// What a step asks of the world.
public struct StepRequest: Hashable, Sendable {
  /// The operation.
  public var operation: Operation
  /// How long an answer may take.
  public var limit: Interval

  /// Makes a request.
  public init(_ operation: Operation, limit: Interval) {
    self.operation = operation
    self.limit = limit
  }
}

/// What an answer means for the table.
public enum Judgement<Step: Hashable & Sendable, Result: Hashable & Sendable>: Hashable, Sendable {
  /// It is done; the following step is next.
  case next
  /// Go on at another step of the table, or of what is being taken back, after a pause.
  ///
  /// The table counts how often it goes back, so that it ends.
  case jump(Step, after: Interval = .zero)
  /// Once more after a pause, but so many times at most.
  case again(after: Interval, atMost: Int)
  /// It cannot be done: what was begun is taken back, the last first, and this is how it ends.
  case undo(Result)
  /// It ends here, and nothing is taken back.
  case stop(Result)
}
