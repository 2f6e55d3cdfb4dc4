import Historical
import Operations
import SupervisionSupport
import Testing

/// Every operation of the runner, outside of any universe.
@Suite("Genie's runner")
struct GenieRunnerTests {
  private static let wall = WallTime(milliseconds: 1_760_762_192_430)
  private static let done = Outcome.file(.done)
  private static let argument =
    "GENIE_INTERNAL_BACKGROUND=1 GENIE_AGENT_START_TIME=1760762192345 "
    + "GENIE_AGENT_LOG_FILE=/log GENIE_AGENT_SESSION_ID=outer run helper look around"

  /// As far as its first record is written, over a file that it finds.
  private func saved(
    _ version: GenieVersion, over file: String = "{}"
  ) -> (rig: Rig<GenieRunner>, content: String) {
    var rig = Rig(GenieRunner(version))
    rig.start(argument: Self.argument, pid: 200)
    rig.step(.fileMakeDirectories, Self.done)
    rig.step(.readClock, .wallTime(Self.wall))
    rig.step(.fileRead, .file(.content(rig.text(file))))
    if version == .rc20 {
      rig.step(.drawNumber, .number(1))
      rig.step(.drawNumber, .number(2))
    }
    let write = rig.step(.fileWrite, Self.done)
    return (rig, rig.written(write))
  }

  /// As far as its executor runs and the record says so.
  private func running(_ version: GenieVersion) -> Rig<GenieRunner> {
    var (rig, _) = saved(version)
    let log = rig.step(.fileCreateExclusive, .file(.failed(.exists)))
    #expect(
      log
        == .file(
          .createExclusive(
            rig.text("/log"),
            content: rig.text(
              "# Genie CLI v\(version.release) - 2025-10-18T04:36:32.430Z\n\n"))))
    let launch = rig.step(.processSpawn, .process(.identity(rig.identity(207))))
    guard case .process(.spawn(let executor))? = launch else { return rig }
    #expect(executor.program == rig.text("claude"))
    // The environment goes along as it is.
    #expect(rig.emit.texts.string(executor.argument).contains("GENIE_INTERNAL_BACKGROUND=1"))
    let content = rig.written(rig.step(.fileWrite, Self.done))
    #expect(content.contains("\"executorPid\": 207") && content.contains("\"runnerPid\": 200"))
    return rig
  }

  @Test("writes its record under the key of its release", arguments: GenieVersion.allCases)
  func keys(version: GenieVersion) {
    let (rig, content) = saved(version)
    let key =
      switch version {
      case .v1: "helper"
      case .rc19: "temp-helper-1760762192345"
      case .rc20: "00000000-0000-4001-8000-000000000002"
      case .rc21, .rc23: "outer"
      case .rc29: "helper-2510180436"
      }
    #expect(content.contains("    \"\(key)\": {"), "\(content)")
    #expect(content.contains("\"logFile\": \"/log\""))
    #expect(content.contains("\"startTime\": \"2025-10-18T04:36:32.345Z\""))
    #expect(rig.machine.saveCount == 1 && rig.oversights.isEmpty)
  }

  @Test("touches its record once after the extraction delay, and writes how the executor ended")
  func life() {
    var rig = running(.rc21)
    for number in 1...20 {
      #expect(rig.step(.timer, .fired) == .timer(.milliseconds(100)))
      #expect(
        rig.step(.processReap, .process(.stillRunning)) == .process(.reap(pid: 207)), "\(number)")
    }
    rig.step(.readClock, .wallTime(WallTime(milliseconds: Self.wall.milliseconds + 2_000)))
    #expect(rig.written(rig.step(.fileWrite, Self.done)).contains("2025-10-18T04:36:34.430Z"))
    rig.step(.timer, .fired)
    rig.step(.processReap, .process(.failed(.noChild)))
    rig.step(.timer, .fired)
    rig.step(.processReap, .process(.reaped(.exited(3))))
    rig.step(.readClock, .wallTime(Self.wall))
    let last = rig.written(rig.step(.fileWrite, Self.done))
    #expect(last.contains("\"status\": \"failed\"") && last.contains("\"exitCode\": 3"))
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
    #expect(rig.machine.saveCount == 4)
  }

  @Test("takes the death of its executor by a signal for a failure")
  func signalled() {
    var rig = running(.rc29)
    rig.step(.timer, .fired)
    rig.step(.processReap, .process(.reaped(.signalled(.terminate))))
    rig.step(.readClock, .wallTime(Self.wall))
    let last = rig.written(rig.step(.fileWrite, Self.done))
    #expect(last.contains("\"status\": \"failed\"") && last.contains("\"signal\": \"SIGTERM\""))
    #expect(last.contains("\"exitCode\": null"))
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
  }

  @Test("v1 looks into the log until the executor's id is there")
  func idFromLog() {
    var rig = running(.v1)
    for log in ["# Genie\n", "# Genie\n{\"session_id\":\"conversation\"}\n"] {
      for _ in 1...5 {
        rig.step(.timer, .fired)
        rig.step(.processReap, .process(.stillRunning))
      }
      #expect(rig.step(.fileRead, .file(.content(rig.text(log)))) == .file(.read(rig.text("/log"))))
    }
    let content = rig.written(rig.step(.fileWrite, Self.done))
    #expect(content.contains("\"sessionId\": \"conversation\""))
    #expect(rig.oversights.isEmpty)
  }

  @Test("writes back what it found when it began, and nothing that came later")
  func snapshot() {
    let file = "{\"version\":2,\"sessions\":{\"other\":{\"agent\":\"a\",\"status\":\"running\"}}}"
    let (rig, content) = saved(.rc21, over: file)
    #expect(content.contains("\"other\": {") && content.contains("\"outer\": {"))
    #expect(rig.oversights.isEmpty)
  }

  @Test("takes a file that is cut off for an empty one")
  func cutOff() {
    let (_, content) = saved(.rc21, over: "{\"version\":2,\"sessions\":{\"other\":{\"agent\":")
    #expect(!content.contains("other"))
  }

  @Test("says failed when the executor cannot be started")
  func noExecutor() {
    var (rig, _) = saved(.rc21)
    rig.step(.fileCreateExclusive, Self.done)
    rig.step(.processSpawn, .process(.failed(.wouldBlock)))
    rig.step(.readClock, .wallTime(Self.wall))
    #expect(rig.written(rig.step(.fileWrite, Self.done)).contains("\"status\": \"failed\""))
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
  }

  @Test("ends without a word when a call throws")
  func exceptions() {
    for failing in 0...3 {
      var rig = Rig(GenieRunner(.rc21))
      rig.start(argument: Self.argument)
      let full = Outcome.file(.failed(.noSpace))
      rig.step(.fileMakeDirectories, failing == 0 ? full : Self.done)
      if failing > 0 {
        rig.step(.readClock, .wallTime(Self.wall))
        rig.step(
          .fileRead, failing == 1 ? .file(.failed(.inputOutput)) : .file(.failed(.noSuchFile)))
      }
      if failing > 1 { rig.step(.fileWrite, failing == 2 ? full : Self.done) }
      if failing > 2 { rig.step(.fileCreateExclusive, .limitPassed) }
      #expect(rig.next() == .process(.exit(status: 1)) && rig.isAtRest)
    }
  }

  @Test("without an agent there is nothing to run")
  func misuse() {
    var rig = Rig(GenieRunner(.rc21))
    rig.start(argument: "GENIE_INTERNAL_BACKGROUND=1 run")
    #expect(rig.next() == .process(.exit(status: 1)) && rig.isAtRest)
  }
}
