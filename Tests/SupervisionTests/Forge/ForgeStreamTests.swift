import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// Logs and diffs as a command follows them.
@Suite("A stream from Forge")
struct ForgeStreamTests {
  private static let lineCount: Int32 = 40

  /// What goes wrong while the log is followed, by name.
  static let troubles: [String] = [
    "nothing", "cut once", "cut often", "repeated", "lagging", "backend restarts", "refused",
    "opened late",
  ]

  private func begin(
    seed: UInt64, _ trouble: String, _ desk: inout ForgeDesk
  ) throws -> ForgeSession {
    desk = ForgeDesk(
      seed: seed,
      executor: PrintingExecutor(lineCount: Self.lineCount, pause: .milliseconds(97)))
    guard case .created(let session, _, _, _) = desk.result(desk.run("key-1")) else {
      throw Failure()
    }
    let now = desk.universe.now
    var faults: [(Fault, Int64)] = []
    func strike(_ fault: Fault, after milliseconds: Int64) {
      faults.append((fault, milliseconds))
    }
    switch trouble {
    case "cut once": strike(.world(.forge(.streamsCut)), after: 900)
    case "cut often":
      for number: Int64 in 1...9 { strike(.world(.forge(.streamsCut)), after: number * 350) }
    case "repeated":
      for number: Int64 in 1...3 {
        strike(.world(.forge(.logRepeats(process: session.process))), after: number * 800)
      }
    case "lagging": strike(.lagStreams(desk.text("viewer"), by: .milliseconds(700)), after: 900)
    case "backend restarts":
      strike(.world(.forge(.crash(killingExecutors: true))), after: 1_500)
      strike(.world(.forge(.start)), after: 1_600)
    case "refused":
      desk.universe.strike(
        .world(
          .forge(
            .request(
              .forgeStreamLog, .failure(.connectionRefused, takesEffect: false)))))
    case "opened late": desk.wait(.seconds(10))
    default: break
    }
    for (fault, milliseconds) in faults {
      desk.universe.schedule(fault, at: now + .milliseconds(milliseconds))
    }
    return session
  }

  struct Failure: Error {}

  @Test("brings every line of a log once and in order, whatever cuts it", arguments: troubles)
  func complete(_ trouble: String) throws {
    for seed: UInt64 in 1...20 {
      var desk = ForgeDesk()
      let session = try begin(seed: seed, trouble, &desk)
      let viewer = desk.add(.view(key: session.key), name: "viewer")
      desk.universe.trace.record(true)
      desk.wait(.seconds(200))
      guard case .streamed(let report) = desk.result(of: viewer) else {
        Issue.record("seed \(seed): \(String(describing: desk.result(of: viewer)))")
        continue
      }
      let lines = report.entries.texts.map { desk.universe.world.moment.texts.string($0) }
      let all = (1...Self.lineCount).map { "line \($0)" }
      #expect(report.end == .finished, "seed \(seed)")
      if trouble == "backend restarts" {
        // What was not printed before the backend ended was never in any log.
        #expect(lines == Array(all.prefix(lines.count)) && lines.count > 8, "seed \(seed)")
        #expect(report.status == .failed, "finished says nothing of success")
      } else {
        #expect(lines == all, "seed \(seed)")
        #expect(report.status == .completed)
      }
      if trouble == "cut often" { #expect(report.connectionCount > 5) }
      // Each line was shown once, and in order unless it came late.
      let shown = desk.shown(by: viewer)
      #expect(shown.count == lines.count && Int(report.shownCount) == lines.count)
      #expect(report.entries.missedCount > 0 || shown == lines, "seed \(seed)")
    }
  }

  @Test("brings what was printed while it subscribed, which shows only when it is read once more")
  func subscriptionGap() throws {
    let count: Int32 = 15_000
    var desk = ForgeDesk(
      executor: PrintingExecutor(lineCount: count, pause: .microseconds(200)))
    guard case .created(let session, _, _, _) = desk.result(desk.run("key-1")) else {
      throw Failure()
    }
    let viewer = desk.add(.view(key: session.key), name: "viewer")
    desk.wait(.seconds(60))
    guard case .streamed(let report) = desk.result(of: viewer) else {
      Issue.record("\(String(describing: desk.result(of: viewer)))")
      return
    }
    #expect(report.entries.texts.count == Int(count))
    #expect(report.entries.missedCount > 0)
    #expect(report.connectionCount == 2)
  }

  @Test("brings each line within 100 ms of its printing")
  func latency() throws {
    var most = Interval.zero
    for seed: UInt64 in 1...20 {
      var desk = ForgeDesk()
      let session = try begin(seed: seed, "nothing", &desk)
      desk.universe.trace.record(true)
      let viewer = desk.add(.view(key: session.key), name: "viewer")
      desk.wait(.seconds(60))
      let found = desk.universe.actor(named: viewer)
      let actor = try #require(found)
      // Both sides say the same text, the agent first; the history is no measure.
      var printed: [(text: Text, time: Instant)] = []
      var opened: Instant?
      for entry in desk.universe.trace.entries {
        guard case .performed(.process(.writeLine(let text)), _) = entry.kind else {
          if entry.actor == actor, case .performed(.forge(.streamLog), _) = entry.kind {
            opened = opened ?? entry.time
          }
          continue
        }
        if entry.actor != actor {
          printed.append((text, entry.time))
        } else if let line = printed.first(where: { $0.text == text }),
          let opened, line.time > opened + .milliseconds(100)
        {
          most = max(most, entry.time - line.time)
        }
      }
    }
    #expect(most > .zero && most < .milliseconds(100), "\(most.nanoseconds / 1_000) us")
    print("stream latency, largest of 20 runs: \(most.nanoseconds / 1_000) us")
  }

  @Test("ends when it is interrupted, and leaves no connection open")
  func interrupt() throws {
    var desk = ForgeDesk()
    let session = try begin(seed: 1, "nothing", &desk)
    let viewer = desk.add(.view(key: session.key), name: "viewer")
    desk.wait(.seconds(2))
    desk.universe.trace.record(true)
    desk.universe.strike(.signal(viewer, .interrupt))
    desk.wait(.seconds(1))
    guard case .streamed(let report) = desk.result(of: viewer) else {
      Issue.record("\(String(describing: desk.result(of: viewer)))")
      return
    }
    #expect(report.end == .interrupted)
    // It closes what it opened itself, rather than by its end.
    let closed = desk.universe.trace.entries.contains { entry in
      if case .performed(.forge(.closeStream), _) = entry.kind { true } else { false }
    }
    #expect(closed)
    #expect(report.status == .running)
    #expect(desk.universe.world.forge.streamCount == 0)
  }

  @Test("gives up after as many connections as the policy allows, and says that there may be more")
  func gone() throws {
    var desk = ForgeDesk()
    let session = try begin(seed: 1, "nothing", &desk)
    let viewer = desk.add(.view(key: session.key), name: "viewer")
    desk.wait(.seconds(1))
    desk.universe.strike(.world(.forge(.crash(killingExecutors: false))))
    desk.wait(.seconds(200))
    guard case .streamed(let report) = desk.result(of: viewer) else {
      Issue.record("\(String(describing: desk.result(of: viewer)))")
      return
    }
    #expect(report.end == .cut && report.status == nil)
  }

  @Test("tells of each changed file, and again when it changes again", arguments: [false, true])
  func diff(_ isLive: Bool) throws {
    var desk = ForgeDesk()
    let session = try begin(seed: 3, "nothing", &desk)
    desk.change("a.swift", session)
    desk.change("b.swift", session)
    desk.change("a.swift", session)
    let viewer = desk.add(.diff(key: session.key, isLive: isLive), name: "viewer")
    if isLive {
      desk.wait(.seconds(1))
      desk.change("b.swift", session)
      desk.wait(.milliseconds(100))
      desk.universe.strike(.world(.forge(.streamsCut)))
      desk.change("c.swift", session)
    }
    desk.wait(.seconds(30))
    guard case .streamed(let report) = desk.result(of: viewer) else {
      Issue.record("\(String(describing: desk.result(of: viewer)))")
      return
    }
    let files = report.entries.texts.map { desk.universe.world.moment.texts.string($0) }
    #expect(files == (isLive ? ["b.swift", "a.swift", "c.swift"] : ["b.swift", "a.swift"]))
    #expect(report.end == .quiet)
    #expect(Int(report.shownCount) == (isLive ? 4 : 2))
    #expect(desk.universe.world.forge.streamCount == 0)
  }
}

@Suite("The entries of a stream")
struct ForgeEntriesTests {
  private func take(_ entries: inout ForgeEntries, _ lines: [StaticString]) -> [ForgeEntries
    .Verdict]
  {
    lines.enumerated().map { entries.take(Int32($0), Text($1)) }
  }

  @Test("that were missed are put in at their place by the next connection")
  func missed() {
    var entries = ForgeEntries()
    entries.beginConnection()
    #expect(take(&entries, ["a", "c"]) == [.new, .new])
    entries.beginConnection()
    #expect(take(&entries, ["a", "b", "c", "d"]) == [.known, .late, .known, .new])
    #expect(entries.texts == [Text("a"), Text("b"), Text("c"), Text("d")])
    #expect(entries.missedCount == 1)
  }

  @Test("that say the same are told apart by their place")
  func same() {
    var entries = ForgeEntries()
    entries.beginConnection()
    #expect(take(&entries, ["a", "a", "b"]) == [.new, .new, .new])
    entries.beginConnection()
    #expect(take(&entries, ["a", "a", "b", "a"]) == [.known, .known, .known, .new])
  }

  @Test("that begin anew on an open connection are known")
  func repeated() {
    var entries = ForgeEntries()
    entries.beginConnection()
    _ = take(&entries, ["a", "b", "c"])
    // A full buffer lost the first one of the repetition.
    #expect(entries.take(0, Text("b")) == .known)
    #expect(entries.take(1, Text("c")) == .known)
    #expect(entries.take(2, Text("d")) == .new)
  }

  @Test("with a gap in their indices are not trusted")
  func gap() {
    var entries = ForgeEntries()
    entries.beginConnection()
    _ = take(&entries, ["a"])
    #expect(entries.take(2, Text("c")) == .gap)
  }
}
