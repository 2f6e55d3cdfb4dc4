import Historical
import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// Keeps the account of desks: their sessions and panes as they are in the world, when something of
/// them died, and what they wrote about it.
///
/// What counts as a death: a pane that is gone, or whose process has ended, or the agent in a shell's
/// pane that has ended, while the desk has not begun to end by itself.
struct DeskBooks {
  private var lives: [Life] = []
  private var processChanges: UInt64 = .max

  /// One life of a desk's runner; at the place of its facts in the account.
  private struct Life {
    var process: ProcessIndex
    var things: [Thing] = []
    /// The agent that a shell has started in the worker's pane.
    var agent: ProcessIndex?
    var server: Int32?
    var hadSession = false
    var attached: Int32 = 0
    var checkCount = 0
    var isChecking = false
    var hasDied = false
    /// Whether the last name that it tried was taken.
    var wasTaken = false
    var isOver = false
  }

  /// A pane and the process in it.
  private struct Thing {
    var link: PaneLink
    var process: ProcessIndex
  }

  /// What a desk shows of itself, whichever it is.
  private struct View {
    var nonce: UInt64 = 0
    var isBackground = false
    /// Whether what ends from now on is ended by the desk.
    var isEnding = false
    /// Whether it ends for another reason than a death.
    var hasOtherEnd = false
    /// Whether it ends without ever having had a session.
    var hasNoSession = false
    var isChecking = false
    var checkCount: Int?
    /// Whether the process of the worker's pane is being replaced.
    var isReplacing = false
    var believedName = Text.empty
  }

  /// A pane is shown as living until its server has noticed; after that a check has to tell.
  private static var noticingTime: Interval { .milliseconds(1_500) }
  private static let roles: [StaticString] = ["leader pane", "worker pane", "verifier pane"]

  // MARK: - After each event

  /// Whether an event can have to do with a desk: before one has begun, only a beginning can.
  func concern(_ marks: EventMarks) -> Bool { !lives.isEmpty || marks.contains(.began) }

  /// Brings the desks up to the event that was just taken.
  mutating func note(_ account: inout Account, _ universe: inout Universe<Cast>) {
    var isRelevant = false
    for place in account.entries.indices {
      let entry = account.entries[place]
      if entry.actor != .none, account.facts(of: entry.actor)?.stance.role == .desk {
        isRelevant = true
        note(entry, &account, &universe)
      } else if !lives.isEmpty, entry.mayTouchPanes {
        isRelevant = true
      }
    }
    guard !lives.isEmpty else { return }
    if universe.world.processes.changeCount != processChanges {
      processChanges = universe.world.processes.changeCount
      isRelevant = true
    }
    guard isRelevant else { return }
    for place in lives.indices where !lives[place].isOver { look(at: place, &account, &universe) }
  }

  private mutating func note(
    _ entry: TraceEntry, _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    if case .began = entry.kind {
      let root = account.facts(of: entry.actor)?.trueRoot ?? .empty
      account.desks.append(DeskFacts(runner: entry.actor, root: root))
      lives.append(Life(process: universe.process(of: entry.actor)))
      return
    }
    guard let place = account.desks.lastIndex(where: { $0.runner == entry.actor }) else { return }
    switch entry.kind {
    case .performed(.tmux(let command, let socket), .tmux(let outcome)):
      note(command, outcome, socket, place, &account, &universe)
    case .answered(_, .tmux(.created(let pane))):
      // A server that was stopped answers later than it is asked.
      add(pane, to: place, &universe)
    case .performed(.file(.replace(let path, _)), .file(.done)),
      .performed(.file(.link(_, let path)), .file(.done)):
      note(written: path, place, &account, &universe)
    default: break
    }
  }

  // MARK: - What it does

  private mutating func note(
    _ command: TmuxCommand, _ outcome: TmuxOutcome, _ socket: Text, _ place: Int,
    _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    switch (command, outcome) {
    case (.newSession, .failed(let failure)), (.newLastingSession, .failed(let failure)):
      lives[place].wasTaken = failure.reason == .duplicateSession
      if lives[place].wasTaken { account.desks[place].collisionCount += 1 }
    case (_, .created(let pane)):
      lives[place].server = universe.world.tmux.server(at: socket)
      add(pane, to: place, &universe)
    case (.sendKeys(.pane(let id), _), .done): strike(id, "keys", place, &account, &universe)
    case (.killPane(.pane(let id)), .done): strike(id, "a kill", place, &account, &universe)
    case (.respawnPane(.pane(let id), _, _), .done):
      strike(id, "a respawn", place, &account, &universe)
    default: break
    }
  }

  private mutating func add(
    _ pane: PaneReference, to place: Int, _ universe: inout Universe<Cast>
  ) {
    guard let process = universe.world.processes.find(pid: pane.panePid, namespace: 0),
      let link = universe.world.processes[process]?.pane,
      !lives[place].things.contains(where: { $0.link == link })
    else { return }
    lives[place].things.append(Thing(link: link, process: process))
    // It may have gone in the very call that made it.
    lives[place].hadSession = true
  }

  /// What is done to a pane by its id hits another where another server gave the id anew.
  private func strike(
    _ id: Int32, _ deed: StaticString, _ place: Int, _ account: inout Account,
    _ universe: inout Universe<Cast>
  ) {
    guard let own = lives[place].server,
      let server = universe.world.tmux.server(at: universe.text(Company.socket)), server != own
    else { return }
    account.strikes.append(
      StrikeFacts(
        by: account.desks[place].runner, deed: universe.text("\(deed)"),
        meant: universe.text("pane %\(id) of its own server"),
        struck: universe.text("pane %\(id) of the next server")))
  }

  private mutating func note(
    written path: Text, _ place: Int, _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    let name = universe.world.moment.texts.string(path)
    if name.hasSuffix("blocked.json") {
      guard account.desks[place].blocked == nil, let content = universe.world.content(of: path),
        let record = BlockedRecord(content, universe.world.moment.texts)
      else { return }
      // Trouble of another kind is no word about a death, though it is of the same category.
      let reason = record.tellsOfDeath ? record.category : record.detail
      account.desks[place].blocked = BlockedFacts(
        reason: universe.text(reason), isRecoverable: record.isRecoverable,
        action: universe.text(record.action), time: account.now)
    } else if name.hasSuffix("/session-config.json") {
      guard let content = universe.world.content(of: path),
        let record = SessionRecord(content, universe.world.moment.texts)
      else { return }
      account.desks[place].recordedName = universe.text(record.name)
    }
  }

  // MARK: - What has become of it

  private mutating func look(
    at place: Int, _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    let actor = account.desks[place].runner
    let state = universe.state(of: actor)
    let lives = state != .gone && universe.process(of: actor) == self.lives[place].process
    let view = Self.view(of: universe.machine(of: actor))
    account.desks[place].isBackground = view.isBackground
    if account.desks[place].lives {
      account.desks[place].nonce = view.nonce
      if !view.believedName.isEmpty { account.desks[place].recordedName = view.believedName }
      if view.hasNoSession, self.lives[place].wasTaken {
        account.desks[place].wasEndedByName = true
      }
      noteWorker(place, view, account, &universe)
      noteDeath(place, view, &account, &universe)
      noteCheck(place, view, state, &account)
    }
    noteSession(place, view, account.desks[place].lives && !lives, &account, &universe)
    if account.desks[place].lives, !lives {
      account.desks[place].lives = false
      if !view.isEnding, self.lives[place].hadSession, account.desks[place].loss == nil {
        account.desks[place].wrapperLeft = account.now
      }
    }
    // What a dead one has left is followed until it is gone.
    if !account.desks[place].lives,
      !self.lives[place].hadSession || account.desks[place].loss != nil
    {
      self.lives[place].isOver = true
    }
  }

  private static func view(of machine: Cast) -> View {
    var view = View()
    switch machine {
    case .desk(let runner):
      view.nonce = runner.value.paneToken
      view.isBackground = runner.value.isBackground
      view.isReplacing = runner.value.phase == .respawning || runner.value.phase == .learning
      if case .checking = runner.value.phase { view.isChecking = true }
      switch runner.value.ending {
      case nil: break
      case .blocked: view.isEnding = true
      case .unable(.session):
        view.isEnding = true
        view.hasOtherEnd = true
        view.hasNoSession = true
      default:
        view.isEnding = true
        view.hasOtherEnd = true
      }
    case .rlpDesk(let runner):
      view.isBackground = runner.value.isBackground
      view.checkCount = runner.value.checkCount
      view.believedName = runner.value.name
      view.isEnding = runner.value.isClearing
      view.hasOtherEnd =
        runner.value.isClearing && runner.value.ending != .blocked && runner.value.ending != nil
      view.hasNoSession = runner.value.ending == .noSession
    default: break
    }
    return view
  }

  private mutating func noteWorker(
    _ place: Int, _ view: View, _ account: Account, _ universe: inout Universe<Cast>
  ) {
    guard lives[place].things.count > 1 else { return }
    let thing = lives[place].things[1]
    if view.isReplacing {
      if let process = universe.world.tmux.process(in: thing.link) {
        lives[place].things[1].process = process
      }
    } else if view.nonce == 0, lives[place].agent == nil {
      var agent: ProcessIndex?
      universe.world.processes.forEach { process in
        if process.parent == thing.process, process.state != .zombie { agent = process.index }
      }
      lives[place].agent = agent
    }
  }

  private mutating func noteDeath(
    _ place: Int, _ view: View, _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    let isThere = lives[place].things.allSatisfy {
      universe.world.tmux.process(in: $0.link) == $0.process
    }
    if let died = account.desks[place].died, account.now < died, !isThere {
      account.desks[place].died = account.now
    }
    guard !lives[place].hasDied, !view.isEnding, !view.isReplacing else { return }
    var dead: StaticString?
    for (number, thing) in lives[place].things.enumerated()
    where !universe.world.processes.lives(thing.process)
      || universe.world.tmux.process(in: thing.link) != thing.process
    {
      dead = dead == nil && number < Self.roles.count ? Self.roles[number] : "session"
    }
    if dead == nil, let agent = lives[place].agent, !universe.world.processes.lives(agent) {
      dead = "agent in the worker pane"
    }
    guard let dead else { return }
    lives[place].hasDied = true
    // What somebody has done between two events is seen at the second.
    let lost = account.entries.first { $0.mayTouchPanes }?.time ?? account.now
    // What is not there any more is missed at once.
    account.desks[place].died = isThere ? lost + Self.noticingTime : lost
    account.desks[place].deadThing = universe.text("\(dead)")
  }

  private mutating func noteCheck(
    _ place: Int, _ view: View, _ state: ActorState, _ account: inout Account
  ) {
    let begins =
      view.checkCount.map { $0 > lives[place].checkCount }
      ?? (view.isChecking && !lives[place].isChecking)
    lives[place].checkCount = view.checkCount ?? 0
    lives[place].isChecking = view.isChecking
    guard let died = account.desks[place].died else { return }
    if begins, account.desks[place].checkBegan == nil, account.now > died {
      account.desks[place].checkBegan = account.now
    }
    guard account.desks[place].checkBegan != nil, account.desks[place].blocked == nil else {
      return
    }
    if state == .stopped { account.desks[place].wasStalled = true }
    // One that ends for another reason has nothing more to find.
    if view.hasOtherEnd { account.desks[place].checkBegan = nil }
  }

  // MARK: - Its session

  private mutating func noteSession(
    _ place: Int, _ view: View, _ hasJustGone: Bool, _ account: inout Account,
    _ universe: inout Universe<Cast>
  ) {
    var found: (name: Text, attached: Int32)?
    for thing in lives[place].things where found == nil {
      found = universe.world.tmux.session(of: thing.link)
    }
    if let found {
      account.desks[place].realName = found.name
      if lives[place].attached > 0, found.attached == 0 {
        account.desks[place].clientsLeft = account.now
      }
      lives[place].attached = found.attached
      lives[place].hadSession = true
    } else if lives[place].hadSession, account.desks[place].loss == nil {
      account.desks[place].realName = .empty
      account.desks[place].loss = loss(place, view, hasJustGone, account, &universe)
      if account.desks[place].loss == .clientsLeft, account.desks[place].clientsLeft == nil {
        // Nobody had come but the client that made it.
        account.desks[place].clientsLeft = account.now
      }
    }
  }

  private func loss(
    _ place: Int, _ view: View, _ hasJustGone: Bool, _ account: Account,
    _ universe: inout Universe<Cast>
  ) -> DeskFacts.Loss {
    if view.isEnding { return .ended }
    let processes = lives[place].things.map(\.process)
    let runs = processes.contains { universe.world.processes.lives($0) }
    // A session that is ended for want of clients is gone before its processes hear of it.
    guard runs, !account.entries.contains(where: \.killsSessions) else { return .killed }
    return hasJustGone ? .wrapperLeft : .clientsLeft
  }
}

extension TraceEntry {
  /// Whether sessions, panes or clients can be other than before.
  fileprivate var mayTouchPanes: Bool {
    switch kind {
    case .performed(.tmux, _), .world, .fault, .ended: true
    default: false
    }
  }

  /// Whether it ends sessions on purpose.
  fileprivate var killsSessions: Bool {
    switch kind {
    case .performed(.tmux(let command, _), _):
      switch command {
      case .killSession, .killSessionIf, .killServer, .killWindow, .killPane: true
      default: false
      }
    case .fault(.world(.tmux(let fault))):
      switch fault {
      case .sessionKilled, .serverKilled, .serverRestarted: true
      default: false
      }
    case .fault(.powerFailure): true
    default: false
    }
  }
}
