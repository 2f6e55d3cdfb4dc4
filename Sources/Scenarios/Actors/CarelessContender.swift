import Operations

/// Claims a root by writing its number over whatever is there, and has it if it reads it back.
///
/// Flaw, meant: whoever does the same in between has it as well.
public struct CarelessContender: Machine {
  private let time: Interval
  private var roundsLeft: Int
  private var path = Text.empty
  private var own = Text.empty
  /// Whether it believes that the root is its own.
  public private(set) var holds = false
  /// Whether it found another's number.
  public private(set) var wasRefused = false

  /// Makes one that holds for a while.
  public init(holdingFor time: Interval, rounds: Int = 1) {
    roundsLeft = rounds - 1
    self.time = time
  }

  /// Takes one input; the argument of its start is the root.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      let pid = start.identity.pid
      own = emit.text { builder, _ in builder.add(pid) }
      path = emit.text { builder, texts in
        builder.add(start.argument, from: texts)
        builder.add("/runner.pid")
      }
      emit.perform(.file(.replace(path, content: own)), Tag(rawValue: 1))
    case .outcome(Tag(rawValue: 1), _):
      emit.perform(.file(.read(path)), Tag(rawValue: 2))
    case .outcome(Tag(rawValue: 2), .file(.content(let found))) where found == own:
      holds = true
      emit.perform(.timer(time), Tag(rawValue: 3))
    case .outcome(Tag(rawValue: 2), _):
      wasRefused = true
      end(status: 1, &emit)
    case .outcome(Tag(rawValue: 3), _):
      holds = false
      end(status: 0, &emit)
    case .outcome, .message, .signal:
      // It has ended, or nobody talks to it.
      break
    }
  }

  private mutating func end(status: UInt8, _ emit: inout Emitter) {
    guard roundsLeft > 0 else {
      emit.perform(.process(.exit(status: status)), Tag(rawValue: 4))
      return
    }
    roundsLeft -= 1
    wasRefused = false
    emit.perform(.file(.replace(path, content: own)), Tag(rawValue: 1))
  }

  /// Folds its number and how far it has come.
  public func fold(into digest: inout Digest) {
    digest.fold(own)
    digest.fold(path)
    digest.fold(holds ? 1 : 0, wasRefused ? 1 : 0)
    digest.fold(roundsLeft)
  }
}
