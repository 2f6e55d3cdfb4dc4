import Forms
import Lifecycle
import Operations
import Scenarios
import SimulatedWorld

/// A key of something that happens.
typealias ActionTag = Forms.Tag<Action>

/// All that can happen, by the keys that it is written with.
enum Actions {
  /// All that can happen.
  static var tags: [ActionTag] {
    actorActions + tmuxActions + fileActions + serviceActions + machineActions
  }

  // MARK: - Actors and processes

  private static var actorActions: [ActionTag] {
    [
      .with(
        "crash", .nonEmptyText, make: { .crash($0) },
        part: { if case .crash(let name) = $0 { name } else { nil } },
        help: "An actor's process is killed: it loses its memory and nothing else"),
      .with(
        "restart", .nonEmptyText, make: { .restart($0) },
        part: { if case .restart(let name) = $0 { name } else { nil } },
        help: "An actor's program is started again"),
      .with(
        "stop", .pausing("actor"), make: { .stop($0.who, for: $0.time) },
        part: {
          if case .stop(let who, let time) = $0 { Pausing(who: who, time: time) } else { nil }
        },
        help: "An actor's process is stopped, for a while or until it is resumed"),
      .with(
        "resume", .nonEmptyText, make: { .resume($0) },
        part: { if case .resume(let name) = $0 { name } else { nil } },
        help: "An actor's process goes on"),
      .with(
        "signal", .signalling, make: { .signal($0.who, $0.signal) },
        part: {
          if case .signal(let who, let signal) = $0 {
            Signalling(who: who, signal: signal)
          } else {
            nil
          }
        },
        help: "An actor's process gets a signal from outside"),
      .with(
        "slow-start", .slowing, make: { .slowStart($0.who, by: $0.time) },
        part: {
          if case .slowStart(let who, let time) = $0 { Slowing(who: who, time: time) } else { nil }
        },
        help: "An actor's next start takes so much longer"),
      .with(
        "change-user", .owning, make: { .changeUser($0.who, to: UInt32($0.user)) },
        part: {
          if case .changeUser(let who, let user) = $0 {
            Owning(who: who, user: Int(user))
          } else {
            nil
          }
        },
        help: "An actor's process is another user's from now on"),
      .with(
        "duplicate", .counted, make: { .duplicate($0.who, count: Int32($0.count)) },
        part: {
          if case .duplicate(let who, let count) = $0 {
            Counted(who: who, count: Int(count))
          } else {
            nil
          }
        },
        help: "More actors of the same program are started at once"),
      .with(
        "end", .ended, make: { .end($0.target, $0.ending) },
        part: {
          if case .end(let target, let ending) = $0 {
            Ended(target: target, ending: ending)
          } else {
            nil
          }
        },
        help: "The process of something ends: an agent, a runner, a worker"),
      .with(
        "suspend", .suspended, make: { .suspend($0.target, for: $0.time) },
        part: {
          if case .suspend(let target, let time) = $0 {
            Suspended(target: target, time: time)
          } else {
            nil
          }
        },
        help: "The process of something is stopped, for a while or for good"),
      .with(
        "reuse-pid", .reused, make: { .reusePid(of: $0.target, program: $0.program) },
        part: {
          if case .reusePid(let target, let program) = $0 {
            Reused(target: target, program: program)
          } else {
            nil
          }
        },
        help: "A stranger gets the pid that something dead had"),
      .with(
        "next-pid", .integer(in: 2...32_767), make: { .forcePid(Int32($0)) },
        part: { if case .forcePid(let pid) = $0 { Int(pid) } else { nil } },
        help: "The next process gets this pid"),
      .with(
        "stranger", .stranger,
        make: {
          .foreignProcess(program: $0.program, pid: $0.pid.map { Int32($0) }, user: UInt32($0.user))
        },
        part: { action in
          guard case .foreignProcess(let program, let pid, let user) = action else { return nil }
          return StrangerEntry(program: program, pid: pid.map { Int($0) }, user: Int(user))
        }, help: "A process that is nobody's appears"),
      .with(
        "process-table-full", .boolean, make: { .fullProcessTable($0) },
        part: { if case .fullProcessTable(let isOn) = $0 { isOn } else { nil } },
        help: "There can be no more processes, or as many as ever"),
    ]
  }

  // MARK: - tmux

  private static var tmuxActions: [ActionTag] {
    [
      .with(
        "kill-pane", .ended, make: { .paneDies($0.target, $0.ending) },
        part: {
          if case .paneDies(let target, let ending) = $0 {
            Ended(target: target, ending: ending)
          } else {
            nil
          }
        },
        help: "The process in a pane ends"),
      .with(
        "kill-session", .target, make: { .sessionKilled($0) },
        part: { if case .sessionKilled(let target) = $0 { target } else { nil } },
        help: "Somebody kills the session of a run or desk, or one by its name"),
      .bare("kill-server", .serverKilled, help: "The tmux server is killed"),
      .with(
        "restart-server", .nonEmptyText, make: { .serverRestarted(program: $0) },
        part: { if case .serverRestarted(let program) = $0 { program } else { nil } },
        help: "The server is killed, and another runs sessions of the same names with this program"),
      .with(
        "stop-server", .stopping, bare: Stopping(), make: { .serverStopped(for: $0.time) },
        part: { if case .serverStopped(let time) = $0 { Stopping(time: time) } else { nil } },
        help: "The server is stopped, so that calls hang, for a while or until it goes on"),
      .bare("continue-server", .serverContinued, help: "The server goes on"),
      .with(
        "tmux-calls-fail", .integer(in: 1...1_000_000), make: { .callsFail(Int32($0)) },
        part: { if case .callsFail(let count) = $0 { Int(count) } else { nil } },
        help: "So many calls fail before they reach the server"),
      .with(
        "detach-clients", .target, make: { .clientsDetached($0) },
        part: { if case .clientsDetached(let target) = $0 { target } else { nil } },
        help: "Every client of a session leaves"),
      .with(
        "destroy-unattached", .boolean, make: { .destroyUnattached($0) },
        part: { if case .destroyUnattached(let isOn) = $0 { isOn } else { nil } },
        help: "Somebody's settings end sessions that nobody is attached to"),
      .with(
        "remain-on-exit", .word(among: ["on", "off", "failed"], "whether dead panes stay"),
        make: { .remainOnExit($0) },
        part: { if case .remainOnExit(let value) = $0 { value } else { nil } },
        help: "Somebody's settings keep dead panes, or those that failed"),
      .with(
        "take-name", .taken, make: { .nameTaken($0.name, program: $0.program) },
        part: {
          if case .nameTaken(let name, let program) = $0 {
            Taken(name: name, program: program)
          } else {
            nil
          }
        },
        help: "Somebody else has a session of that name"),
      .with(
        "prefix-twin", .reused, make: { .prefixTwin($0.target, program: $0.program) },
        part: {
          if case .prefixTwin(let target, let program) = $0 {
            Reused(target: target, program: program)
          } else {
            nil
          }
        },
        help: "Somebody else has a session whose name begins with that of a run's or desk's"),
      .with(
        "late-statuses", .interval, make: { .statusesLate($0) },
        part: { if case .statusesLate(let time) = $0 { time } else { nil } },
        help: "Dead panes have no status for so long"),
      .bare("delete-socket", .socketDeleted, help: "The socket file of the server is deleted"),
    ]
  }

  // MARK: - Files

  private static var fileActions: [ActionTag] {
    [
      .with(
        "disk-full", .room, bare: Room(after: 0),
        make: { .diskFull(after: $0.after.map { Int64($0) }) },
        part: { if case .diskFull(.some(let bytes)) = $0 { Room(after: Int(bytes)) } else { nil } },
        help: "The disk is full, after so many more bytes"),
      .bare("disk-has-room", .diskFull(after: nil), help: "There is room on the disk again"),
      .with(
        "read-only", .boolean, make: { .readOnly($0) },
        part: { if case .readOnly(let isOn) = $0 { isOn } else { nil } },
        help: "The disk can only be read, or can be written again"),
      .with(
        "file-fails", .failing, make: { .fileFails($0.path, $0.error.errno, always: $0.always) },
        part: { action in
          guard case .fileFails(let path, let errno, let always) = action else { return nil }
          return Failing(path: path, error: FileErrorWord(errno), always: always)
        }, help: "Operations on a path fail: the next one, or all until it is healed"),
      .with(
        "file-heals", .path, make: { .fileHeals($0) },
        part: { if case .fileHeals(let path) = $0 { path } else { nil } },
        help: "A path is as it should be again"),
      .with(
        "short-write", .cut, make: { .shortWrite($0.path, keep: Int32($0.keep)) },
        part: {
          if case .shortWrite(let path, let keep) = $0 {
            Cut(path: path, keep: Int(keep))
          } else {
            nil
          }
        },
        help: "The next write to a path stops short and says so"),
      .with(
        "torn-write", .cut, make: { .tornWrite($0.path, keep: Int32($0.keep)) },
        part: {
          if case .tornWrite(let path, let keep) = $0 {
            Cut(path: path, keep: Int(keep))
          } else {
            nil
          }
        },
        help: "The next write to a path is torn, and says that it was done"),
      .with(
        "deny", .path, make: { .deny($0) },
        part: { if case .deny(let path) = $0 { path } else { nil } },
        help: "A path can be neither read nor written by those who are not root"),
      .with(
        "file", .file, make: { .fileAppears($0.path, content: $0.content) },
        part: {
          if case .fileAppears(let path, let content) = $0 {
            Stage.Entry(path: path, content: content)
          } else {
            nil
          }
        },
        help: "A file with that content is there"),
      .with(
        "folder", .path, make: { .folderAppears($0) },
        part: { if case .folderAppears(let path) = $0 { path } else { nil } },
        help: "A folder is there"),
      .with(
        "remove", .path, make: { .vanishes($0) },
        part: { if case .vanishes(let path) = $0 { path } else { nil } },
        help: "What is there is gone"),
      .with(
        "work", .work, make: { .work(run: $0.run, file: $0.file) },
        part: { if case .work(let run, let file) = $0 { Work(run: run, file: file) } else { nil } },
        help: "A file that is committed nowhere is left in the worktree of a run"),
      .with(
        "remove-worktree", .nonEmptyText, make: { .worktreeVanishes(run: $0) },
        part: { if case .worktreeVanishes(let run) = $0 { run } else { nil } },
        help: "The worktree of a run is gone from the disk"),
    ]
  }

  // MARK: - git, the store, Forge, pull requests

  private static var serviceActions: [ActionTag] {
    [
      .with(
        "kill-worktree-add", .addStage, make: { .addKilled($0) },
        part: { if case .addKilled(let stage) = $0 { stage } else { nil } },
        help: "The next 'git worktree add' is killed at a stage"),
      .bare("refuse-removal", .removalRefused, help: "The next removal of a worktree is refused"),
      .with(
        "branch", .nonEmptyText, make: { .branchExists($0) },
        part: { if case .branchExists(let name) = $0 { name } else { nil } },
        help: "A branch of that name is there already"),
      .with(
        "slow-worktree-add", .interval, make: { .addSlow($0) },
        part: { if case .addSlow(let time) = $0 { time } else { nil } },
        help: "'git worktree add' takes so long"),
      .with(
        "store-busy", .interval, make: { .storeBusy($0) },
        part: { if case .storeBusy(let time) = $0 { time } else { nil } },
        help: "Another writes to the store for so long"),
      .with(
        "slow-store", .interval, make: { .storeSlow($0) },
        part: { if case .storeSlow(let time) = $0 { time } else { nil } },
        help: "Every operation of the store takes so much longer"),
      .with(
        "store-trouble", .trouble, make: { .storeTrouble($0.kind.trouble, for: $0.time) },
        part: { action in
          guard case .storeTrouble(let trouble, let time) = action else { return nil }
          return Trouble(kind: TroubleWord(trouble), time: time)
        }, help: "The store is in trouble, for a while or until it is well"),
      .with(
        "record", .damage, make: { .recordBecomes(run: $0.run, content: $0.content) },
        part: {
          if case .recordBecomes(let run, let content) = $0 {
            Damage(run: run, content: content)
          } else {
            nil
          }
        },
        help: "The record of a run holds something else"),
      .with(
        "forge-request", .forgeTrouble, make: { .forgeRequest($0.verb, $0.fault) },
        part: { action in
          guard case .forgeRequest(let verb, let fault) = action else { return nil }
          return ForgeTroubleEntry(verb, fault)
        }, help: "The next request of a kind to Forge goes wrong"),
      .with(
        "forge-crash", .boolean, bare: false, make: { .forgeCrash(killingExecutors: $0) },
        part: { if case .forgeCrash(let kills) = $0 { kills } else { nil } },
        help: "Forge crashes; true: its executors with it"),
      .bare("forge-start", .forgeStart, help: "Forge starts again"),
      .bare("forge-spawn-fails", .forgeSpawnFails, help: "Forge's next executor cannot be started"),
      .bare(
        "forge-worktree-fails", .forgeWorktreeFails, help: "Forge's next worktree cannot be made"),
      .with(
        "forge-change", .work, make: { .forgeChange(run: $0.run, file: $0.file) },
        part: {
          if case .forgeChange(let run, let file) = $0 { Work(run: run, file: file) } else { nil }
        },
        help: "A file changes in the worktree that a run has in Forge"),
      .bare("cut-streams", .streamsCut, help: "Every stream of Forge's is cut"),
      .with(
        "lag-streams", .slowing, make: { .streamsLag($0.who, by: $0.time) },
        part: {
          if case .streamsLag(let who, let time) = $0 { Slowing(who: who, time: time) } else { nil }
        },
        help: "What streams bring to an actor comes so much later"),
      .with(
        "fetches-fail", .integer(in: 1...1_000_000), make: { .fetchesFail(Int32($0)) },
        part: { if case .fetchesFail(let count) = $0 { Int(count) } else { nil } },
        help: "So many fetches of pull requests fail"),
      .with(
        "host-unreachable", .boolean, make: { .hostUnreachable($0) },
        part: { if case .hostUnreachable(let isOn) = $0 { isOn } else { nil } },
        help: "The host of pull requests cannot be reached, or can again"),
      .with(
        "stale-facts", .interval, make: { .factsStale($0) },
        part: { if case .factsStale(let time) = $0 { time } else { nil } },
        help: "The facts of pull requests are so old"),
      .with(
        "pull-request", .pullRequest, make: { .pullRequest(run: $0.run, $0.facts) },
        part: {
          if case .pullRequest(let run, let facts) = $0 {
            PullRequestEntry(run: run, facts: facts)
          } else {
            nil
          }
        },
        help: "The pull request of a run's branch becomes so"),
      .with(
        "flapping-checks", .flapping, make: { .flapping(run: $0.who, every: $0.time) },
        part: {
          if case .flapping(let run, let time) = $0 { Slowing(who: run, time: time) } else { nil }
        },
        help: "The checks of a run's branch flip between passing and failing"),
    ]
  }

  // MARK: - The machine

  private static var machineActions: [ActionTag] {
    [
      .with(
        "step-clock", .clockStep, make: { .stepClock($0) },
        part: { if case .stepClock(let step) = $0 { step } else { nil } },
        help: "The wall clock steps, such as +40m or -1h"),
      .with(
        "sleep", .interval, make: { .sleep($0) },
        part: { if case .sleep(let time) = $0 { time } else { nil } },
        help: "The machine sleeps"),
      .bare(
        "power-failure", .powerFailure,
        help: "Every process but the first dies, and what was not synced is lost"),
      .with(
        "calls", .interfering, make: { .interfere($0) },
        part: { if case .interfere(let interfering) = $0 { interfering } else { nil } },
        help: "The next calls that match are interfered with"),
    ]
  }
}
