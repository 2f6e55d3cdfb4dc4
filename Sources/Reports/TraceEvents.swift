import JSON

/// Writes a timeline in the trace event format, which Perfetto and Chrome's trace viewer open.
///
/// It is the object form of the format. Events may be written in any order. On one track, one that
/// takes time must lie wholly within another or wholly beside it; viewers drop those that overlap
/// otherwise. What was written so far can be taken away with `drain`, so that a long trace needs
/// little memory; `end` closes the document.
public struct TraceEvents: ~Copyable {
  private var json: JSONWriter
  private var isFirst = true
  private var arrowCount = 0

  /// Begins a document.
  public init(shownIn unit: TraceTimeUnit = .nanoseconds, capacity: Int = 65_536) {
    json = JSONWriter(capacity: capacity)
    json.raw("{\"displayTimeUnit\":")
    json.string(unit.rawValue)
    json.raw(",\"traceEvents\":[")
  }

  /// How many bytes wait to be drained.
  public var byteCount: Int { json.count }

  /// Hands over the bytes written since the last time, and forgets them unless the body throws.
  public mutating func drain<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let result = try json.withBytes(body)
    json.removeAll()
    return result
  }

  /// Closes the document, with what is to be known of the trace as a whole, and hands over the
  /// bytes that were not drained.
  public consuming func end(otherData: [TraceArgument] = []) -> JSONWriter {
    json.raw("\n]")
    if !otherData.isEmpty {
      json.raw(",\"otherData\":")
      object(otherData)
    }
    json.raw("}\n")
    return json
  }

  // MARK: Names

  /// Names a process; processes are shown in the order of their sort index.
  public mutating func nameProcess(_ process: Int, _ name: String, sortIndex: Int? = nil) {
    let track = TraceTrack(process: process, thread: 0)
    metadata("process_name", track, holding: "name")
    json.string(name)
    json.raw("}}")
    guard let sortIndex else { return }
    metadata("process_sort_index", track, holding: "sort_index")
    json.integer(sortIndex)
    json.raw("}}")
  }

  /// Names a thread; the threads of a process are shown in the order of their sort index.
  public mutating func nameThread(_ track: TraceTrack, _ name: String, sortIndex: Int? = nil) {
    metadata("thread_name", track, holding: "name")
    json.string(name)
    json.raw("}}")
    guard let sortIndex else { return }
    metadata("thread_sort_index", track, holding: "sort_index")
    json.integer(sortIndex)
    json.raw("}}")
  }

  // MARK: Events

  /// Something that takes time.
  ///
  /// The category is for filters; commas separate several.
  public mutating func complete(
    _ name: String, category: String, on track: TraceTrack, startNs: Int64, durationNs: Int64,
    color: TraceColor? = nil, arguments: [TraceArgument] = []
  ) {
    begin("X", name, category: category, at: TracePoint(track, atNs: startNs))
    json.raw(",\"dur\":")
    microseconds(durationNs)
    end(color, arguments)
  }

  /// Something that takes no time.
  public mutating func instant(
    _ name: String, category: String, at point: TracePoint, scope: TraceScope = .thread,
    color: TraceColor? = nil, arguments: [TraceArgument] = []
  ) {
    begin("i", name, category: category, at: point)
    json.raw(",\"s\":")
    json.string(scope.rawValue)
    end(color, arguments)
  }

  /// An arrow from what takes time at one point to what does at another.
  ///
  /// Both its ends are written, under a number of its own, so that none is without the other. At
  /// each of the points there must be a complete event of that track, or the arrow is not shown.
  public mutating func arrow(
    _ name: String, category: String, from start: TracePoint, to finish: TracePoint,
    arguments: [TraceArgument] = []
  ) {
    precondition(
      start.atNs <= finish.atNs, "an arrow back in time: from \(start.atNs) to \(finish.atNs) ns")
    arrowCount += 1
    begin("s", name, category: category, at: start)
    json.raw(",\"id\":")
    json.integer(arrowCount)
    end(nil, arguments)
    begin("f", name, category: category, at: finish)
    json.raw(",\"id\":")
    json.integer(arrowCount)
    json.raw(",\"bp\":\"e\"")
    end(nil, [])
  }

  /// The values of some quantities of a process from a time on, drawn on top of one another.
  public mutating func counter(
    _ name: String, category: String, process: Int, atNs: Int64,
    values: [(name: String, value: Int64)], color: TraceColor? = nil
  ) {
    precondition(!values.isEmpty, "a counter without values: \(name)")
    begin(
      "C", name, category: category,
      at: TracePoint(TraceTrack(process: process, thread: 0), atNs: atNs))
    end(color, values.map { TraceArgument($0.name, .integer($0.value)) }, isCounter: true)
  }

  // MARK: Parts of an event

  private mutating func next() {
    json.raw(isFirst ? "\n" : ",\n")
    isFirst = false
  }

  private mutating func metadata(
    _ name: StaticString, _ track: TraceTrack, holding argument: StaticString
  ) {
    next()
    json.raw("{\"ph\":\"M\",\"name\":\"")
    json.raw(name)
    json.raw("\",\"pid\":")
    json.integer(track.process)
    json.raw(",\"tid\":")
    json.integer(track.thread)
    json.raw(",\"args\":{\"")
    json.raw(argument)
    json.raw("\":")
  }

  private mutating func begin(
    _ phase: StaticString, _ name: String, category: String, at point: TracePoint
  ) {
    next()
    json.raw("{\"ph\":\"")
    json.raw(phase)
    json.raw("\",\"name\":")
    json.string(name)
    json.raw(",\"cat\":")
    json.string(category)
    json.raw(",\"pid\":")
    json.integer(point.track.process)
    json.raw(",\"tid\":")
    json.integer(point.track.thread)
    json.raw(",\"ts\":")
    microseconds(point.atNs)
  }

  private mutating func end(
    _ color: TraceColor?, _ arguments: [TraceArgument], isCounter: Bool = false
  ) {
    if let color {
      json.raw(",\"cname\":")
      json.string(color.rawValue)
    }
    if !arguments.isEmpty {
      json.raw(",\"args\":")
      object(arguments, isCounter: isCounter)
    }
    json.byte(UInt8(ascii: "}"))
  }

  private mutating func object(_ arguments: [TraceArgument], isCounter: Bool = false) {
    json.byte(UInt8(ascii: "{"))
    var isFirst = true
    for argument in arguments {
      if !isFirst { json.byte(UInt8(ascii: ",")) }
      isFirst = false
      json.string(argument.name)
      json.byte(UInt8(ascii: ":"))
      switch argument.value {
      case .string(let text): json.string(text)
      // Viewers read numbers as floating point: beyond that range only a text keeps every digit.
      case .integer(let number)
      where number.magnitude > UInt64(JSONScanner.integerMax) && !isCounter:
        json.string(String(number))
      case .integer(let number): json.integer(Int(number))
      }
    }
    json.byte(UInt8(ascii: "}"))
  }

  /// Writes nanoseconds as microseconds with a decimal fraction, never with an exponent.
  private mutating func microseconds(_ nanoseconds: Int64) {
    precondition(nanoseconds >= 0, "a trace begins at 0, and nothing lasts \(nanoseconds) ns")
    let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000)
    json.integer(Int(whole))
    guard rest > 0 else { return }
    json.byte(UInt8(ascii: "."))
    json.byte(UInt8(ascii: "0") + UInt8(rest / 100))
    guard rest % 100 > 0 else { return }
    json.byte(UInt8(ascii: "0") + UInt8(rest / 10 % 10))
    guard rest % 10 > 0 else { return }
    json.byte(UInt8(ascii: "0") + UInt8(rest % 10))
  }
}
