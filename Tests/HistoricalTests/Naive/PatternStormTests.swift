import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Testing

/// Every other machine answers whatever becomes of its operations.
@Suite("claude-squad and the naive programs in a storm")
struct PatternStormTests {
  private static let verbs: [Verb] = [
    .fileRead, .fileWrite, .processSignal, .processExit, .tmuxHasSession, .tmuxKillSession,
    .tmuxListSessions, .tmuxNewSession, .gitAddWorktree, .gitRemoveWorktree, .gitListWorktrees,
    .gitListBranches, .gitDeleteBranch, .storeList, .storePut,
  ]

  @Test("go on or end")
  func storm() {
    var (buried, removed, saved) = (0, 0, 0)
    for seed: UInt64 in 1...150 {
      let board = SquadBoard([
        .init(afterMs: 100, .create("job-1")), .init(afterMs: 500, .create("job-10")),
        .init(afterMs: 2_000, .kill("job-1")), .init(afterMs: 100, .quit),
      ])
      var universe = Universe.of(
        [
          ("board", 0, .board(board)), ("twin", 300, .board(board)),
          ("reset", 9_000, .reset(SquadReset())), ("reaper", 0, .reaper(NaiveReaper())),
          ("cleanup", 6_000, .cleanup(NaiveCleanup())),
        ], seed: seed, argument: "claudesquad_job")
      for rule in Trouble.rules(Self.verbs, seed: seed, perMillion: 150_000) {
        universe.arm(rule)
      }
      universe.world.addRepository(Text("/repo"), branch: Text("main"))
      universe.world.putFile(universe.text(SquadPolicy().file), universe.text("[]"))
      universe.world.putFile(universe.text("/pids/claudesquad_job"), universe.text("301"))
      let (key, live) = (universe.text("claudesquad_job-1"), universe.text("live"))
      let texts = universe.world.moment.texts
      universe.world.store.put(key, live, texts)
      universe.schedule(.restart(Text("board")), at: Instant.start + .seconds(200))
      universe.run(toMs: 400_000)
      universe.world.checkInvariants()
      for number in 0..<universe.actorCount {
        switch universe.machine(of: ActorID(rawValue: Int32(number))) {
        case .reaper(let reaper): buried += reaper.buried.count
        case .cleanup(let cleanup): removed += cleanup.removed.count
        case .board(let board): saved += board.saveCount
        case .reset, .script: break
        }
      }
    }
    #expect(buried > 0 && removed > 0 && saved > 0, "\(buried) \(removed) \(saved)")
  }
}
