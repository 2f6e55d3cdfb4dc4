import Operations

/// The command line's process for one order to Forge: decodes its argument, carries it out, shows
/// what came of it, ends.
///
/// Contract: one result for each start, and an exit status that says it: 0 for done, 1 for refused
/// or failed, 2 for what is not known, 3 for a fall-back that somebody else has to make, 130 when
/// interrupted. It can be ended after any operation and started again with the same argument. It
/// catches an interrupt only while it shows a stream, and closes that first; every other signal
/// that reaches it, and every message, is counted and changes nothing. What it survives is what
/// its `ForgeExecutor` survives.
public struct ForgeCommand: Machine, Hashable {
  /// What came of the order; nil while it is under way.
  public private(set) var result: ForgeResult?
  /// What it was ordered to do; nil until it has begun, and for what is no order.
  public private(set) var order: ForgeOrder?
  /// How many inputs came that nothing waited for.
  public private(set) var strayCount: Int32 = 0
  let entry: EntryPoint
  private var executor: ForgeExecutor
  private var hasStarted = false
  private var isExiting = false

  /// Makes the command; hints are spelled with the entry point.
  public init(_ policy: ForgePolicy = ForgePolicy(), entry: EntryPoint) {
    executor = ForgeExecutor(policy)
    self.entry = entry
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      guard !hasStarted else {
        strayCount += 1
        return
      }
      hasStarted = true
      guard let order = ForgeOrder.decode(start.argument, &emit) else {
        finish(.refused(.badOrder), &emit)
        return
      }
      self.order = order
      executor.begin(order, me: start.identity, &emit)
    case .outcome(let tag, let outcome):
      if let result = executor.handle(tag, outcome, &emit) {
        finish(result, &emit)
      } else {
        exitIfShown(&emit)
      }
    case .signal(.interrupt), .signal(.terminate), .signal(.hangUp):
      if result == nil, let result = executor.interrupt(&emit) { finish(result, &emit) }
    case .signal, .message:
      strayCount += 1
    }
  }

  private mutating func finish(_ result: ForgeResult, _ emit: inout Emitter) {
    self.result = result
    for line in lines(of: result, &emit) { executor.show(line, &emit) }
    exitIfShown(&emit)
  }

  /// Ends once everything was shown.
  private mutating func exitIfShown(_ emit: inout Emitter) {
    guard let result, executor.isQuiet, !isExiting else { return }
    isExiting = true
    emit.perform(.process(.exit(status: Self.exitStatus(of: result))), ForgeCalls.closing)
  }

  /// The exit status that says a result.
  public static func exitStatus(of result: ForgeResult) -> UInt8 {
    switch result {
    case .created, .resumed, .status, .stopped, .nothingToStop, .endedByItself, .listed,
      .approvals, .text, .done:
      0
    case .streamed(let report):
      switch report.end {
      case .finished, .quiet: 0
      case .interrupted: 130
      case .unknown: 1
      case .cut: 2
      }
    case .failedToStart, .refused: 1
    case .unresolved, .stopUnconfirmed: 2
    case .fallBackLocally: 3
    }
  }

  /// Folds the result and how far the order is.
  public func fold(into digest: inout Digest) {
    digest.fold(result == nil ? 0 : 1, (hasStarted ? 1 : 0) | (isExiting ? 2 : 0))
    result?.fold(into: &digest)
    digest.fold(Int64(strayCount))
    executor.fold(into: &digest)
    entry.fold(into: &digest)
  }
}
