import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Testing

/// What claude-squad does to whom it does not know.
@Suite("claude-squad")
struct SquadTests {
  @Test("makes a worktree, a branch and a session, and takes them away")
  func alone() {
    let board = SquadBoard([
      .init(afterMs: 100, .create("fix")), .init(afterMs: 1_000, .create("docs")),
      .init(afterMs: 1_000, .kill("fix")), .init(afterMs: 100, .quit),
    ])
    var universe = SquadScene.scene([("board", 0, .board(board))])
    universe.run(toMs: 1_000)
    #expect(SquadScene.instances(&universe) == ["fix"])
    #expect(universe.lives(session: "claudesquad_fix") == true)
    universe.run(toMs: 10_000)
    #expect(SquadScene.instances(&universe) == ["docs"])
    #expect(universe.lives(session: "claudesquad_fix") == false)
    #expect(universe.lives(session: "claudesquad_docs") == true)
    #expect(universe.branches() == ["main", "squad/docs"])
  }

  @Test("kills the one whose name begins alike, when its own has gone")
  func prefixKill() {
    expectKnown("squad-prefix-kill", runs: 5)
  }

  @Test("spares the one whose name begins alike, as long as its own is there")
  func exactKill() {
    let board = SquadBoard([
      .init(afterMs: 100, .create("tab-1")), .init(afterMs: 1_000, .create("tab-10")),
      .init(afterMs: 2_000, .kill("tab-1")),
    ])
    var universe = SquadScene.scene([("board", 0, .board(board))])
    universe.run(toMs: 10_000)
    #expect(universe.lives(session: "claudesquad_tab-10") == true)
  }

  @Test("two boards: the save of one erases the other's instance, whose session lives on")
  func wholeListSave() {
    let first = SquadBoard([.init(afterMs: 1_000, .create("fix"))])
    let second = SquadBoard([.init(afterMs: 60_000, .quit)])
    let third = SquadBoard([.init(afterMs: 100, .create("fix"))])
    var universe = SquadScene.scene([
      ("first", 0, .board(first)), ("second", 0, .board(second)), ("third", 70_000, .board(third)),
    ])
    universe.run(toMs: 30_000)
    #expect(SquadScene.instances(&universe) == ["fix"])
    universe.run(toMs: 69_000)
    #expect(SquadScene.instances(&universe) == [])
    #expect(universe.lives(session: "claudesquad_fix") == true)
    #expect(universe.branches() == ["main", "squad/fix"])
    // The name cannot be used again.
    universe.run(toMs: 80_000)
    guard let actor = universe.actor(named: Text("third")),
      case .board(let board) = universe.machine(of: actor)
    else { return }
    #expect(board.refusals.count == 1 && SquadScene.instances(&universe) == [])
  }

  @Test("reset kills every session with its prefix, also another home's, and spares the others")
  func reset() {
    expectKnown("squad-reset", runs: 5)
  }
}
