import Operations

/// An agent: it prints a line, works, says from time to time what it does, and ends in its own way.
///
/// It stands for Claude Code, Codex and their like, as a supervisor sees them: a process in a pane
/// that may finish, crash, wait for a person, go quiet, leave children behind, or stay. What it was
/// told is counted once for each number, however often it arrives.
public struct Agent: Machine {
  /// How it behaves.
  public let behaviour: AgentBehaviour
  /// How many different prompts it was given.
  public private(set) var promptCount = 0
  /// How many times one arrived that it had been given before.
  public private(set) var repetitionCount = 0
  /// Whether it has done what it was asked to.
  public private(set) var isDone = false

  private var session = Text.empty
  private var nonce: UInt64 = 0
  private var heard: [UInt64] = []
  private var reportsLeft = 0

  private static let reportTag = Tag(rawValue: 1)
  private static let endTag = Tag(rawValue: 2)
  private static let callTag = Tag(rawValue: 3)
  private static let programTag = Tag(rawValue: 4)

  /// Makes an agent.
  public init(_ behaviour: AgentBehaviour) {
    self.behaviour = behaviour
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      session = start.argument
      nonce = start.identity.nonce
      reportsLeft = behaviour.reportsMax
      let ready = emit.texts.text("ready")
      emit.perform(.process(.writeLine(ready)), Self.callTag)
      for _ in 0..<behaviour.children {
        // A child that has left the terminal does not hear of its end.
        let launch = Launch(
          program: behaviour.childProgram, argument: session, nonce: start.identity.nonce,
          newSession: true, ignoresHangUp: true)
        emit.perform(.process(.spawn(launch)), Self.callTag)
      }
      report(.active, &emit)
      if behaviour.calls != nil, session != behaviour.callsNotFor {
        emit.perform(.timer(behaviour.callsAfter), Self.programTag)
      }
      emit.perform(.timer(behaviour.workTime), Self.endTag)
    case .message(let message, _):
      guard message.topic == SessionTopic.prompt else { return }
      guard !heard.contains(message.number) else {
        repetitionCount += 1
        return
      }
      heard.append(message.number)
      promptCount += 1
      report(.active, &emit)
    case .outcome(Self.reportTag, .fired):
      report(isDone ? behaviour.afterwards : .active, &emit)
    case .outcome(Self.programTag, .fired):
      if let call = behaviour.calls { emit.perform(.process(.spawn(call)), Self.callTag) }
    case .outcome(Self.endTag, .fired):
      finish(&emit)
    case .outcome:
      // A line that could not be shown or a report that nobody heard does not keep it from working.
      break
    case .signal(.terminate), .signal(.hangUp), .signal(.interrupt):
      // Only one that catches signals gets here: it ends when it is told to.
      emit.perform(.process(.exit(status: 143)), Self.callTag)
    case .signal(.continue), .signal(.stop), .signal(.kill), .signal(.segmentationFault):
      break
    }
  }

  private mutating func finish(_ emit: inout Emitter) {
    isDone = true
    switch behaviour.ending {
    case .exits(let status):
      report(.exited, &emit)
      emit.perform(.process(.exit(status: status)), Self.callTag)
    case .stays:
      report(behaviour.afterwards, &emit)
    case .crashes:
      emit.perform(.process(.exit(status: 139)), Self.callTag)
    }
  }

  private mutating func report(_ activity: AgentActivity, _ emit: inout Emitter) {
    if !behaviour.supervisor.isEmpty {
      let message = Message(
        topic: SessionTopic.activity, body: session, number: activity.number(in: nonce))
      emit.perform(.send(message, to: .actor(behaviour.supervisor)), Self.callTag)
    }
    guard reportsLeft > 0 else { return }
    reportsLeft -= 1
    emit.perform(.timer(behaviour.reportPause), Self.reportTag)
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(session)
    digest.fold(nonce)
    digest.fold(UInt32(promptCount), UInt32(repetitionCount))
    digest.fold(UInt32(reportsLeft), isDone ? 1 : 0)
    for number in heard { digest.fold(number) }
  }
}
