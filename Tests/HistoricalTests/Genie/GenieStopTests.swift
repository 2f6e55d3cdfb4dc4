import Historical
import Operations
import SupervisionSupport
import Testing

/// Every operation of `stop` and `list`, and what a list derives.
@Suite("Genie's stop and list")
struct GenieStopTests {
  private static let wall = WallTime(milliseconds: 1_760_762_192_345)
  private static let file = """
    {"version":2,"sessions":{"one":{"status":"running","runnerPid":200,"executorPid":207,
     "lastUsed":"2025-10-16T04:36:32.345Z"},"two":{"status":"starting","runnerPid":300}}}
    """

  private func stop(_ target: String, _ file: Outcome? = nil) -> Rig<GenieStop> {
    var rig = Rig(GenieStop(.rc21))
    rig.start(argument: target)
    rig.step(.readClock, .wallTime(Self.wall))
    rig.step(.fileRead, file ?? .file(.content(rig.text(Self.file))))
    return rig
  }

  @Test("stop signals whoever has one of the two pids, and writes that it stopped")
  func stops() {
    var rig = stop("one")
    #expect(rig.step(.processProbe, .process(.exists)) == .process(.probe(pid: 200)))
    rig.step(.processProbe, .process(.failed(.notPermitted)))
    #expect(
      rig.step(.processSignal, .process(.done)) == .process(.signal(pid: 200, .terminate)))
    rig.step(.processSignal, .process(.failed(.notPermitted)))
    let content = rig.written(rig.step(.fileWrite, .file(.done)))
    #expect(content.contains("\"status\": \"stopped\"") && content.contains("\"SIGTERM\""))
    #expect(rig.lines(1) == ["Stop signal handled for 'one'."])
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
    #expect(rig.machine.verdict == .stopped(signalled: 1))
  }

  @Test("stop leaves the record of whom nobody is left as it is")
  func nobody() {
    var rig = stop("two")
    rig.step(.processProbe, .process(.failed(.noSuchProcess)))
    #expect(rig.lines(1) == ["No active process found for 'two'."])
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
    #expect(rig.machine.verdict == .noActiveProcess)
  }

  @Test("stop does not know what is not in the file")
  func unknown() {
    for (file, verdict) in [
      (nil, GenieStop.Verdict.notFound), (Outcome.file(.failed(.noSuchFile)), .notFound),
      (.file(.failed(.inputOutput)), .threw(.inputOutput)), (.limitPassed, .threw(nil)),
    ] {
      var rig = stop("three", file)
      #expect(rig.machine.verdict == verdict)
      _ = rig.lines(1)
      #expect(rig.next()?.verb == .processExit && rig.isAtRest)
    }
    var rig = stop("one")
    rig.step(.processProbe, .limitPassed)
    rig.step(.processProbe, .process(.exists))
    rig.step(.processSignal, .limitPassed)
    rig.step(.fileWrite, .file(.failed(.noSpace)))
    #expect(rig.machine.verdict == .threw(.noSpace))
  }

  @Test("list probes both pids of every record, and sweeps what has run for a day without one")
  func lists() {
    var rig = Rig(GenieList(.rc21))
    rig.start()
    rig.step(.readClock, .wallTime(Self.wall))
    rig.step(.fileRead, .file(.content(rig.text(Self.file))))
    #expect(
      rig.step(.processProbe, .process(.failed(.noSuchProcess)))
        == .process(.probe(pid: 207)))
    rig.step(.processProbe, .process(.exists))
    rig.step(.processProbe, .process(.failed(.noSuchProcess)))
    let content = rig.written(rig.step(.fileWrite, .file(.done)))
    #expect(content.contains("\"status\": \"abandoned\""))
    #expect(content.contains("\"status\": \"starting\""))
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
    #expect(rig.machine.lines.map(\.display) == [.pendingCompletion, .raw(.starting)])
    #expect(rig.machine.lines.map(\.isSwept) == [true, false])
  }

  @Test("list of no file, a file that cannot be read, and one that cannot be written")
  func listFailures() {
    for (outcome, status) in [
      (Outcome.file(.failed(.noSuchFile)), UInt8(0)), (.file(.failed(.permissionDenied)), 1),
      (.limitPassed, 1),
    ] {
      var rig = Rig(GenieList(.rc21))
      rig.start()
      rig.step(.readClock, .wallTime(Self.wall))
      rig.step(.fileRead, outcome)
      #expect(rig.next() == .process(.exit(status: status)) && rig.isAtRest)
    }
    var rig = Rig(GenieList(.rc21))
    rig.start()
    rig.step(.readClock, .wallTime(Self.wall))
    rig.step(.fileRead, .file(.content(rig.text(Self.file))))
    for _ in 1...3 { rig.step(.processProbe, .limitPassed) }
    rig.step(.fileWrite, .file(.failed(.readOnly)))
    #expect(rig.next() == .process(.exit(status: 1)) && rig.isAtRest)
  }

  @Test("what is shown follows from the record's word, two pids and the exit code")
  func derived() {
    func shown(
      _ status: GenieStatus?, _ executor: Bool, _ runner: Bool, _ code: Int32? = nil
    ) -> GenieDisplay {
      var entry = GenieEntry()
      (entry.status, entry.exitCode) = (status, code)
      return GenieDisplay(entry, executorIsAlive: executor, runnerIsAlive: runner)
    }
    #expect(shown(.running, true, false) == .running)
    #expect(shown(.running, false, true) == .pendingCompletion)
    #expect(shown(.running, false, false, 0) == .completed)
    #expect(shown(.running, false, false, 7) == .failed(7))
    #expect(shown(.running, false, false) == .stopped)
    #expect(shown(.completed, true, true) == .raw(.completed))
    #expect(shown(.failed, true, true) == .raw(.failed))
    #expect(shown(.stopped, false, true) == .running)
    #expect(shown(.starting, false, false) == .raw(.starting))
    #expect(shown(nil, false, false) == .raw(nil))
  }
}
