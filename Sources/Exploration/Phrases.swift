import Operations
import Scenarios
import SimulatedWorld
import Simulation

/// What happened in few words: the operation as a person would say it, and what came of it.
public struct Phrases {
  private let texts: Texts
  let wording: Wording

  /// Knows the texts of a run as it is; what is interned later it cannot tell.
  public init(of play: borrowing Play) {
    texts = play.universe.world.moment.texts
    wording = Wording(of: play.universe)
  }

  /// The words for one kind of entry.
  public func words(_ kind: TraceEntry.Kind) -> String {
    switch kind {
    case .performed(let operation, let outcome):
      let answer = outcome.map { words($0, of: operation) } ?? ""
      return answer.isEmpty ? words(operation) : "\(words(operation)) -> \(answer)"
    case .began(let start):
      return "\(start.isRestart ? "begins again" : "begins"), pid \(start.identity.pid)"
    case .ended(.exited(let status)): return "ends with status \(status)"
    case .ended(.signalled(let signal)): return "is ended by \(signal)"
    case .fault(let fault): return words(fault)
    case .interference(let interference, let verb): return "\(verb.name): \(words(interference))"
    case .lost(let operation): return "\(words(operation)): lost, its caller is gone"
    case .answered(_, .file(.content(let content))): return "hears: \(texts.length(content)) bytes"
    case .world(let event): return words(event) ?? wording.words(kind)
    default: return wording.words(kind)
    }
  }

  /// What the world does by itself, where there is more to say than its name; nil elsewhere.
  private func words(_ event: WorldEvent) -> String? {
    switch event {
    case .file(.writeArrives(_, let content, _, _)):
      "what was written arrives (\(texts.length(content)) bytes)"
    case .git(.addFinishes): "git worktree add is done"
    case .tmux(.paneEnded): "tmux sees that a pane has ended"
    case .tmux(.statusRead): "tmux reads how a pane has ended"
    case .tmux(.terminalClosed): "a terminal is closed"
    case .tmux(.nextWaitingCall): "tmux takes up a call that waited"
    case .orphanReaped: "an orphan is reaped"
    case .waitReturns: "somebody has waited to the end"
    case .programEnds(_, .exited(let status)): "a program ends with status \(status)"
    case .programEnds(_, .signalled(let signal)): "a program is ended by \(signal)"
    case .store(.answers): "the store answers at last"
    case .forge: nil
    }
  }

  // MARK: - Operations

  private func words(_ operation: Operation) -> String {
    switch operation {
    case .process(let operation): words(operation)
    case .tmux(let command, _): words(command)
    case .file(let operation): words(operation)
    case .git(let command): words(command)
    case .store(let operation): words(operation)
    case .send(let message, let recipient):
      "tell \(words(recipient)): \(short(message.topic)) \(short(message.body))"
    default: wording.words(operation)
    }
  }

  private func words(_ recipient: Recipient) -> String {
    switch recipient {
    case .actor(let name), .person(let name): short(name)
    case .process(let identity): "pid \(identity.pid)"
    }
  }

  private func words(_ operation: ProcessOperation) -> String {
    switch operation {
    case .spawn(let launch):
      "spawn \(short(launch.program))"
        + (launch.argument.isEmpty ? "" : " \(short(launch.argument, max: 24))")
    case .probe(let pid): "kill 0 pid \(pid)"
    case .inspect(let pid): "stat pid \(pid)"
    case .identify(let identity): "identify pid \(identity.pid)"
    case .signal(let pid, let signal): "kill pid \(pid) with \(signal)"
    case .signalGroup(let group, let signal): "kill group \(group) with \(signal)"
    case .signalIdentity(let identity, let signal):
      "kill pid \(identity.pid), if it is the one, with \(signal)"
    case .exit(let status): "exit \(status)"
    case .reap, .awaitExit, .list, .find, .writeLine, .whoAmI:
      wording.words(.process(operation))
    }
  }

  private func words(_ command: TmuxCommand) -> String {
    switch command {
    case .newSession(let name, let launch), .newLastingSession(let name, let launch):
      "new-session \(short(name)) \(short(launch.program))"
    case .hasSession(let target): "has-session \(words(target))"
    case .killSession(let target): "kill-session \(words(target))"
    case .renameSession(let target, let name): "rename-session \(words(target)) \(short(name))"
    case .killPane(let target): "kill-pane \(words(target))"
    case .killWindow(let target): "kill-window \(words(target))"
    case .respawnPane(let target, let launch, _):
      "respawn-pane \(words(target)) \(short(launch.program))"
    case .splitWindow(let target, let launch):
      "split-window \(words(target)) \(short(launch.program))"
    case .sendKeys(let target, let keys): "send-keys \(words(target)) \(short(keys, max: 30))"
    case .killSessionIf(let target, _): "kill-session \(words(target)), if it is the one"
    case .setOption(_, let target, let name, let value):
      "set-option \(words(target)) \(short(name)) \(short(value))"
    case .markSession(let target, let marks):
      "set-option \(words(target)) @owner \(short(marks.owner)) @state \(short(marks.state))"
    case .attach(let target): "attach \(words(target))"
    case .detach(let target): "detach \(words(target))"
    case .killServer: "kill-server"
    case .listAllPanes: "list-panes -a"
    case .listSessions: "list-sessions"
    case .capturePane(let target): "capture-pane \(words(target))"
    case .listPanes, .display, .newWindow, .paste, .pipePane, .showOption:
      wording.words(.tmux(command, socket: .empty))
    }
  }

  private func words(_ target: TmuxTarget) -> String {
    switch target {
    case .bare(let name): "-t \(short(name))"
    case .equals(let name): "-t =\(short(name))"
    case .exact(let name): "-t =\(short(name)):"
    case .session(let id): "-t $\(id)"
    case .window(let id): "-t @\(id)"
    case .pane(let id): "-t %\(id)"
    }
  }

  private func words(_ operation: FileOperation) -> String {
    switch operation {
    case .write(let path, let content): "write \(short(path)) (\(texts.length(content)) bytes)"
    case .append(let path, let content): "append \(short(path)) (\(texts.length(content)) bytes)"
    case .createExclusive(let path, _): "create \(short(path))"
    case .replace(let path, let content):
      "replace \(short(path)) (\(texts.length(content)) bytes)"
    case .read(let path): "read \(short(path))"
    case .makeDirectory(let path): "mkdir \(short(path))"
    case .makeDirectories(let path): "mkdir -p \(short(path))"
    case .removeDirectory(let path): "rmdir \(short(path))"
    case .remove(let path): "unlink \(short(path))"
    case .removeTree(let path): "rm -rf \(short(path))"
    case .link(let from, let to): "link \(short(from)) \(short(to))"
    case .symbolicLink(let from, let to): "symlink \(short(from)) \(short(to))"
    case .rename(let from, let to): "rename \(short(from)) \(short(to))"
    case .lock(let path, _): "flock \(short(path))"
    case .unlock(let path): "unlock \(short(path))"
    case .list(let path): "ls \(short(path))"
    case .stat(let path): "stat \(short(path))"
    case .sync(let path): "fsync \(short(path))"
    case .canonicalise(let path): "realpath \(short(path))"
    }
  }

  private func words(_ command: GitCommand) -> String {
    switch command {
    case .addWorktree(_, let path, let branch, _, _):
      "git worktree add \(short(path)) \(short(branch))"
    case .removeWorktree(_, let path, let force):
      "git worktree remove\(force ? " --force" : "") \(short(path))"
    case .deleteBranch(_, let name, let force): "git branch \(force ? "-D" : "-d") \(short(name))"
    case .pruneWorktrees: "git worktree prune"
    case .listWorktrees: "git worktree list"
    case .listBranches: "git branch"
    case .status(let path): "git status in \(short(path))"
    case .commit(let path, _): "git commit in \(short(path))"
    case .lockWorktree(_, let path): "git worktree lock \(short(path))"
    }
  }

  private func words(_ operation: StoreOperation) -> String {
    switch operation {
    case .put(let key, let value, let expected):
      "record \(short(key)) after \(expected): "
        + (RecordWords.words(value, texts) ?? short(value, max: 40))
    case .get(let key): "read record \(short(key))"
    case .delete(let key, let expected): "delete record \(short(key)) at \(expected)"
    case .list: "read all records"
    case .begin: "begin"
    case .commit: "commit"
    case .rollBack: "roll back"
    }
  }

  // MARK: - Outcomes

  private func words(_ outcome: Outcome, of operation: Operation) -> String {
    switch outcome {
    case .process(.identity(let identity)): "pid \(identity.pid)"
    case .process(.done), .tmux(.done), .file(.done), .git(.done), .store(.done): "done"
    case .process(.same(let state)): "the same, \(state)"
    case .process(.other(let facts)): "another: \(short(facts.program))"
    case .process(.exists): "exists"
    case .tmux(.created(let pane)): "%\(pane.pane), pid \(pane.panePid)"
    case .tmux(.listing(let rows)), .file(.listing(let rows)), .git(.listing(let rows)),
      .store(.listing(let rows)), .process(.listing(let rows)):
      rows.count == 1 ? "1 row" : "\(rows.count) rows"
    case .store(.written(let revision)): "revision \(revision)"
    case .store(.record(let record)):
      "revision \(record.revision): \(RecordWords.words(record.value, texts) ?? "a record")"
    case .store(.conflict(let revision)): "conflict, it is at \(revision)"
    case .store(.absent): "there is none"
    case .send(.delivered): "delivered"
    case .file(.content(let content)): "\(texts.length(content)) bytes"
    case .limitPassed: "no answer within its limit"
    default: wording.words(outcome)
    }
  }

  // MARK: - Texts

  /// A text, or its end when it is long: what tells paths and names apart stands there.
  func short(_ text: Text, max: Int = 36) -> String {
    guard !text.isEmpty else { return "''" }
    guard texts.knows(text) else { return wording.words(.file(.read(text))) }
    let string = texts.string(text)
    let line = String(string.map { $0 == "\n" ? " " : $0 })
    guard line.count > max else { return line }
    return "..." + line.suffix(max - 3)
  }
}
