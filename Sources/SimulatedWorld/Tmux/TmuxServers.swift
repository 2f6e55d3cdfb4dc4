import Operations

// The simulated tmux, as tmux 3.3a was measured on Debian 12.
//
// Contract: any command by any caller in any order is answered as 3.3a answers it, to the exit
// status and the message, or later while the server is stopped. A call costs one pass over the
// sessions or panes; strings are looked at only where an exact name is missing, where a bare name
// is given to a window or pane command, and where numbers become text.
//
// Modelled:
// - servers: started by `new-session`, and by `attach-session` for nothing; kill-server, SIGTERM, SIGINT, SIGKILL, a segmentation
//   fault, exit-empty; SIGHUP is ignored; stale socket files, deleted ones, and the second server
//   that then starts beside the first, with the same ids;
// - a stopped server: calls wait, are carried out in their order when it goes on, also those
//   whose client has gone; status 1 when it is killed, status 0 without a word or an effect when it
//   ends in good order;
// - targets per form and kind of command, with everything that a bare name may hit by mistake;
// - names as `vis` writes them: `.` and `:` as `_`, control characters and what is no UTF-8 as
//   escapes, each backslash twice, one before the `$` of a variable;
// - sessions, windows and panes with ids, orders, current window, active pane, pane heights;
// - options by scope, user options, remain-on-exit, destroy-unattached, exit-empty, and the order
//   in which a format looks for a user option: server, pane, window, session, every session's;
// - the death of a pane: seen late, its status at times later still; what was typed and pasted;
// - hang-ups: a closed terminal sends one to the pane's own process alone, and its death sends one
//   to its process group, so that background groups and `setsid` children survive.
// Faults offered: see TmuxServers+Faults.swift; those above need none.
// Not modelled: linked windows and groups of sessions, control mode, hooks, configuration files,
// buffers but for the one that is pasted, copy mode, layouts other than a column, the size of
// attached terminals, other options (they are answered as unknown), `set-option` by a prefix of a
// name, window names that change with the program, clients as targets, targets by `!`, `^`, `+`,
// `-`, `{}` and `~` and names that begin with `$`, `@` or `%`; SIGUSR1, which makes a socket file
// anew; a client that comes while the server is ending; jobs that a shell passes a hang-up to.

/// Every tmux server of the simulated machine.
public struct TmuxServers: Sendable {
  /// The servers that run, in the order they were started in.
  var servers: [TmuxServer] = []
  /// The sessions by server and name, as tmux lists them.
  var sessions: [TmuxSession] = []
  /// The windows in the order of their sessions and indexes.
  var windows: [TmuxWindow] = []
  /// The panes in the order of their windows, from top to bottom.
  var panes: [TmuxPane] = []
  /// The options that were set, in order.
  var settings: [TmuxSetting] = []
  /// The socket files that exist.
  var sockets: [TmuxSocket] = []
  /// The terminals that are attached.
  var clients: [TmuxClient] = []
  /// The calls that wait for a stopped server, the oldest first.
  var waiting: [TmuxWaitingCall] = []
  /// The number of the next server.
  var nextServer: Int32 = 0
  /// How many of the next calls fail as if their client could not be started.
  var failingCalls: Int32 = 0
  /// How long things take.
  public var timings = TmuxTimings()

  /// Makes a machine on which nobody has used tmux.
  public init() {}

  /// Performs a command; nil when the server is stopped and the agenda's call is answered later.
  public mutating func perform(
    _ command: TmuxCommand, socket: Text, by caller: ProcessIndex, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> TmuxOutcome? {
    guard failingCalls == 0 else {
      failingCalls -= 1
      return .failed(TmuxFailure(.clientFailed))
    }
    let server: Int32
    switch listener(at: socket) {
    case .server(let number):
      guard !isStopped(number, processes) else {
        waiting.append(
          TmuxWaitingCall(
            server: number, command: command, caller: caller, call: moment.agenda.call))
        return nil
      }
      server = number
    case .nobody(let reason):
      guard command.verb == .tmuxNewSession || command.verb == .tmuxAttach else {
        return .failed(TmuxFailure(reason, socket))
      }
      guard let started = startServer(at: socket, &processes, &moment) else {
        return .failed(TmuxFailure(.clientFailed))
      }
      server = started
    }
    return serve(command, on: server, by: caller, &processes, &moment)
  }

  /// Performs a command on a server that runs.
  mutating func serve(
    _ command: TmuxCommand, on server: Int32, by caller: ProcessIndex,
    _ processes: inout Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    let outcome = carryOut(command, on: server, by: caller, &processes, &moment)
    // The server looks around whenever a client leaves, also the one of this command.
    destroyUnattached(on: server, processes, &moment)
    endIfEmpty(server, &processes, &moment)
    return outcome
  }

  private mutating func carryOut(
    _ command: TmuxCommand, on server: Int32, by caller: ProcessIndex,
    _ processes: inout Processes, _ moment: inout Moment
  ) -> TmuxOutcome {
    let view = View(server: server, caller: caller)
    switch command {
    case .newSession(let name, let launch):
      return newSession(name, launch, on: server, &processes, &moment)
    case .newLastingSession(let name, let launch):
      let outcome = newSession(name, launch, on: server, &processes, &moment)
      if case .created(let pane) = outcome {
        _ = setOption(
          TmuxOptionName.destroyUnattached, to: moment.texts.text("off"), .session,
          .session(pane.session), view, processes, &moment)
      }
      return outcome
    case .hasSession(let target):
      return with(target, .session, view, processes, &moment) { _, _, _ in .done }
    case .killSession(let target):
      return killSession(target, view, processes, &moment)
    case .renameSession(let target, let name):
      return renameSession(target, to: name, view, processes, &moment)
    case .listSessions:
      return listSessions(of: server, &moment)
    case .listAllPanes:
      return listAllPanes(of: server, &moment)
    case .listPanes(let target):
      return listPanes(target, view, processes, &moment)
    case .display(let target, let field):
      return display(field, of: target, view, processes, &moment)
    case .newWindow(let target, let launch):
      return newWindow(target, launch, view, &processes, &moment)
    case .splitWindow(let target, let launch):
      return splitWindow(target, launch, view, &processes, &moment)
    case .respawnPane(let target, let launch, let kill):
      return respawnPane(target, launch, kill: kill, view, &processes, &moment)
    case .killPane(let target):
      return killPane(target, view, processes, &moment)
    case .killWindow(let target):
      return killWindow(target, view, processes, &moment)
    case .killServer:
      endServer(server, .exited(0), &processes, &moment)
      return .done
    case .sendKeys(let target, let text):
      return sendKeys(text, to: target, view, processes, &moment)
    case .paste(let target, let text):
      return paste(text, into: target, view, &processes, &moment)
    case .capturePane(let target):
      return with(target, .pane, view, processes, &moment) { tmux, place, moment in
        .text(tmux.screen(of: place.pane, &moment))
      }
    case .pipePane(let target, let path):
      return pipePane(target, to: path, view, processes, &moment)
    case .setOption(let scope, let target, let name, let value):
      return setOption(name, to: value, scope, target, view, processes, &moment)
    case .markSession(let target, let marks):
      return mark(target, with: marks, view, processes, &moment)
    case .showOption(let scope, let target, let name):
      return showOption(name, scope, target, view, processes, &moment)
    case .killSessionIf(let target, let condition):
      return killSession(target, if: condition, view, processes, &moment)
    case .attach(let target):
      return attach(to: target, view, processes, &moment)
    case .detach(let target):
      return detach(target, view, processes, &moment)
    }
  }

  /// Finds what a target means and answers with it, or with why it means nothing.
  mutating func with(
    _ target: TmuxTarget, _ kind: TargetKind, _ view: View, _ processes: borrowing Processes,
    _ moment: inout Moment, _ body: (inout TmuxServers, TargetPlace, inout Moment) -> TmuxOutcome
  ) -> TmuxOutcome {
    switch resolve(target, kind, view, processes, &moment) {
    case .found(let place): body(&self, place, &moment)
    case .failed(let failure): .failed(failure)
    }
  }

  /// Lets something happen that was planned.
  public mutating func happen(
    _ event: TmuxEvent, _ processes: inout Processes, _ moment: inout Moment
  ) {
    switch event {
    case .paneEnded(let link, let process), .statusRead(let link, let process):
      guard let pane = paneIndex(link), panes[pane].process == process else { return }
      if isStopped(link.server, processes) {
        panes[pane].isDue = true
      } else {
        seeEnd(of: pane, &processes, &moment)
      }
    case .terminalClosed(let process):
      processes.send(.hangUp, to: process, &moment)
    case .nextWaitingCall(let server):
      answerNextCall(of: server, &processes, &moment)
    }
  }
}

extension TmuxServers: Foldable {
  /// Folds every server, session, window, pane, option, socket, client and waiting call.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: nextServer), UInt32(bitPattern: failingCalls))
    for server in servers { server.fold(into: &digest) }
    for session in sessions { session.fold(into: &digest) }
    for window in windows { window.fold(into: &digest) }
    for pane in panes { pane.fold(into: &digest) }
    for setting in settings { setting.fold(into: &digest) }
    for socket in sockets { socket.fold(into: &digest) }
    for client in clients { client.fold(into: &digest) }
    for call in waiting { call.fold(into: &digest) }
  }
}
