import Operations

/// What a worker does with a prompt.
public enum DeskReply: Hashable, Sendable {
  /// Works for so long and writes a signal in one step.
  case signals(WorkerSignal.Status, after: Interval)
  /// Writes the first half of a signal, and all of it so much later.
  case signalsInHalves(WorkerSignal.Status, after: Interval, gap: Interval)
  /// Works and never says anything; its heartbeat goes on.
  case stalls
  /// Hangs after so long: no heartbeat, no signal.
  case hangs(after: Interval)
  /// Waits until it is nudged, then signals.
  case signalsWhenNudged(WorkerSignal.Status)
  /// Ends after so long.
  case dies(after: Interval, status: UInt8)
  /// Says in its heartbeat that it has ended, and stays.
  case leaves(after: Interval)
}

/// A worker in a pane, as a scenario wants it: answers each prompt with the next reply.
///
/// Its argument is the folder of the mission's files. The last reply is repeated. A worker that is
/// started again begins with the first. It makes no claim to be like a real agent beyond what a
/// desk can see of one: keys, heartbeat, signal, context, death.
public struct DeskWorker: Machine {
  private let replies: [DeskReply]
  private let heartbeatInterval: Interval
  private let learns: Bool
  private var folder = Text.empty
  private var next = 0
  private var iteration: UInt64 = 0
  private var beats = 0
  private var state = State.idle

  private enum State: UInt8 {
    case idle, working, half, hanging, nudgeable
  }

  private enum Tags {
    static var work: Tag { Tag(rawValue: 1) }
    static var beat: Tag { Tag(rawValue: 2) }
    static var rest: Tag { Tag(rawValue: 3) }
    static var files: Tag { Tag(rawValue: 4) }
  }

  /// Makes a worker; one that does not learn leaves the same context after each iteration.
  public init(
    _ replies: [DeskReply], heartbeatInterval: Interval = .seconds(15), learns: Bool = true
  ) {
    precondition(!replies.isEmpty, "a worker without replies")
    self.replies = replies
    self.heartbeatInterval = heartbeatInterval
    self.learns = learns
  }

  private var reply: DeskReply { replies[min(next, replies.count) - 1] }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      folder = start.argument
    case .message(let message, from: _):
      guard message.topic == Text("keys") else { return }
      take(keys: message.body, &emit)
    case .outcome(Tags.work, .fired):
      finish(&emit)
    case .outcome(Tags.rest, .fired):
      guard state == .half else { return }
      writeSignal(&emit)
    case .outcome(Tags.beat, .fired):
      guard state == .working else { return }
      beat(&emit)
    case .outcome, .signal:
      // A file that could not be written is missed by the one who waits for it.
      break
    }
  }

  private mutating func take(keys: Text, _ emit: inout Emitter) {
    let number = emit.texts.withBytes(keys) { bytes in
      bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        .reduce(UInt64(0)) { $0 &* 10 &+ UInt64($1 - UInt8(ascii: "0")) }
    }
    guard number > 0 else {
      // A nudge; it concerns only those who wait for one.
      if state == .nudgeable { writeSignal(&emit) }
      return
    }
    // An earlier prompt is given up for a new one.
    emit.perform(.cancelTimer(Tags.work), Tags.files)
    emit.perform(.cancelTimer(Tags.beat), Tags.files)
    iteration = number
    next += 1
    state = .working
    beat(&emit)
    switch reply {
    case .signals(_, let time), .signalsInHalves(_, let time, _), .hangs(let time),
      .dies(let time, _), .leaves(let time):
      emit.perform(.timer(time), Tags.work)
    case .stalls:
      break
    case .signalsWhenNudged:
      state = .nudgeable
    }
  }

  private mutating func finish(_ emit: inout Emitter) {
    switch reply {
    case .signals:
      writeSignal(&emit)
    case .signalsInHalves(_, _, let gap):
      state = .half
      let half = emit.texts.text("{\"iteration\":\(iteration),\"sta")
      emit.perform(.file(.write(path("/iter-signal.json", &emit), content: half)), Tags.files)
      emit.perform(.timer(gap), Tags.rest)
    case .hangs:
      state = .hanging
    case .dies(_, let status):
      emit.perform(.process(.exit(status: status)), Tags.files)
    case .leaves:
      state = .hanging
      let content = emit.texts.text("{\"epoch\":\(beats),\"status\":\"exited\"}\n")
      emit.perform(
        .file(.replace(path("/worker-heartbeat.json", &emit), content: content)), Tags.files)
    case .stalls, .signalsWhenNudged:
      break
    }
  }

  private mutating func writeSignal(_ emit: inout Emitter) {
    state = .idle
    let status: WorkerSignal.Status =
      switch reply {
      case .signals(let status, _), .signalsInHalves(let status, _, _),
        .signalsWhenNudged(let status):
        status
      case .stalls, .hangs, .dies, .leaves: .continue
      }
    let word: StaticString =
      switch status {
      case .continue: "continue"
      case .verify: "verify"
      case .verifyPartial: "verify_partial"
      case .blocked: "blocked"
      case .unknown: "unheard-of"
      }
    let number = iteration
    let signal = emit.text { builder, _ in
      builder.add("{\"iteration\":")
      builder.add(number)
      builder.add(",\"status\":\"")
      builder.add(word)
      builder.add("\",\"us_id\":\"ALL\",\"summary\":\"done\",\"verified_acs\":[\"AC1\"]}\n")
    }
    let context = emit.texts.text(learns ? "after iteration \(number)\n" : "nothing new\n")
    emit.perform(.file(.replace(path("/latest.md", &emit), content: context)), Tags.files)
    emit.perform(.file(.replace(path("/iter-signal.json", &emit), content: signal)), Tags.files)
  }

  private mutating func beat(_ emit: inout Emitter) {
    beats += 1
    let content = emit.texts.text("{\"epoch\":\(beats)}\n")
    emit.perform(
      .file(.replace(path("/worker-heartbeat.json", &emit), content: content)), Tags.files)
    emit.perform(.timer(heartbeatInterval), Tags.beat)
  }

  private func path(_ name: StaticString, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(folder, from: texts)
      builder.add(name)
    }
  }

  /// Folds what it does and how far it is.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(state.rawValue))
    digest.fold(folder)
    digest.fold(next)
    digest.fold(iteration)
    digest.fold(beats)
  }
}
