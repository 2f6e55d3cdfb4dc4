import Historical
import Operations
import SupervisionSupport
import Testing

/// Every operation of the launcher, outside of any universe.
@Suite("Genie's launcher")
struct GenieLauncherTests {
  private static let wall = WallTime(milliseconds: 1_760_762_192_345)
  private static let done = Outcome.file(.done)
  private static let missing = Outcome.file(.failed(.noSuchFile))

  private func rig(_ version: GenieVersion) -> Rig<GenieLauncher> {
    var rig = Rig(GenieLauncher(version))
    rig.start(argument: "run core/implementor say hello")
    return rig
  }

  /// As far as the first record is written.
  private func saved(_ version: GenieVersion) -> (rig: Rig<GenieLauncher>, content: String) {
    var rig = rig(version)
    rig.step(.fileMakeDirectories, Self.done)
    rig.step(.readClock, .wallTime(Self.wall))
    rig.step(.fileRead, Self.missing)
    if version.drawsID {
      rig.step(.drawNumber, .number(0x0123_4567_89AB_CDEF))
      rig.step(.drawNumber, .number(0x0123_4567_89AB_CDEF))
    }
    let write = rig.step(.fileWrite, Self.done)
    return (rig, rig.written(write))
  }

  /// As far as it has begun to wait.
  private func waiting(_ version: GenieVersion) -> Rig<GenieLauncher> {
    var (rig, _) = saved(version)
    rig.step(.processSpawn, .process(.identity(rig.identity(200))))
    rig.step(.fileWrite, Self.done)
    #expect(
      rig.lines(2) == [
        "▸ Launching core/implementor in background...", "▸ Waiting for session ID...",
      ])
    rig.step(.readClock, .wallTime(Self.wall))
    return rig
  }

  /// One look, which finds this file.
  private func look(
    _ rig: inout Rig<GenieLauncher>, pauseMs: Int64 = 500, _ outcome: Outcome, afterMs: Int64
  ) {
    #expect(rig.step(.timer, .fired) == .timer(.milliseconds(pauseMs)))
    rig.step(.fileRead, outcome)
    rig.step(.readClock, .wallTime(WallTime(milliseconds: Self.wall.milliseconds + afterMs)))
  }

  @Test("rc.21 writes its record, hands its id down, and finds what it wrote itself")
  func success() {
    var (rig, content) = saved(.rc21)
    let id = "01234567-89ab-4def-8123-456789abcdef"
    #expect(
      content == """
        {
          "version": 2,
          "sessions": {
            "\(id)": {
              "agent": "core/implementor",
              "name": "core-implementor-2510180436",
              "logFile": "/project/.genie/state/agents/logs/core-implementor-1760762192345.log",
              "lastPrompt": "say hello",
              "created": "2025-10-18T04:36:32.345Z",
              "lastUsed": "2025-10-18T04:36:32.345Z",
              "status": "starting",
              "background": true,
              "runnerPid": null,
              "executor": "claude",
              "executorPid": null,
              "exitCode": null,
              "signal": null,
              "startTime": "2025-10-18T04:36:32.345Z",
              "sessionId": "\(id)"
            }
          }
        }
        """)
    guard case .process(.spawn(let launch))? = rig.next() else {
      Issue.record("no spawn")
      return
    }
    #expect(launch.newSession && launch.program == rig.text("genie"))
    #expect(
      rig.emit.texts.string(launch.argument)
        == "GENIE_INTERNAL_BACKGROUND=1 GENIE_AGENT_BACKGROUND_RUNNER=1 "
        + "GENIE_AGENT_START_TIME=1760762192345 GENIE_AGENT_LOG_FILE=/project/.genie/state/agents/"
        + "logs/core-implementor-1760762192345.log GENIE_AGENT_SESSION_ID=\(id) "
        + "run core/implementor say hello")
    rig.answer(.process(.identity(rig.identity(200))))
    let second = rig.written(rig.step(.fileWrite, Self.done))
    #expect(second.contains("\"status\": \"running\"") && second.contains("\"runnerPid\": 200"))
    _ = rig.lines(2)
    rig.step(.readClock, .wallTime(Self.wall))
    look(&rig, .file(.content(rig.text(second))), afterMs: 512)
    #expect(
      rig.lines(11) == [
        "▸ Session ID: \(id) (0.5s)", "", "  View output:", "    npx automagik-genie view \(id)",
        "", "  Continue conversation:", "    npx automagik-genie resume \(id) \"...\"", "",
        "  Stop the agent:", "    npx automagik-genie stop \(id)", "",
      ])
    #expect(rig.next() == .process(.exit(status: 0)))
    #expect(rig.machine.verdict == .reported(id: rig.text(id), afterMs: 512))
    #expect(rig.isAtRest)
  }

  @Test("rc.20 writes the same and looks for another key")
  func otherKey() {
    var rig = waiting(.rc20)
    let (_, content) = saved(.rc20)
    for number in 1..<40 {
      look(&rig, .file(.content(rig.text(content))), afterMs: Int64(number) * 500)
    }
    #expect(rig.machine.verdict == nil)
    look(&rig, .file(.content(rig.text(content))), afterMs: 20_000)
    #expect(rig.machine.verdict == .timedOut(afterMs: 20_000))
    #expect(rig.lines(2).first == "▸ Timeout waiting for session ID")
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
  }

  @Test("rc.23 pauses half as long again each time and says that it waits")
  func growingPauses() {
    var rig = waiting(.rc23)
    let pauses: [Int64] = [500, 750, 1_125, 1_687, 2_530, 3_795, 5_000, 5_000]
    var elapsed: Int64 = 0
    for pause in pauses {
      elapsed += pause
      look(&rig, pauseMs: pause, Self.missing, afterMs: elapsed)
      if elapsed == 6_592 { #expect(rig.lines(1) == ["▸ Still waiting... (6s elapsed)"]) }
      // 10,387 is less than five seconds after that.
      if elapsed == 15_387 { #expect(rig.lines(1) == ["▸ Still waiting... (15s elapsed)"]) }
      if elapsed == 20_387 { #expect(rig.lines(1) == ["▸ Still waiting... (20s elapsed)"]) }
    }
    #expect(rig.machine.lookCount == 8 && rig.machine.verdict == nil)
    look(&rig, pauseMs: 5_000, Self.missing, afterMs: 60_387)
    #expect(
      rig.lines(3).dropLast() == [
        "▸ Timeout waiting for session ID (waited 60s)",
        "  Increase timeout with: GENIE_POLL_TIMEOUT=120000 (for 120s)",
      ])
  }

  @Test("v1 reports a record without an id that is at an end as a failure to start")
  func failedToStart() {
    var rig = waiting(.v1)
    let file = "{\"version\":1,\"agents\":{\"core/implementor\":{\"status\":\"failed\"}}}"
    look(&rig, .file(.content(rig.text(file))), afterMs: 500)
    #expect(rig.machine.verdict == .failedToStart(.failed, afterMs: 500))
    #expect(rig.lines(2).first == "▸ Agent failed to start (status: failed)")
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
  }

  @Test("ends with 1 where Node.js throws: at its folders, its file, its runner")
  func exceptions() {
    var folders = rig(.rc21)
    folders.step(.fileMakeDirectories, .file(.failed(.readOnly)))
    #expect(folders.lines(1) == ["Error: Read-only file system"])
    #expect(folders.next() == .process(.exit(status: 1)) && folders.isAtRest)
    #expect(folders.machine.verdict == .threw(.readOnly))

    var read = rig(.rc19)
    read.step(.fileMakeDirectories, Self.done)
    read.step(.readClock, .wallTime(Self.wall))
    read.step(.fileRead, .file(.failed(.permissionDenied)))
    #expect(read.machine.verdict == .threw(.permissionDenied))

    var write = rig(.rc19)
    write.step(.fileMakeDirectories, Self.done)
    write.step(.readClock, .wallTime(Self.wall))
    write.step(.fileRead, Self.missing)
    write.step(.fileWrite, .limitPassed)
    #expect(write.machine.verdict == .threw(nil))

    var (spawn, _) = saved(.rc20)
    spawn.step(.processSpawn, .process(.failed(.wouldBlock)))
    #expect(spawn.machine.verdict == .threw(.wouldBlock))

    var (second, _) = saved(.rc20)
    second.step(.processSpawn, .process(.identity(second.identity(200))))
    second.step(.fileWrite, .file(.failed(.noSpace)))
    #expect(second.machine.verdict == .threw(.noSpace))

    var look = waiting(.rc20)
    look.step(.timer, .fired)
    look.step(.fileRead, .file(.failed(.inputOutput)))
    #expect(look.machine.verdict == .threw(.inputOutput))
  }

  @Test("says how it is used when no agent is named")
  func misuse() {
    var rig = Rig(GenieLauncher(.rc21))
    rig.start(argument: "run")
    #expect(rig.lines(1) == ["Usage: genie run <agent> \"<prompt>\""])
    #expect(rig.next() == .process(.exit(status: 1)) && rig.isAtRest)
    #expect(rig.machine.verdict == .misused)
  }

  @Test("passes over answers that come late or twice, messages and signals")
  func late() {
    var rig = rig(.rc21)
    let first = rig.nextEmission()
    rig.answer(.limitPassed)
    #expect(rig.machine.verdict == .threw(nil))
    _ = rig.next()
    if let first { rig.answer(first.tag, Self.done) }
    rig.hand(.message(Message(topic: Text("hello")), from: .empty))
    rig.hand(.signal(.interrupt))
    #expect(rig.machine.step == .tell && rig.isAtRest)
  }
}
