import Operations

extension TmuxFailure {
  /// The failure that a client told on standard error.
  ///
  /// What nobody here knows is a fault of the client, and the subject is what it said.
  init(toldAs error: [UInt8], _ texts: TextTable) {
    let line = error.last == UInt8(ascii: "\n") ? error.dropLast() : error[...]
    for message in Self.messages {
      let (before, after) = (Array(message.before.utf8), Array(message.after.utf8))
      guard line.count >= before.count + after.count, line.starts(with: before),
        line.suffix(after.count).elementsEqual(after)
      else { continue }
      let subject = line.dropFirst(before.count).dropLast(after.count)
      guard message.hasSubject || subject.isEmpty else { continue }
      self.init(message.reason, texts.text(Array(subject)))
      return
    }
    self.init(.clientFailed, texts.text(Array(line)))
  }

  /// A message: its reason and what stands around its subject.
  private struct Message {
    var reason: Reason
    var before: String
    var after = ""
    var hasSubject = true
  }

  private static let messages = [
    Message(
      reason: .noSocket, before: "error connecting to ", after: " (No such file or directory)"),
    Message(reason: .noServer, before: "no server running on "),
    Message(reason: .serverExited, before: "server exited unexpectedly", hasSubject: false),
    Message(reason: .noSuchSession, before: "can't find session: "),
    Message(reason: .noSuchWindow, before: "can't find window: "),
    Message(reason: .noSuchPane, before: "can't find pane: "),
    Message(reason: .noSessionForOption, before: "no such session: "),
    Message(reason: .noWindowForOption, before: "no such window: "),
    Message(reason: .noPaneForOption, before: "no such pane: "),
    Message(reason: .invalidOption, before: "invalid option: "),
    Message(reason: .badValue, before: "bad value: "),
    Message(reason: .unknownValue, before: "unknown value: "),
    Message(reason: .duplicateSession, before: "duplicate session: "),
    Message(reason: .invalidSession, before: "invalid session: "),
    Message(
      reason: .notATerminal, before: "open terminal failed: not a terminal", hasSubject: false),
    Message(
      reason: .nestedSession, before: "sessions should be nested with care, unset $TMUX to force",
      hasSubject: false),
    Message(reason: .noSessions, before: "no sessions", hasSubject: false),
    Message(reason: .noCurrentTarget, before: "no current target", hasSubject: false),
    Message(reason: .noMouseTarget, before: "no mouse target", hasSubject: false),
    Message(reason: .noCurrentClient, before: "no current client", hasSubject: false),
    Message(reason: .paneNotAllowed, before: "can't specify pane here", hasSubject: false),
    Message(
      reason: .windowIndexInUse, before: "create window failed: index ", after: " in use"),
    Message(
      reason: .windowForkFailed, before: "create window failed: fork failed: " + tableFull,
      hasSubject: false),
    Message(
      reason: .paneForkFailed, before: "create pane failed: fork failed: " + tableFull,
      hasSubject: false),
    Message(
      reason: .respawnForkFailed, before: "respawn pane failed: fork failed: " + tableFull,
      hasSubject: false),
    Message(reason: .noSpaceForPane, before: "no space for new pane", hasSubject: false),
    Message(
      reason: .noSpaceForPane, before: "create pane failed: pane too small", hasSubject: false),
    Message(
      reason: .paneStillActive, before: "respawn pane failed: pane ", after: " still active"),
    Message(reason: .paneHasExited, before: "target pane has exited", hasSubject: false),
  ]

  private static let tableFull = "Resource temporarily unavailable"
}
