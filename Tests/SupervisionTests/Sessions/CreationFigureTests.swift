import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// The figures that launching has to reach, with the boot times that were measured.
@Suite("Creating sessions")
struct CreationFigureTests {
  /// What came of a number of creations.
  private struct Creation: ~Copyable {
    var stage: SessionStage
    var times: [Interval]
    var failures: Int
    var violations: [String]
  }

  /// Starts so many sessions, this long apart, and waits until all is quiet.
  private func create(
    _ count: Int, apart: Interval, seed: UInt64
  ) -> Creation {
    var stage = SessionStage(seed: seed)
    var judge = SessionJudge()
    stage.supervise()
    var start = Instant.start
    var actors: [ActorID] = []
    for number in 0..<count {
      actors.append(
        stage.command(stage.spawnRequest("s\(number)"), as: "u\(number)", at: start))
      start = start + apart
    }
    let seconds = 30 + (start - .start).nanoseconds / 1_000_000_000
    // Watching every event of many sessions takes long; the end is judged in any case.
    if count <= 10 {
      stage.run(seconds: seconds, judge: &judge)
    } else {
      stage.run(seconds: seconds)
    }
    var times: [Interval] = []
    var failures = 0
    for actor in actors {
      if stage.result(of: actor) == .started, let elapsed = stage.command(of: actor)?.elapsed {
        times.append(elapsed)
      } else {
        failures += 1
      }
    }
    let violations = judge.verdict(&stage)
    return Creation(
      stage: stage, times: times.sorted(), failures: failures, violations: violations)
  }

  private func distinctPlaces(_ stage: borrowing SessionStage) -> Int {
    var paths: [Text] = []
    for document in stage.documents() where !paths.contains(document.workspace.path) {
      paths.append(document.workspace.path)
    }
    return paths.count
  }

  @Test("five runs give five sessions")
  func five() {
    for seed: UInt64 in 1...8 {
      let run = create(5, apart: .seconds(17), seed: seed)
      #expect(run.violations == [])
      #expect(run.times.count == 5)
      let count = run.stage.documents().count
      #expect(count == 5)
    }
  }

  @Test("a hundred creations one after the other know no timeout")
  func hundred() {
    let run = create(100, apart: .milliseconds(1_500), seed: 7)
    #expect(run.violations == [])
    #expect(run.failures == 0)
    let count = run.stage.documents().count
    #expect(count == 100)
  }

  @Test("ten and a hundred at once get a worktree and a branch each", arguments: [10, 100])
  func parallel(count: Int) {
    let run = create(count, apart: .zero, seed: 3)
    #expect(run.violations == [])
    #expect(run.failures == 0)
    let places = distinctPlaces(run.stage)
    #expect(places == count)
    let agents = run.stage.documents().filter { $0.runtime.agent != nil }.count
    #expect(agents == count)
  }

  @Test("99 of 100 take less than five seconds, and a restore less than two")
  func times() {
    var times: [Interval] = []
    for seed: UInt64 in 1...10 {
      times += create(10, apart: .milliseconds(100), seed: seed).times
    }
    times.sort()
    #expect(times.count == 100)
    #expect(times[98] < .seconds(5), "\(times[98])")
    var stage = SessionStage()
    let id = stage.universe.text("a")
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.command(SessionRequest(.kill, id: id), as: "two", at: .start + .seconds(5))
    let restore = stage.command(
      SessionRequest(.restore, id: id), as: "three", at: .start + .seconds(15))
    stage.run(seconds: 30)
    let elapsed = stage.command(of: restore)?.elapsed
    #expect(elapsed ?? .seconds(60) < .seconds(2))
  }
}
