import Operations

extension ForgeBackend {
  /// What a stop sends to the group of an executor, one after the other.
  static func stopSignal(_ count: UInt8) -> Signal? {
    switch count {
    case 0: .interrupt
    case 1: .terminate
    case 2: .kill
    default: nil
    }
  }

  /// Stops what runs in an attempt; 200 also when nothing did.
  mutating func stop(
    _ attempt: UInt64, _ arrival: ForgeWaiting, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> ForgeOutcome? {
    guard let record = attempts[attempt] else { return .failed(.status(404)) }
    if configuration.dialect == .documented {
      stopAtOnce(record, &processes, &moment)
      return .done
    }
    var stop = ForgeStop(
      call: arrival.call, attempt: attempt, run: record.oldestRun, last: record.newestRun,
      reply: arrival.reply)
    beginRun(of: &stop, &processes, &moment)
    guard stop.run != 0 else { return .done }
    stops.append(stop)
    planLook(stop, &moment)
    return nil
  }

  /// Looks whether the run has ended, and sends the next signal or goes on to the next run.
  mutating func continueStop(
    of attempt: UInt64, _ call: CallID, _ processes: inout Processes, _ moment: inout Moment
  ) {
    guard let place = stops.firstIndex(where: { $0.attempt == attempt && $0.call == call })
    else { return }
    var stop = stops[place]
    let child = children.first { $0.run == stop.run }
    if let child, !collect(child.executor, &processes, &moment),
      let signal = Self.stopSignal(stop.signals)
    {
      signalGroup(of: child.executor, signal, &processes, &moment)
      stop.signals += 1
    } else {
      setTask(ofRun: stop.run, .inReview)
      stop.run = next(after: stop)
      beginRun(of: &stop, &processes, &moment)
    }
    guard stop.run != 0 else {
      stops.remove(at: place)
      answer(call, .done, stop.reply, &moment)
      return
    }
    stops[place] = stop
    planLook(stop, &moment)
  }

  private func planLook(_ stop: ForgeStop, _ moment: inout Moment) {
    moment.agenda.plan(
      .forge(.stopGoesOn(attempt: stop.attempt, call: stop.call)), after: configuration.stopWait)
  }

  private func next(after stop: ForgeStop) -> UInt64 {
    stop.run == stop.last ? 0 : runs[stop.run]?.newer ?? 0
  }

  /// Marks the next run that can be stopped as killed and sends it the first signal.
  ///
  /// A run whose executor the backend has no handle of is an error in a log that nobody reads; its
  /// row stays as it is.
  private mutating func beginRun(
    of stop: inout ForgeStop, _ processes: inout Processes, _ moment: inout Moment
  ) {
    while stop.run != 0 {
      let run = stop.run
      if let child = children.first(where: { $0.run == run }),
        let place = runs.place(of: run), runs[at: place].status == .running
      {
        runs[at: place].status = .killed
        signalGroup(of: child.executor, .interrupt, &processes, &moment)
        stop.signals = 1
        return
      }
      stop.run = next(after: stop)
    }
  }

  private mutating func stopAtOnce(
    _ attempt: ForgeAttemptRecord, _ processes: inout Processes, _ moment: inout Moment
  ) {
    var next = attempt.oldestRun
    while let run = runs[next], let place = runs.place(of: next) {
      if run.status == .running {
        runs[at: place].status = .stopped
        signalGroup(of: run.executor, .kill, &processes, &moment)
        setTask(attempt.task, .inReview)
      }
      next = run.newer
    }
  }

  /// Signals the group of an executor that is still in the process table.
  func signalGroup(
    of executor: ProcessIndex, _ signal: Signal, _ processes: inout Processes,
    _ moment: inout Moment
  ) {
    guard let process = processes[executor] else { return }
    // Nobody may be left in it: that is what ESRCH says, and there is nothing to be done then.
    _ = processes.perform(
      .signalGroup(group: process.identity.pid, signal), by: server, &moment)
  }
}
