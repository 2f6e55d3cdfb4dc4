import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Testing

/// What is known of each release's background launch, over many seeds.
@Suite("Genie's background launch")
struct GenieFigureTests {
  private struct Figures: Equatable {
    var verdicts: [String] = []
    var records: [Int] = []
    var least: Int64 = .max
    var most: Int64 = .min
  }

  /// One run by itself, for each seed; what the user was told and what the file then held.
  private func runs(
    _ version: GenieVersion, seeds: ClosedRange<UInt64>, toMs: Int64 = 25_000,
    _ each: (inout GenieScene) -> Void = { _ in }
  ) -> Figures {
    var figures = Figures()
    for seed in seeds {
      var scene = GenieScene(version, seed: seed)
      scene.call("launcher", "run implementor say hello")
      scene.run(toMs: toMs)
      let (word, afterMs): (String, Int64) =
        switch scene.verdict("launcher") {
        case .reported(let id, let afterMs):
          (id == scene.launcher("launcher")?.sessionID ? "own id" : "other id", afterMs)
        case .failedToStart(_, let afterMs): ("failed", afterMs)
        case .timedOut(let afterMs): ("timeout", afterMs)
        case .threw, .misused, nil: ("nothing", -1)
        }
      if !figures.verdicts.contains(word) { figures.verdicts.append(word) }
      let count = scene.store().records.count
      if !figures.records.contains(count) { figures.records.append(count) }
      figures.least = min(figures.least, afterMs)
      figures.most = max(figures.most, afterMs)
      each(&scene)
    }
    return figures
  }

  @Test("rc.20 always gives two records of one runner, log and name, and a timeout at 20.0 s")
  func rc20() {
    expectKnown("genie-rc20-two-records", runs: 300)
  }

  @Test("rc.19 always gives one record and a timeout at 20.0 s")
  func rc19() {
    expectKnown("genie-rc19-timeout", runs: 200)
  }

  @Test(
    "rc.21 and rc.23 always give one record and its id after 0.5 s",
    arguments: [GenieVersion.rc21, .rc23])
  func rc21(version: GenieVersion) {
    let figures = runs(version, seeds: 1...200)
    #expect(figures.verdicts == ["own id"])
    #expect(figures.records == [1])
    #expect(figures.least >= 500 && figures.most < 550, "\(figures)")
  }

  @Test("rc.29 always gives one record and a timeout at 20.0 s again")
  func rc29() {
    expectKnown("genie-rc29-timeout", runs: 200)
  }

  @Test("rc.21 tells a success after 0.5 s also when the runner died at once")
  func falseSuccess() {
    expectKnown("genie-rc21-false-success", runs: 100)
  }

  @Test("rc.23 looks 16 times at growing distances until 60.4 s when nothing is found")
  func growingPauses() {
    // The runner dies at once, and somebody wipes the state.
    var scene = KnownFlaw.wiped(Probe(seed: 1, isTraced: true))
    let instants = scene.universe.trace.entries.compactMap { entry -> Int64? in
      guard case .performed(.file(.read), _) = entry.kind else { return nil }
      return entry.time.nanoseconds / 1_000_000
    }
    let later = (1...10).map { 10_387 + Int64($0) * 5_000 }
    #expect(
      Array(instants.dropFirst()) == [500, 1_250, 2_375, 4_062, 6_592, 10_387] + later)
    #expect(scene.verdict("launcher") == .timedOut(afterMs: 60_387))
    #expect(scene.launcher("launcher")?.lookCount == 16)
  }

  @Test("rc.23 waits as long as GENIE_POLL_TIMEOUT says")
  func pollTimeout() {
    var scene = GenieScene(.rc23, seed: 1, latencies: Latencies(constant: .microseconds(2)))
    scene.universe.arm(
      Rule(actor: Text("genie"), verb: .fileMakeDirectories, .crashBeforeEffect))
    scene.schedule(.world(.file(.vanishes(Text(GenieScene.file)))), atMs: 250)
    scene.call("launcher", "GENIE_POLL_TIMEOUT=4000 run implementor say hello")
    scene.run(toMs: 70_000)
    #expect(scene.verdict("launcher") == .timedOut(afterMs: 4_062))
  }
}
