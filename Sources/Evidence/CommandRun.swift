/// A program that was run for real.
public struct CommandRun: Hashable, Sendable {
  /// The step of the plan.
  public var step: String
  /// Which of its times it was, counted from 1.
  public var time: Int
  /// The program and its arguments.
  public var words: [String]
  /// How it ended.
  public var end: End
  /// What it printed.
  public var output: Stream
  /// What it said on standard error.
  public var errors: Stream

  /// How a program ends.
  public enum End: Hashable, Sendable {
    /// With a status.
    case exited(Int)
    /// By a signal.
    case signalled(Int)
    /// It took too long and was ended.
    case timedOut
    /// It could not be started, for this reason.
    case notStarted(String)
  }

  /// A stream that was kept as a file; what is empty has none.
  public struct Stream: Hashable, Sendable {
    /// The file; empty for none.
    public var path: String
    /// How many bytes it has.
    public var byteCount: Int
    /// Their sum.
    public var sum: String

    /// Keeps some bytes in a file.
    public init(_ path: String, _ bytes: [UInt8]) {
      self.path = bytes.isEmpty ? "" : path
      byteCount = bytes.count
      sum = SHA256.hex(of: bytes)
    }

    init?(_ value: JSONValue?) {
      self.init("", [])
      guard let value else { return }
      guard let path = value["file"]?.text, let count = value["bytes"]?.number,
        let sum = value["sha256"]?.text
      else { return nil }
      self.path = path
      byteCount = count
      self.sum = sum
    }

    /// Nothing, for a stream that is empty.
    var value: JSONValue? {
      guard byteCount > 0 else { return nil }
      return .members([
        ("file", .string(path)), ("bytes", .integer(byteCount)), ("sha256", .string(sum)),
      ])
    }
  }

  /// Makes a run.
  public init(
    step: String, time: Int, words: [String], end: End, output: Stream, errors: Stream
  ) {
    self.step = step
    self.time = time
    self.words = words
    self.end = end
    self.output = output
    self.errors = errors
  }

  var value: JSONValue {
    var members: [(String, JSONValue?)] = [
      ("step", .string(step)), ("time", .integer(time)),
      ("words", .array(words.map { .string($0) })),
    ]
    switch end {
    case .exited(let status): members.append(("exit", .integer(status)))
    case .signalled(let signal): members.append(("signal", .integer(signal)))
    case .timedOut: members.append(("timed-out", .boolean(true)))
    case .notStarted(let reason): members.append(("not-started", .string(reason)))
    }
    return .members(members + [("output", output.value), ("errors", errors.value)])
  }

  init?(_ value: JSONValue) {
    guard let step = value["step"]?.text, let time = value["time"]?.number,
      let output = Stream(value["output"]), let errors = Stream(value["errors"])
    else { return nil }
    let end: End
    if let status = value["exit"]?.number {
      end = .exited(status)
    } else if let signal = value["signal"]?.number {
      end = .signalled(signal)
    } else if value["timed-out"]?.isTrue == true {
      end = .timedOut
    } else if let reason = value["not-started"]?.text {
      end = .notStarted(reason)
    } else {
      return nil
    }
    self.init(
      step: step, time: time, words: value["words"]?.texts ?? [], end: end, output: output,
      errors: errors)
  }
}
