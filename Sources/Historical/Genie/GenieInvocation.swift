import Operations

/// How genie, or its executor, was called: what its environment says, and its command line.
///
/// A launch in the world has one argument, so the environment stands in front of the command, as
/// in a shell: `GENIE_INTERNAL_BACKGROUND=1 GENIE_AGENT_START_TIME=… run implementor say hello`.
public struct GenieInvocation: Hashable, Sendable, Foldable {
  /// `GENIE_INTERNAL_BACKGROUND=1`: the one thing that makes a runner of a process.
  public var isInternal = false
  /// `GENIE_AGENT_START_TIME`, in milliseconds.
  public var startTime: WallTime?
  /// `GENIE_AGENT_LOG_FILE`.
  public var logFile: Text?
  /// `GENIE_AGENT_SESSION_ID`, from rc.21 on.
  public var sessionID: Text?
  /// `GENIE_POLL_TIMEOUT`, in milliseconds, from rc.23 on.
  public var pollTimeoutMs: Int64?
  /// The agent; empty when none was named.
  public var agent = Text.empty
  /// The prompt.
  public var prompt = Text.empty

  /// A call without environment or command.
  public init() {}

  /// Reads an argument.
  public init(_ argument: Text, _ texts: inout Texts) {
    let bytes = texts.withBytes(argument) { Array($0) }
    var rest = bytes[...]
    while let word = Self.word(&rest) {
      if let place = word.firstIndex(of: UInt8(ascii: "=")), word.starts(with: "GENIE_".utf8) {
        set(word[..<place], word[(place + 1)...], &texts)
      } else if agent.isEmpty, !word.elementsEqual("run".utf8) {
        agent = Self.text(word, &texts)
        prompt = Self.text(rest, &texts)
        return
      }
    }
  }

  private mutating func set(
    _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, _ texts: inout Texts
  ) {
    guard !value.isEmpty else { return }
    switch String(decoding: name, as: UTF8.self) {
    case "GENIE_INTERNAL_BACKGROUND": isInternal = value.elementsEqual("1".utf8)
    case "GENIE_AGENT_START_TIME":
      startTime = Self.number(value).map { WallTime(milliseconds: $0) }
    case "GENIE_AGENT_LOG_FILE": logFile = Self.text(value, &texts)
    case "GENIE_AGENT_SESSION_ID": sessionID = Self.text(value, &texts)
    case "GENIE_POLL_TIMEOUT": pollTimeoutMs = Self.number(value)
    default: break
    }
  }

  /// The argument that says all of it.
  public func argument(_ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      if isInternal {
        builder.add("GENIE_INTERNAL_BACKGROUND=1 GENIE_AGENT_BACKGROUND_RUNNER=1 ")
      }
      if let startTime {
        builder.add("GENIE_AGENT_START_TIME=")
        builder.add(startTime.milliseconds)
        builder.add(" ")
      }
      if let logFile {
        builder.add("GENIE_AGENT_LOG_FILE=")
        builder.add(logFile, from: texts)
        builder.add(" ")
      }
      if let sessionID {
        builder.add("GENIE_AGENT_SESSION_ID=")
        builder.add(sessionID, from: texts)
        builder.add(" ")
      }
      if let pollTimeoutMs {
        builder.add("GENIE_POLL_TIMEOUT=")
        builder.add(pollTimeoutMs)
        builder.add(" ")
      }
      builder.add("run ")
      builder.add(agent, from: texts)
      if !prompt.isEmpty { builder.add(" ") }
      builder.add(prompt, from: texts)
    }
  }

  private static func word(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    rest = rest.drop { $0 == UInt8(ascii: " ") }
    guard !rest.isEmpty else { return nil }
    let word = rest.prefix { $0 != UInt8(ascii: " ") }
    rest = rest[word.endIndex...].drop { $0 == UInt8(ascii: " ") }
    return word
  }

  private static func text(_ bytes: ArraySlice<UInt8>, _ texts: inout Texts) -> Text {
    bytes.withUnsafeBufferPointer { texts.text($0) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
    Int64(String(decoding: bytes, as: UTF8.self))
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(isInternal ? 1 : 0, 0)
    digest.fold(startTime?.milliseconds ?? -1)
    digest.fold(logFile ?? .empty)
    digest.fold(sessionID ?? .empty)
    digest.fold(pollTimeoutMs ?? -1)
    digest.fold(agent)
    digest.fold(prompt)
  }
}
