import Operations

// A Forge backend and the executors that it runs.
//
// Modelled, each as the source of the real backend does it (dialect `actual`):
// - a creation is a chain of steps that are committed one by one; what fails leaves what was made
//   before it, and a lost answer is no proof of anything; there is no idempotency of any kind;
// - `create-and-start` answers the task and not the attempt; an attempt has no status;
// - names are four hexadecimal digits and sixteen characters of the title, so that they meet;
//   a branch that exists already is a 500, a worktree that exists already is accepted as it is;
// - a follow-up is a new process, also beside one that runs, and a fresh conversation when the
//   older one is not known yet; the conversation is read out of the log some time after the start;
// - a stop writes `killed`, then sends SIGINT, SIGTERM and SIGKILL to the group, two seconds apart,
//   one run after the other; it answers 200 whatever came of it;
// - the end of an executor is seen up to 250 ms late and moves the task to `inreview`, also while
//   another one works on it; a zombie is reaped then and not before;
// - each connection to a log gets the whole history from index 0, may miss what is written while
//   it subscribes, and loses the oldest entries without a word when it lags too far behind;
// - a crash resets what is under way, leaves rows `running` and executors alive as orphans; the
//   next start writes `failed` over those rows, moves their tasks to `inreview`, signals nobody and
//   removes every worktree that it has no attempt for.
// Not modelled: what is in branches and worktrees (see `ForgeCheckouts`), merges, rebases, setup
// and clean-up scripts, dev servers, queued drafts, images, templates, the removal of idle
// worktrees after days, the streams of tasks and of normalised entries, authentication.

/// A Forge backend, in one of two dialects.
///
/// Contract: tolerates any request by any caller in any order, and any death at any time. The
/// faults that it offers: an HTTP status, `success: false`, a refused connection, a reset before or
/// after the effect, slowness, a hang, a failing spawn or worktree, colliding names, a crash or a
/// restart with or without its children, a stream that is cut, repeated or lagging, a worktree that
/// vanishes. Requests for existing things allocate nothing once the arrays have grown.
public struct ForgeBackend: Sendable {
  /// How it is set up.
  public let configuration: ForgeConfiguration
  /// The branches and worktrees that it has made.
  public var checkouts = ForgeCheckouts()
  /// The backend's own process.
  public internal(set) var server = ProcessIndex.none
  /// Whether it answers.
  var phase = Phase.down
  /// The projects that there are.
  var projects: [UInt64] = []
  var tasks = ForgeTable<ForgeTaskRecord>()
  var attempts = ForgeTable<ForgeAttemptRecord>()
  var runs = ForgeTable<ForgeRun>()
  var journal = ForgeJournal()
  /// The executors whose ends the backend will see, in the order of their starts.
  var children: [Child] = []
  var creations: [ForgeCreation] = []
  var stops: [ForgeStop] = []
  var waiting: [ForgeWaiting] = []
  var streams: [ForgeStream] = []
  var approvals: [ForgeApproval] = []
  /// Pull requests that their host has yet to hear of.
  var openedPullRequests: [ForgePullRequest] = []
  var faults: [PlannedFault] = []
  /// How many spawns will fail.
  var spawnFailures: Int32 = 0
  /// How many worktrees will not be made.
  var worktreeFailures: Int32 = 0
  /// How many starts will leave the rows as they are.
  var sweepsToSkip: Int32 = 0
  /// The id of the next attempt, when it is forced.
  var forcedAttempt: UInt64?

  /// Whether the backend answers.
  enum Phase: UInt8, Hashable, Sendable {
    /// There is no process.
    case down
    /// The process runs and does not listen yet.
    case starting
    /// It answers.
    case listening
  }

  /// An executor that the backend has a handle of.
  struct Child: Hashable, Sendable {
    var executor: ProcessIndex
    var run: UInt64
  }

  /// A fault that waits for the next request of its kind.
  struct PlannedFault: Hashable, Sendable {
    var verb: Verb
    var fault: ForgeFault
  }

  /// Starts a backend that listens at once, as a child of a process.
  public init(
    _ configuration: ForgeConfiguration, projects: [UInt64], parent: ProcessIndex,
    _ processes: inout Processes, _ moment: inout Moment
  ) {
    precondition(configuration.streamCapacity > 0, "a stream must hold one entry at least")
    self.configuration = configuration
    self.projects = projects
    guard launch(parent: parent, &processes, &moment) else { return }
    phase = .listening
  }

  // MARK: - Requests

  /// Performs one request; nil when it is answered later, or never.
  public mutating func perform(
    _ request: ForgeRequest, by caller: ProcessIndex, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> ForgeOutcome? {
    if case .closeStream(let tag) = request { return closeStream(tag, of: caller, &moment) }
    guard phase == .listening else { return .failed(.connectionRefused) }
    var arrival = ForgeWaiting(
      call: moment.agenda.call, tag: moment.agenda.callTag, client: caller, request: request)
    switch takeFault(request.verb) {
    case .failure(let failure, takesEffect: false):
      return .failed(failure)
    case .failure(let failure, takesEffect: true):
      arrival.reply = .failure(failure)
    case .hang(takesEffect: false):
      return nil
    case .hang(takesEffect: true):
      arrival.reply = .silence
    case .slow(let interval):
      waiting.append(arrival)
      moment.agenda.plan(.forge(.requestArrives(call: arrival.call)), after: interval)
      return nil
    case nil:
      break
    }
    return serve(arrival, &processes, &moment)
  }

  /// Serves a request that has reached the backend.
  mutating func serve(
    _ arrival: ForgeWaiting, _ processes: inout Processes, _ moment: inout Moment
  ) -> ForgeOutcome? {
    guard let outcome = outcome(of: arrival, &processes, &moment) else { return nil }
    return arrival.reply.heard(outcome)
  }

  private mutating func outcome(
    of arrival: ForgeWaiting, _ processes: inout Processes, _ moment: inout Moment
  ) -> ForgeOutcome? {
    switch arrival.request {
    case .health, .closeStream:
      return .done
    case .createAndStart(project: let project, title: let title, key: let key, base: let base):
      let order = CreationOrder(project: project, title: title, key: key, base: base)
      return create(order, arrival, &processes, &moment)
    case .createAttempt(task: let task, base: let base):
      guard let row = tasks[task]?.row else {
        // A body that names an unknown task fails in the database, not in the routing.
        return .failed(.status(configuration.dialect == .actual ? 500 : 404))
      }
      let order = CreationOrder(
        task: task, project: row.project, title: row.title, key: row.key, base: base)
      return create(order, arrival, &processes, &moment)
    case .listTasks(project: let project):
      return listTasks(of: project, &moment)
    case .getTask(let id):
      return tasks[id].map { .task($0.row) } ?? .failed(.status(404))
    case .deleteTask(let id):
      return deleteTask(id, &moment)
    case .listAttempts(task: let task):
      return listAttempts(of: task, &moment)
    case .getAttempt(let id):
      return attempts[id].map { .attempt(row($0)) } ?? .failed(.status(404))
    case .followUp(attempt: let attempt, prompt: let prompt):
      return followUp(attempt, prompt, &processes, &moment)
    case .stop(attempt: let attempt):
      return stop(attempt, arrival, &processes, &moment)
    case .listProcesses(attempt: let attempt):
      return listRuns(of: attempt, &moment)
    case .getProcess(let id):
      return runs[id].map { .process($0.row) } ?? .failed(.status(404))
    case .streamLog(process: let run):
      guard runs[run] != nil else { return .failed(.status(404)) }
      return openStream(.log(run: run), arrival, processes, &moment)
    case .streamDiff(attempt: let attempt):
      guard attempts[attempt] != nil else { return .failed(.status(404)) }
      return openStream(.diff(attempt: attempt), arrival, processes, &moment)
    case .createPullRequest(attempt: let attempt, title: let title):
      return createPullRequest(attempt, title, &moment)
    case .listApprovals:
      return listApprovals(&moment)
    case .answerApproval(let id, approve: let approve):
      return answerApproval(id, approve)
    case .saveDraft(attempt: let attempt, let text):
      guard let place = attempts.place(of: attempt) else { return .failed(.status(404)) }
      attempts[at: place].draft = text
      return .done
    case .getDraft(attempt: let attempt):
      return attempts[attempt].map { .text($0.draft) } ?? .failed(.status(404))
    }
  }

  // MARK: - Events

  /// Lets something happen that was planned.
  ///
  /// Events about things that are gone meanwhile do nothing.
  public mutating func happen(
    _ event: ForgeEvent, _ processes: inout Processes, _ moment: inout Moment
  ) {
    switch event {
    case .requestArrives(let call):
      guard let place = waiting.firstIndex(where: { $0.call == call }) else { return }
      let arrival = waiting.remove(at: place)
      if let outcome = serve(arrival, &processes, &moment) {
        moment.agenda.answer(call, .forge(outcome))
      }
    case .creationGoesOn(let attempt, let call):
      continueCreation(of: attempt, call, &processes, &moment)
    case .stopGoesOn(let attempt, let call):
      continueStop(of: attempt, call, &processes, &moment)
    case .exitPolled(let executor):
      collect(executor, &processes, &moment)
    case .conversationKnown(let executor):
      learnConversation(of: executor, &moment)
    case .logCloses(let run):
      closeLog(of: run, &moment)
    case .streamOpens(let call):
      replay(call, &moment)
    case .streamSubscribes(let call):
      subscribe(call, &moment)
    case .entryArrives(let call):
      handOver(call, &moment)
    case .approvalTimesOut(let id):
      timeOutApproval(id)
    case .serverListens(let process):
      beginListening(process, &processes, &moment)
    case .worktreesRemoved(let attempt):
      // What a backend has begun to clear away is forgotten when it ends.
      if phase == .listening { checkouts.removeWorktrees(of: attempt) }
    }
  }

  /// Hears that a process has ended: the backend itself, one of its executors, or a client.
  public mutating func noticeDeath(
    of process: ProcessIndex, _ processes: inout Processes, _ moment: inout Moment
  ) {
    if process == server { loseServer(&moment) }
    streams.removeAll { $0.client == process }
    guard children.contains(where: { $0.executor == process }) else { return }
    switch configuration.dialect {
    case .documented:
      collect(process, &processes, &moment)
    case .actual:
      let delay = configuration.exitPoll.draw(from: &moment.streams.latency)
      moment.agenda.plan(.forge(.exitPolled(executor: process)), after: delay)
    }
  }

  /// Answers a call that was left open, if its client gets to hear of it.
  func answer(
    _ call: CallID, _ outcome: ForgeOutcome, _ reply: ForgeReply, _ moment: inout Moment
  ) {
    if let heard = reply.heard(outcome) { moment.agenda.answer(call, .forge(heard)) }
  }

  /// An id that nothing has.
  func drawID(_ moment: inout Moment) -> UInt64 {
    while true {
      let id = moment.streams.identities.next()
      if id != 0, tasks[id] == nil, attempts[id] == nil, runs[id] == nil { return id }
    }
  }
}
