import Operations

/// How a command says what came of it.
enum SessionWords {
  /// The lines for a person, the first one the verdict.
  static func lines(
    _ result: SessionResult, _ request: SessionRequest, _ elapsed: Interval?,
    _ entryPoint: EntryPoint, _ emit: inout Emitter
  ) -> [Text] {
    let verdict = emit.text { builder, texts in
      builder.add("▸ ")
      builder.add(words(for: result, request.verb))
      builder.add(request.id, from: texts)
      if let elapsed {
        builder.add(" (")
        builder.add(elapsed.nanoseconds / 1_000_000_000)
        builder.add(".")
        builder.add(elapsed.nanoseconds / 100_000_000 % 10)
        builder.add("s)")
      }
    }
    switch result {
    case .started, .existing:
      var lines = [verdict]
      addHints(request.id, entryPoint, to: &lines, &emit)
      return lines
    default:
      return [verdict]
    }
  }

  private static func addHints(
    _ session: Text, _ entryPoint: EntryPoint, to lines: inout [Text], _ emit: inout Emitter
  ) {
    lines.reserveCapacity(lines.count + 6)
    lines.append(emit.texts.text("  View output:"))
    lines.append(entryPoint.view(session, &emit, after: "    "))
    lines.append(emit.texts.text("  Continue conversation:"))
    lines.append(entryPoint.resume(session, &emit, after: "    "))
    lines.append(emit.texts.text("  Stop the agent:"))
    lines.append(entryPoint.stop(session, &emit, after: "    "))
  }

  private static func words(
    for result: SessionResult, _ verb: SessionRequest.Verb
  ) -> StaticString {
    switch result {
    case .started: verb == .restore ? "Session restored: " : "Session ID: "
    case .existing: "This run has its session already: "
    case .ended(.kept): "Session ended; its worktree holds unsaved work and was kept: "
    case .ended: "Session ended: "
    case .alreadyOver: "Session had ended before: "
    case .cleaned(.kept): "The worktree holds unsaved work and was kept: "
    case .cleaned: "Cleared away: "
    case .nothingToDo: "Nothing to finish: "
    case .refused(let reason): words(for: reason)
    case .failed(let reason): words(for: reason)
    case .unconfirmed(let doubt): words(for: doubt)
    case .abandoned: "Somebody left this half done, and it could not be finished: "
    }
  }

  private static func words(for reason: SessionRefusal) -> StaticString {
    switch reason {
    case .exists: "Refused, the id belongs to another run: "
    case .unknown: "No session of this id: "
    case .live: "Refused, the session is not over: "
    case .handlesMissing: "Refused, the record does not say where the session is: "
    case .busy: "Refused, somebody else is busy with the session: "
    case .unreadable: "Refused, the record cannot be read: "
    case .incomplete: "Refused, the request says too little: "
    case .givenUp: "Given up, too many have died over this session; please look: "
    }
  }

  private static func words(for reason: SessionFailure) -> StaticString {
    switch reason {
    case .worktree: "Failed, git would not make the worktree: "
    case .runtime: "Failed, tmux would not make the session: "
    case .runnerDied: "Failed, the runner ended before the agent had started: "
    case .notAcknowledged: "Failed, the runner did not report in time, and will start nothing: "
    }
  }

  private static func words(for doubt: SessionDoubt) -> StaticString {
    switch doubt {
    case .store: "Not confirmed, the store did not answer: "
    case .tmux: "Not confirmed, tmux did not answer: "
    case .survivors: "Not confirmed, processes of the session are still there: "
    case .overtaken: "Not confirmed, another has taken over: "
    }
  }
}
