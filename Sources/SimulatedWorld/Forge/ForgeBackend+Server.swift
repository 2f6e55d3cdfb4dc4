import Operations

extension ForgeBackend {
  /// Whether the backend answers requests.
  public var isListening: Bool { phase == .listening }

  /// Starts the backend again after it has ended; false when it runs or cannot be started.
  ///
  /// It takes its time until it listens. What the rows say of the time before is put right then,
  /// unless the start is one that forgets to.
  public mutating func start(
    parent: ProcessIndex, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    guard phase == .down, launch(parent: parent, &processes, &moment) else { return false }
    phase = .starting
    let delay = configuration.serverStart.draw(from: &moment.streams.latency)
    moment.agenda.plan(.forge(.serverListens(server)), after: delay)
    return true
  }

  mutating func launch(
    parent: ProcessIndex, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    let launch = Launch(program: configuration.serverProgram, newSession: true)
    guard let process = processes.spawn(launch, parent: parent, &moment) else { return false }
    server = process
    return true
  }

  /// Puts the rows right, and listens.
  mutating func beginListening(
    _ process: ProcessIndex, _ processes: inout Processes, _ moment: inout Moment
  ) {
    guard phase == .starting, process == server else { return }
    phase = .listening
    if sweepsToSkip > 0 {
      sweepsToSkip -= 1
      return
    }
    for place in 0..<runs.count {
      runs[at: place].isLogClosed = true
      guard runs[at: place].status == .running else { continue }
      runs[at: place].status = .failed
      setTask(ofRun: runs[at: place].id, .inReview)
      // The documents promise that nothing is left behind; the source signals nobody.
      if configuration.dialect == .documented {
        signalGroup(of: runs[at: place].executor, .kill, &processes, &moment)
      }
    }
    let attempts = attempts
    checkouts.removeWorktrees { attempts[$0] != nil }
  }

  /// Forgets what stood in the memory of a backend that has ended.
  mutating func loseServer(_ moment: inout Moment) {
    phase = .down
    server = .none
    children.removeAll(keepingCapacity: true)
    for creation in creations {
      answer(creation.call, .failed(.connectionReset), creation.reply, &moment)
    }
    creations.removeAll(keepingCapacity: true)
    for stop in stops { answer(stop.call, .failed(.connectionReset), stop.reply, &moment) }
    stops.removeAll(keepingCapacity: true)
    for arrival in waiting {
      answer(arrival.call, .failed(.connectionReset), arrival.reply, &moment)
    }
    waiting.removeAll(keepingCapacity: true)
    endStreams(&moment) { _ in true }
    approvals.removeAll(keepingCapacity: true)
  }
}
