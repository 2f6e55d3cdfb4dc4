import Historical
import Operations
import SupervisionSupport
import Testing

/// The executor, and the script that is launcher or runner by its environment.
@Suite("Genie's executor and command")
struct GenieExecutorTests {
  private static let environment = "GENIE_INTERNAL_BACKGROUND=1 GENIE_AGENT_LOG_FILE=/log "

  private func rig(
    _ argument: String, _ change: (inout GenieExecutor.Plan) -> Void = { _ in }
  ) -> Rig<GenieExecutor> {
    var plan = GenieExecutor.Plan()
    change(&plan)
    var rig = Rig(GenieExecutor(plan))
    rig.start(argument: argument)
    return rig
  }

  @Test("runs as long as its plan or its prompt says, and exits with its status")
  func runs() {
    var planned = rig("run helper look") { $0.exitStatus = 4 }
    #expect(planned.step(.timer, .fired) == .timer(.milliseconds(15_000)))
    #expect(planned.next() == .process(.exit(status: 4)))
    planned.answer(.limitPassed)
    #expect(planned.isAtRest)
    var prompted = rig("run helper lasts=250 look")
    #expect(prompted.next() == .timer(.milliseconds(250)) && prompted.isAtRest)
  }

  @Test("prints its conversation id into the log that its environment names")
  func announces() {
    var rig = rig(Self.environment + "run helper look") { $0.announcesAfterMs = 300 }
    guard let announce = rig.nextEmission(), rig.next() != nil else { return }
    #expect(announce.operation == .timer(.milliseconds(300)))
    rig.answer(announce.tag, .fired)
    rig.step(.drawNumber, .number(1))
    guard case .file(.append(let log, content: let line))? = rig.next() else {
      Issue.record("nothing appended")
      return
    }
    let id = rig.machine.conversation.map { rig.emit.texts.string($0) } ?? ""
    #expect(log == rig.text("/log"))
    #expect(
      rig.emit.texts.string(line)
        == "{\"type\":\"session.created\",\"session_id\":\"\(id)\"}\n")
    rig.answer(.file(.failed(.noSpace)))
    #expect(rig.isAtRest)
  }

  @Test("calls genie with the environment that it was given, or without", arguments: [true, false])
  func calls(leaks: Bool) {
    var rig = rig(Self.environment + "run outer go") {
      $0.calls = "helper look around"
      $0.leaksEnvironment = leaks
    }
    guard let call = rig.nextEmission(), rig.next() != nil else { return }
    rig.answer(call.tag, .fired)
    guard case .process(.spawn(let launch))? = rig.next() else {
      Issue.record("no spawn")
      return
    }
    let argument = rig.emit.texts.string(launch.argument)
    #expect(argument.hasSuffix("run helper look around"))
    #expect(argument.contains("GENIE_INTERNAL_BACKGROUND=1") == leaks)
    rig.answer(.process(.identity(rig.identity(300))))
    #expect(rig.machine.nested?.pid == 300 && rig.isAtRest)
  }

  @Test("goes on when the genie that it calls does not start, and calls nobody as its agent")
  func callFails() {
    var rig = rig("run outer go") { $0.calls = "helper look around" }
    guard let call = rig.nextEmission(), rig.next() != nil else { return }
    rig.answer(call.tag, .fired)
    rig.step(.processSpawn, .process(.failed(.wouldBlock)))
    #expect(rig.machine.nested == nil && rig.isAtRest)
    var inner = self.rig("run helper look around") { $0.calls = "helper look around" }
    #expect(inner.next()?.verb == .timer && inner.isAtRest)
  }

  @Test("the command is a runner where the environment says so, and a launcher elsewhere")
  func command() {
    var rig = Rig(GenieCommand(.rc21))
    rig.hand(.signal(.hangUp))
    rig.start(argument: "GENIE_AGENT_SESSION_ID=x run helper look")
    guard case .launcher = rig.machine else {
      Issue.record("\(rig.machine)")
      return
    }
    #expect(rig.machine.verdict == nil)
    rig.step(.fileMakeDirectories, .file(.failed(.noSpace)))
    #expect(rig.machine.verdict == .threw(.noSpace))
    #expect(rig.next()?.verb == .processWriteLine && rig.isAtRest)
    var inner = Rig(GenieCommand(.rc21))
    inner.start(argument: Self.environment + "run helper look")
    guard case .runner = inner.machine else {
      Issue.record("\(inner.machine)")
      return
    }
    #expect(inner.next()?.verb == .fileMakeDirectories && inner.isAtRest)
    #expect(inner.machine.verdict == nil)
  }

  @Test("an invocation says what it was made of")
  func invocation() {
    var emit = Emitter()
    let words =
      "GENIE_INTERNAL_BACKGROUND=1 GENIE_AGENT_BACKGROUND_RUNNER=1 GENIE_AGENT_START_TIME=12 "
      + "GENIE_AGENT_LOG_FILE=/log GENIE_AGENT_SESSION_ID=id GENIE_POLL_TIMEOUT=9 "
      + "run helper X=1 look  around"
    let call = GenieInvocation(emit.texts.text(words), &emit.texts)
    let argument = call.argument(&emit)
    #expect(emit.texts.string(argument) == words)
    #expect(emit.texts.string(call.prompt) == "X=1 look  around")
    let bare = GenieInvocation(emit.texts.text("  helper"), &emit.texts)
    let bareArgument = bare.argument(&emit)
    #expect(emit.texts.string(bareArgument) == "run helper")
    let odd = GenieInvocation(
      emit.texts.text("GENIE_INTERNAL_BACKGROUND=0 GENIE_AGENT_SESSION_ID= GENIE_X=1 a"),
      &emit.texts)
    #expect(!odd.isInternal && odd.sessionID == nil && emit.texts.string(odd.agent) == "a")
  }
}
