import EvidencePage
import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation

/// What is so in a run, part by part, and what of it is other than at the last look.
struct Survey {
  /// The groups, in the order in which they are shown.
  private static let groups = [
    "records", "agents", "locks", "tmux sessions", "worktrees", "processes", "answers",
  ]

  private(set) var cells: [StateCell] = []
  private var values: [String?] = []
  private var places: [StateCell: Int] = [:]  // lookup only

  /// Looks at everything, and tells what has changed since the last time.
  mutating func changes(in play: borrowing Play) -> [StateChange] {
    var changes: [StateChange] = []
    var isThere = [Bool](repeating: false, count: cells.count)
    for (cell, value) in Self.state(of: play) {
      let place = place(of: cell)
      if place < isThere.count { isThere[place] = true }
      guard values[place] != value else { continue }
      values[place] = value
      changes.append(StateChange(cell: place, value: value))
    }
    for place in isThere.indices where !isThere[place] && values[place] != nil {
      values[place] = nil
      changes.append(StateChange(cell: place, value: nil))
    }
    return changes
  }

  /// The places of the cells, group after group.
  var order: [Int] {
    Self.groups.flatMap { group in cells.indices.filter { cells[$0].group == group } }
  }

  private mutating func place(of cell: StateCell) -> Int {
    if let place = places[cell] { return place }
    places[cell] = cells.count
    cells.append(cell)
    values.append(nil)
    return cells.count - 1
  }

  // MARK: - What is so

  private static func state(of play: borrowing Play) -> [(StateCell, String)] {
    let account = play.account
    let texts = play.universe.world.moment.texts
    return records(account, texts) + agents(account, texts) + locks(account, texts)
      + panes(play.universe.world, texts) + worktrees(play.universe.world, account, texts)
      + processes(play.universe.world, texts) + answers(account, texts)
  }

  private static func records(_ account: Account, _ texts: Texts) -> [(StateCell, String)] {
    account.sessions.map { session in
      var words = [session.life.words]
      if let status = session.storedStatus { words.append("status \(texts.string(status))") }
      if session.generation > 1 { words.append("generation \(session.generation)") }
      if session.hasIntent { words.append("somebody is at it") }
      if let pid = session.agent?.pid ?? session.agentPid { words.append("agent pid \(pid)") }
      if !session.run.isEmpty, session.run != session.key {
        words.append("for \(texts.string(session.run))")
      }
      return (StateCell("records", texts.string(session.key)), words.joined(separator: ", "))
    }
  }

  private static func agents(_ account: Account, _ texts: Texts) -> [(StateCell, String)] {
    account.agents.map { agent in
      let run = agent.run.isEmpty ? "nobody" : texts.string(agent.run)
      return (
        StateCell("agents", "of \(run), pid \(agent.identity.pid)"), agent.lives ? "lives" : "ended"
      )
    }
  }

  private static func locks(_ account: Account, _ texts: Texts) -> [(StateCell, String)] {
    let held = account.locks.map { lock in
      var words = lock.isHeld ? "held" : "free"
      if lock.isHeld, lock.holderPid > 0 {
        let name = account.facts(of: lock.holder).map { texts.string($0.name) + ", " } ?? ""
        words += " by \(name)pid \(lock.holderPid), who \(lock.holderLives ? "lives" : "is gone")"
      }
      return (StateCell("locks", texts.string(lock.root)), words)
    }
    return held
      + account.actors.filter(\.stance.holdsRoot).map { actor in
        (
          StateCell("locks", "\(texts.string(actor.name)) takes for its own"),
          texts.string(actor.trueRoot)
        )
      }
  }

  private static func panes(_ world: World, _ texts: Texts) -> [(StateCell, String)] {
    world.panes.map { pane in
      (
        StateCell("tmux sessions", "\(texts.string(pane.sessionName)) %\(pane.reference.pane)"),
        "pid \(pane.reference.panePid)" + (pane.isDead ? ", dead" : "")
      )
    }
  }

  private static func worktrees(
    _ world: World, _ account: Account, _ texts: Texts
  ) -> [(StateCell, String)] {
    world.git.worktrees(of: account.repository).dropFirst().map { tree in
      (StateCell("worktrees", texts.string(tree.path)), "branch \(texts.string(tree.branch))")
    }
  }

  private static func processes(_ world: World, _ texts: Texts) -> [(StateCell, String)] {
    var rows: [(StateCell, String)] = []
    world.processes.forEach { process in
      rows.append(
        (
          StateCell("processes", "\(process.identity.pid) \(texts.string(process.program))"),
          "\(process.state)"
        ))
    }
    return rows
  }

  private static func answers(_ account: Account, _ texts: Texts) -> [(StateCell, String)] {
    account.actors.compactMap { actor in
      actor.stance.answer.map { (StateCell("answers", texts.string(actor.name)), "\($0.word)") }
    }
  }
}
