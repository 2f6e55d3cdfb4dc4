import Operations

extension ForgeCommand {
  /// What is shown of a result; nothing for a stream, whose entries were shown already.
  func lines(of result: ForgeResult, _ emit: inout Emitter) -> [Text] {
    switch result {
    case .created(let session, let isNew, _, let elapsed):
      let word: StaticString = isNew ? "Session created: " : "Session exists: "
      return [line(word, session.key, elapsed, &emit)] + hints(session.key, &emit)
    case .failedToStart(let session):
      return [line("Session failed to start: ", session.key, nil, &emit)]
    case .fallBackLocally(.refusedAtFirstContact):
      return [emit.texts.text("Forge does not answer; nothing was created there.")]
    case .fallBackLocally(.provenAbsent), .fallBackLocally(.recorded):
      return [emit.texts.text("Nothing was created in Forge, and nothing will be.")]
    case .unresolved(let obstacle):
      return [say("Unresolved: ", obstacle, &emit)]
    case .resumed(let session, let elapsed):
      return [line("Session resumed: ", session.key, elapsed, &emit)] + hints(session.key, &emit)
    case .status(let status, let session, let leavesExecutor):
      let shown = [line("Session ", session.key, nil, &emit), emit.texts.text(status.word)]
      return leavesExecutor
        ? shown + [emit.texts.text("Its process still lives on this machine.")] : shown
    case .stopped(let session, _):
      return [line("Session stopped: ", session.key, nil, &emit)]
    case .nothingToStop(let status):
      return [emit.texts.text("There was nothing to stop; it is:"), emit.texts.text(status.word)]
    case .endedByItself(let status):
      return [emit.texts.text("It ended by itself:"), emit.texts.text(status.word)]
    case .stopUnconfirmed(let obstacle):
      return [say("The stop is not confirmed: ", obstacle, &emit)]
    case .listed(let entries):
      return entries.map { row($0, &emit) }
    case .streamed:
      return []
    case .approvals(let approvals):
      return approvals.map { approval in
        emit.text { builder, texts in
          builder.add(approval.id)
          builder.add(" ")
          builder.add(approval.tool, from: texts)
        }
      }
    case .text(let text): return [text]
    case .done: return [emit.texts.text("Done.")]
    case .refused(let obstacle): return [say("Refused: ", obstacle, &emit)]
    }
  }

  private func hints(_ key: Text, _ emit: inout Emitter) -> [Text] {
    [entry.view(key, &emit), entry.resume(key, &emit), entry.stop(key, &emit)]
  }

  private func line(
    _ words: StaticString, _ key: Text, _ elapsed: Interval?, _ emit: inout Emitter
  ) -> Text {
    emit.text { builder, texts in
      builder.add(words)
      builder.add(key, from: texts)
      guard let elapsed else { return }
      builder.add(" (")
      builder.add(elapsed.nanoseconds / 1_000_000)
      builder.add(" ms)")
    }
  }

  private func row(_ entry: ForgeListEntry, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(entry.key, from: texts)
      switch entry.knownTo {
      case .both: builder.add(" in both, task ")
      case .storeOnly: builder.add(" in the store only, task ")
      case .backendOnly: builder.add(" in Forge only, task ")
      case .duplicate: builder.add(" one more in Forge, task ")
      case .unreadable: builder.add(" not readable in the store, task ")
      }
      builder.add(entry.task)
    }
  }

  private func say(
    _ words: StaticString, _ obstacle: ForgeObstacle, _ emit: inout Emitter
  ) -> Text {
    emit.text { builder, _ in
      builder.add(words)
      builder.add(obstacle.words)
      builder.add(".")
    }
  }
}

extension ForgeObstacle {
  /// What stood in the way, as the end of a sentence.
  var words: StaticString {
    switch self {
    case .badOrder: "the argument is no order"
    case .unknownSession: "no session of that id is on record"
    case .badRecord: "the session's record cannot be read"
    case .notCreated: "the session is not created in Forge"
    case .running: "a process of the session runs"
    case .executorAlive: "the session's process still lives on this machine"
    case .contextWouldBeLost: "the conversation is not known, so that its context would be lost"
    case .anotherCaller: "another caller works on this session"
    case .recordChanged: "another caller has changed the session's record"
    case .incomplete: "there is a task without a process in Forge"
    case .sentTooOften: "creations were sent and left nothing"
    case .notSent: "the follow-up left no process"
    case .notCompleted: "the session is not completed"
    case .hostUnreachable: "the host of pull requests does not answer"
    case .notPending: "the question does not wait any more"
    case .store: "the session store failed"
    case .forge(.refused): "Forge does not answer"
    case .forge(.limitPassed): "Forge did not answer in time"
    case .forge: "Forge answered with an error"
    }
  }
}
