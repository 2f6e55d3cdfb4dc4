import Operations

/// The simulated machine: everything that operations act on.
///
/// Each part states its contract at the head of its own file. What is common to all: any operation
/// by any caller at any time is answered, refused with the error of the real thing, or kept open.
public struct World: Sendable {
  /// What is at hand at this moment: clocks, texts, random streams, and what follows.
  public var moment: Moment
  /// The processes.
  public var processes: Processes
  var tmuxPart: Shared<TmuxServers>
  var filesPart: Shared<FileSystem>
  var gitPart: Shared<GitRepositories>
  var storePart: Shared<SessionStore>
  var forgePart: Shared<ForgeBackend>
  var pullRequestsPart: Shared<PullRequestHost>
  /// How many of the deaths on the agenda the parts have heard of.
  private var deathsTold = 0
  private var signalsTold = 0

  /// Boots a machine.
  public init(seed: UInt64, _ setting: WorldSetting = WorldSetting()) {
    moment = Moment(seed: seed)
    processes = Processes(&moment)
    tmuxPart = Shared(TmuxServers())
    filesPart = Shared(FileSystem(canLosePower: setting.canLosePower))
    gitPart = Shared(GitRepositories())
    storePart = Shared(SessionStore())
    forgePart = Shared(
      ForgeBackend(
        ForgeConfiguration(setting.forge, &moment.texts), projects: setting.projects,
        parent: .initial, &processes, &moment))
    pullRequestsPart = Shared(PullRequestHost())
    moment.agenda.clear()
  }

  // MARK: - The parts

  /// The tmux servers.
  public var tmux: TmuxServers {
    _read { yield tmuxPart.value }
    _modify { yield &tmuxPart.value }
  }
  /// The files.
  public var files: FileSystem {
    _read { yield filesPart.value }
    _modify { yield &filesPart.value }
  }
  /// The git repositories.
  public var git: GitRepositories {
    _read { yield gitPart.value }
    _modify { yield &gitPart.value }
  }
  /// The session store.
  public var store: SessionStore {
    _read { yield storePart.value }
    _modify { yield &storePart.value }
  }
  /// The Forge backend.
  public var forge: ForgeBackend {
    _read { yield forgePart.value }
    _modify { yield &forgePart.value }
  }
  /// The host of pull requests.
  public var pullRequests: PullRequestHost {
    _read { yield pullRequestsPart.value }
    _modify { yield &pullRequestsPart.value }
  }

  // MARK: - The scene

  /// Puts a file there at once, as if it had always been.
  @discardableResult
  public mutating func putFile(_ path: Text, _ content: Text) -> Bool {
    filesPart.value.put(path, content, &moment)
  }

  /// Makes a repository at once, with a commit on a branch.
  public mutating func addRepository(_ path: Text, branch: Text) {
    gitPart.value.addRepository(path, branch: branch, &filesPart.value, &moment)
  }

  /// The content of a file as it is now, by whatever name.
  public mutating func content(of path: Text) -> Text? {
    filesPart.value.content(of: path, &moment)
  }

  /// Whether a path leads to anything now.
  public mutating func isThere(_ path: Text) -> Bool {
    filesPart.value.kind(of: path, &moment) != nil
  }

  /// The names in a directory as it is now, in their order.
  public mutating func names(in directory: Text) -> [Text] {
    filesPart.value.names(in: directory, &moment)
  }

  /// A file changes in the worktree of an attempt in Forge; false when there is no such attempt.
  public mutating func changeFile(_ path: Text, ofForgeAttempt attempt: UInt64) -> Bool {
    forgePart.value.appendDiff(attempt: attempt, path: path, &moment)
  }

  /// Asks Forge something whose answer may hold new texts.
  public mutating func withForge<Result>(
    _ body: (borrowing ForgeBackend, inout Texts) -> Result
  ) -> Result {
    body(forgePart.value, &moment.texts)
  }

  // MARK: - Operations

  /// Performs one operation for the caller.
  ///
  /// Nil when a part of the world keeps the call open and answers later. Messages, timers, clocks
  /// and draws are no part of a world: whoever runs it has them.
  public mutating func perform(_ operation: Operation, by caller: ProcessIndex) -> Outcome? {
    switch operation {
    case .process(let operation):
      if case .writeLine(let line) = operation { show(line, of: caller) }
      let births = moment.agenda.births.count
      let outcome = processes.perform(operation, by: caller, &moment)
      if case .spawn = operation, let child = moment.agenda.births[births...].first {
        filesPart.value.inheritLocks(from: caller, to: child, all: false)
      }
      return outcome.map { .process($0) }
    case .tmux(let command, let socket):
      let before = tmuxPart.value.serverProcess(at: socket)
      let outcome = tmuxPart.value.perform(
        command, socket: socket, by: caller, &processes, &moment)
      // The first session forks the server; what the server starts closes all that it was left.
      if before == nil, let server = tmuxPart.value.serverProcess(at: socket) {
        filesPart.value.inheritLocks(from: caller, to: server, all: false)
      }
      return outcome.map { .tmux($0) }
    case .file(let operation):
      return filesPart.value.perform(operation, by: caller, &moment).map { .file($0) }
    case .git(let command):
      return gitPart.value.perform(command, &filesPart.value, by: caller, &moment)
        .map { .git($0) }
    case .store(let operation):
      return storePart.value.perform(operation, by: caller, &moment).map { .store($0) }
    case .forge(let request):
      let outcome = forgePart.value.perform(request, by: caller, &processes, &moment)
      hostPullRequests()
      return outcome.map { .forge($0) }
    case .pullRequest(let operation):
      return pullRequestsPart.value.perform(operation, &moment).map { .pullRequest($0) }
    case .send, .timer, .cancelTimer, .readClock, .drawNumber:
      preconditionFailure("not an operation on the world: \(operation)")
    }
  }

  /// Lets something happen that was planned.
  public mutating func happen(_ event: WorldEvent) {
    switch event {
    case .programEnds(let process, let ending): processes.end(process, ending, &moment)
    case .orphanReaped(let process): processes.reapOrphan(process)
    case .waitReturns(let call): processes.returnFromWait(call, &moment)
    case .tmux(let event): tmuxPart.value.happen(event, &processes, &moment)
    case .file(let event): filesPart.value.happen(event, &moment)
    case .git(let event): gitPart.value.happen(event, &filesPart.value, &moment)
    case .store(let event): storePart.value.happen(event, &moment)
    case .forge(let event):
      forgePart.value.happen(event, &processes, &moment)
      hostPullRequests()
    }
  }

  /// Brings a line to whoever has the other end of a program's standard output.
  private mutating func show(_ line: Text, of caller: ProcessIndex) {
    guard let process = processes[caller], process.state != .zombie else { return }
    if let pane = process.pane {
      tmuxPart.value.write(line, in: pane)
      let pipe = tmuxPart.value.pipe(of: pane)
      guard !pipe.isEmpty else { return }
      moment.builder.clear()
      moment.builder.add(line, from: moment.texts)
      moment.builder.add("\n")
      let piped = moment.texts.text(moment.builder)
      // The pipe is a process of the server's, which does not care whether the disk is full.
      _ = filesPart.value.perform(.append(pipe, content: piped), by: .initial, &moment)
    } else if let run = forgePart.value.process(of: caller) {
      forgePart.value.appendLog(process: run, text: line, &moment)
    }
  }

  /// Lets the host know of the pull requests that Forge has opened.
  private mutating func hostPullRequests() {
    guard forgePart.value.hasPullRequests else { return }
    while let opened = forgePart.value.takePullRequest() {
      pullRequestsPart.value.open(opened.branch, draft: false, now: moment.now)
    }
  }

  /// Tells every part of the deaths and signals on the agenda, until nothing new comes of it.
  ///
  /// It must be called after each operation and event that left something on the agenda. What the
  /// parts were told of they are not told again until the agenda is emptied by `clearAgenda`.
  public mutating func settle() {
    while deathsTold < moment.agenda.deaths.count || signalsTold < moment.agenda.caught.count {
      while signalsTold < moment.agenda.caught.count {
        let caught = moment.agenda.caught[signalsTold]
        signalsTold += 1
        if caught.signal == .continue {
          tmuxPart.value.noticeContinue(of: caught.process, &processes, &moment)
        }
      }
      while deathsTold < moment.agenda.deaths.count {
        let process = moment.agenda.deaths[deathsTold]
        deathsTold += 1
        noticeDeath(of: process)
      }
    }
  }

  /// Empties the agenda when it was carried out.
  public mutating func clearAgenda() {
    deathsTold = 0
    signalsTold = 0
    moment.agenda.clear()
  }

  private mutating func noticeDeath(of process: ProcessIndex) {
    filesPart.value.noticeDeath(of: process)
    storePart.value.noticeDeath(of: process)
    forgePart.value.noticeDeath(of: process, &processes, &moment)
    tmuxPart.value.noticeDeath(of: process, &processes, &moment)
  }

  /// Makes a process another user's, for signals and for files.
  public mutating func setUser(_ user: UInt32, of process: ProcessIndex) {
    processes.setUser(user, of: process)
    filesPart.value.setUser(user, of: process)
  }

  /// Takes the power away and gives it back: nobody runs, and what was not synced is lost.
  public mutating func powerFail() {
    processes.reboot(&moment)
    settle()
    gitPart.value.killAdds()
    filesPart.value.powerFail(&moment)
    storePart.value.powerFail()
  }

  /// Traps if any part is not as it must be.
  public func checkInvariants() {
    processes.checkInvariants()
    tmuxPart.value.checkInvariants(processes: processes, texts: moment.texts)
    filesPart.value.checkInvariants()
    gitPart.value.checkInvariants()
    storePart.value.checkInvariants(moment.texts)
    forgePart.value.checkInvariants()
    pullRequestsPart.value.checkInvariants()
  }
}

extension World: Foldable {
  /// Folds the state of every part; clocks, texts and random streams are no part of it.
  public func fold(into digest: inout Digest) {
    processes.fold(into: &digest)
    processes.foldWaits(into: &digest, now: moment.now)
    tmuxPart.value.fold(into: &digest)
    filesPart.value.fold(into: &digest)
    gitPart.value.fold(into: &digest)
    storePart.value.fold(into: &digest)
    forgePart.value.fold(into: &digest)
    pullRequestsPart.value.fold(into: &digest)
  }
}

/// What a world is made with.
public struct WorldSetting: Sendable {
  /// Whether the power may fail, for which the files remember what was synced.
  public var canLosePower: Bool
  /// How the Forge backend behaves.
  public var forge: ForgeDialect
  /// The projects that it knows.
  public var projects: [UInt64]

  /// Makes a setting.
  public init(
    canLosePower: Bool = false, forge: ForgeDialect = .actual,
    projects: [UInt64] = [1]
  ) {
    self.canLosePower = canLosePower
    self.forge = forge
    self.projects = projects
  }
}
