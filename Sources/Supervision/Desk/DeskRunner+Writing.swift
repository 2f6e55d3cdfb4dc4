import Operations

// What a run writes, each group of files with the time that it carries.

extension DeskRunner {
  /// Writes a group of files, after a look at the clock.
  mutating func write(_ writing: DeskPhase.Writing, _ emit: inout Emitter) {
    phase = .stamping(writing)
    asking.ask(.readClock(.wall), &emit)
  }

  /// Takes the time and writes.
  mutating func stamped(
    _ writing: DeskPhase.Writing, _ outcome: Outcome, _ emit: inout Emitter
  ) {
    // A clock that cannot be read leaves the time of the last look: it is for people.
    if case .wallTime(let time) = outcome { now = time }
    phase = .writing(writing)
    files.begin(operations(for: writing, &emit), &emit)
  }

  private func operations(
    for writing: DeskPhase.Writing, _ emit: inout Emitter
  ) -> [FileOperation] {
    let records = DeskRecords(slug: setup.slug, iterationsMax: policy.iterationsMax)
    switch writing {
    case .folder:
      return [.makeDirectories(known.folder)]
    case .session:
      guard let panes, let owner = grant?.owner else {
        preconditionFailure("no session to record: \(self)")
      }
      let session = records.session(
        name: sessionName, panes, owner: owner, at: now, &emit.texts)
      return [.replace(known.session, content: session)]
    case .prompt:
      let prompt = emit.text { builder, texts in
        builder.add(role == .worker ? "Work on " : "Verify ")
        builder.add(setup.slug, from: texts)
        builder.add(", iteration ")
        builder.add(counts.iteration)
        builder.add("\n")
      }
      let answers: [FileOperation] =
        role == .worker
        ? [.remove(known.signal), .remove(known.verdict), .remove(known.heartbeat)]
        : [.remove(known.verdict)]
      return answers + [
        .replace(known.prompt, content: prompt),
        status(role == .worker ? "worker" : "verifier", "running", records, &emit),
      ]
    case .slow:
      return [status(role == .worker ? "worker" : "verifier", "slow", records, &emit)]
    case .claim:
      return [
        .replace(known.draft, content: record(records, &emit)),
        .link(from: known.draft, to: recordPath),
      ]
    case .finish:
      return finish(records, &emit)
    }
  }

  private func status(
    _ phase: StaticString, _ result: StaticString, _ records: DeskRecords, _ emit: inout Emitter
  ) -> FileOperation {
    .replace(
      known.status, content: records.status(phase, result, counts, at: now, &emit.texts))
  }

  // MARK: - The record of an end

  /// Whether the end has a record of its own besides the status.
  var hasRecord: Bool {
    switch ending {
    case .blocked, .complete: true
    case .alreadyBlocked, .alreadyComplete, .timedOut, .unable, .signalled, .refused, nil: false
    }
  }

  private var recordPath: Text {
    if case .complete = ending { known.complete } else { known.blocked }
  }

  private func record(_ records: DeskRecords, _ emit: inout Emitter) -> Text {
    switch ending {
    case .blocked(let reason):
      records.blocked(reason, iteration: counts.iteration, at: now, &emit.texts)
    default:
      records.complete(iteration: counts.iteration, &emit)
    }
  }

  private func finish(_ records: DeskRecords, _ emit: inout Emitter) -> [FileOperation] {
    guard let ending else { preconditionFailure("no end: \(self)") }
    var operations: [FileOperation] = []
    if claimFailed {
      // The link could not be made: better a record that may replace another than none.
      operations.append(.replace(recordPath, content: record(records, &emit)))
    }
    if case .blocked(let reason) = ending, !claimExisted {
      let note = records.blockedNote(reason, iteration: counts.iteration, at: now, &emit)
      operations.append(.replace(known.blockedNote, content: note))
    }
    let (phase, result) = ending.words
    operations.append(status(phase, result, records, &emit))
    if hasRecord { operations.append(.remove(known.draft)) }
    return operations
  }

  /// Takes what came of a group.
  mutating func wrote(_ result: FileSequence.Result, _ emit: inout Emitter) {
    guard case .writing(let writing) = phase else {
      preconditionFailure("wrote what nobody asked for: \(self)")
    }
    switch writing {
    case .folder:
      guard result.failures == 0 else { return end(.unable(.files), &emit) }
      nextIteration(&emit)
    case .session:
      // Without its file the session could not be found by people; the token finds it all the same.
      guard result.failures == 0 else { return end(.unable(.files), &emit) }
      write(.prompt, &emit)
    case .prompt:
      guard result.failures == 0 else { return end(.unable(.files), &emit) }
      heartbeat = Heartbeat()
      screen = .empty
      idlePolls = 0
      nudges = 0
      check(role == .worker ? .iterationStart : .verifierStart, &emit)
    case .slow:
      // The status is for people; that it could not be written ends nothing.
      check(.poll, &emit)
    case .claim:
      claimFailed = result.failures > 0
      claimExisted = result.existed
      phase = .writing(.finish)
      files.begin(operations(for: .finish, &emit), &emit)
    case .finish:
      if result.failures > 0 { tell("a record could not be written", &emit) }
      clear(&emit)
    }
  }
}
