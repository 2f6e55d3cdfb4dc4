import Operations

extension ForgeBackend {
  /// Opens a connection; its entries come later.
  mutating func openStream(
    _ source: ForgeStream.Source, _ arrival: ForgeWaiting, _ processes: borrowing Processes,
    _ moment: inout Moment
  ) -> ForgeOutcome? {
    // A handshake that was reset or that nobody hears of is a connection that nobody holds.
    guard arrival.reply == .outcome else { return .done }
    guard processes.lives(arrival.client) else { return nil }
    streams.append(
      ForgeStream(
        call: arrival.call, tag: arrival.tag, client: arrival.client, source: source,
        lag: configuration.entryLag))
    let delay = configuration.streamOpening.draw(from: &moment.streams.latency)
    moment.agenda.plan(.forge(.streamOpens(call: arrival.call)), after: delay)
    return nil
  }

  /// Hands over the whole history from index 0.
  mutating func replay(_ call: CallID, _ moment: inout Moment) {
    guard let place = place(of: call), streams[place].phase == .opening else { return }
    var next = track(of: streams[place].source).first
    while next >= 0 {
      let entry = journal.entries[Int(next)]
      if !entry.isSuperseded { emit(entry.text, at: place, &moment) }
      next = entry.next
    }
    streams[place].phase = .unsubscribed
    switch configuration.dialect {
    case .documented:
      subscribe(call, &moment)
    case .actual:
      moment.agenda.plan(
        .forge(.streamSubscribes(call: call)), after: configuration.subscriptionGap)
    }
  }

  /// Begins to see what is new.
  mutating func subscribe(_ call: CallID, _ moment: inout Moment) {
    guard let place = place(of: call), streams[place].phase == .unsubscribed else { return }
    streams[place].phase = .live
    if case .log(let run) = streams[place].source, runs[run]?.isLogClosed != false {
      streams[place].phase = .finishing
      finishIfDrained(place, &moment)
    }
  }

  /// Hands over the oldest entry that waits.
  mutating func handOver(_ call: CallID, _ moment: inout Moment) {
    guard let place = place(of: call), streams[place].pending > 0 else { return }
    let entry = journal.entries[Int(streams[place].cursor)]
    emit(entry.text, at: place, &moment)
    streams[place].cursor = entry.next
    streams[place].pending -= 1
    finishIfDrained(place, &moment)
  }

  /// Ends the log of a run that has ended; whoever reads it gets the rest and the end.
  mutating func closeLog(of run: UInt64, _ moment: inout Moment) {
    guard let place = runs.place(of: run), runs[at: place].status != .running else { return }
    runs[at: place].isLogClosed = true
    // From the last one on, as those that are finished are removed.
    for stream in streams.indices.reversed()
    where streams[stream].source == .log(run: run) && streams[stream].phase == .live {
      streams[stream].phase = .finishing
      finishIfDrained(stream, &moment)
    }
  }

  /// Adds an entry and sets it on its way to every client that listens.
  mutating func append(
    _ text: Text, to track: inout ForgeTrack, of source: ForgeStream.Source,
    _ moment: inout Moment
  ) {
    let entry = journal.append(text, to: &track)
    for place in streams.indices
    where streams[place].source == source && streams[place].phase == .live {
      if streams[place].cursor < 0 { streams[place].cursor = entry }
      if streams[place].pending >= configuration.streamCapacity {
        // The ring buffer is full: its oldest entry is overwritten, and nobody is told.
        streams[place].cursor = journal.entries[Int(streams[place].cursor)].next
        continue
      }
      streams[place].pending += 1
      moment.agenda.plan(
        .forge(.entryArrives(call: streams[place].call)), after: streams[place].lag)
    }
  }

  /// The client closes what it opened under a tag; what it sees then is a connection that ends.
  mutating func closeStream(
    _ tag: Tag, of client: ProcessIndex, _ moment: inout Moment
  ) -> ForgeOutcome {
    endStreams(&moment) { $0.client == client && $0.tag == tag }
    return .done
  }

  // MARK: - Faults

  /// Cuts every connection to a log or diff, without a close frame.
  mutating func cutStreams(of source: ForgeStream.Source, _ moment: inout Moment) {
    endStreams(&moment) { $0.source == source }
  }

  /// Cuts the connections to a run's log.
  public mutating func cutLog(process: UInt64, _ moment: inout Moment) {
    cutStreams(of: .log(run: process), &moment)
  }

  /// Cuts every connection there is.
  public mutating func cutAllStreams(_ moment: inout Moment) {
    endStreams(&moment) { _ in true }
  }

  /// Hands over a run's whole log once more, from index 0, to everybody who listens.
  ///
  /// That is what a client sees whose library reconnects behind its back.
  public mutating func repeatLog(process: UInt64, _ moment: inout Moment) {
    for place in streams.indices
    where streams[place].source == .log(run: process) && isSubscribed(streams[place]) {
      let track = track(of: streams[place].source)
      let more = track.count - streams[place].pending
      streams[place].cursor = track.first
      streams[place].pending = track.count
      streams[place].index = 0
      for _ in 0..<more {
        moment.agenda.plan(
          .forge(.entryArrives(call: streams[place].call)), after: streams[place].lag)
      }
    }
  }

  /// Sets how long entries are on their way to a client from now on.
  public mutating func setLag(_ lag: Interval, ofClient client: ProcessIndex) {
    for place in streams.indices where streams[place].client == client {
      streams[place].lag = lag
    }
  }

  // MARK: - Parts

  func track(of source: ForgeStream.Source) -> ForgeTrack {
    switch source {
    case .log(let run): runs[run]?.log ?? ForgeTrack()
    case .diff(let attempt): attempts[attempt]?.diff ?? ForgeTrack()
    }
  }

  private func isSubscribed(_ stream: ForgeStream) -> Bool {
    stream.phase == .live || stream.phase == .finishing
  }

  private func place(of call: CallID) -> Int? {
    streams.firstIndex { $0.call == call }
  }

  private mutating func emit(_ text: Text, at place: Int, _ moment: inout Moment) {
    moment.agenda.answer(
      streams[place].call, .forge(.entry(index: streams[place].index, text)), more: true)
    streams[place].index += 1
  }

  private mutating func finishIfDrained(_ place: Int, _ moment: inout Moment) {
    guard streams[place].phase == .finishing, streams[place].pending == 0 else { return }
    moment.agenda.answer(streams[place].call, .forge(.finished))
    streams.remove(at: place)
  }

  mutating func endStreams(_ moment: inout Moment, where condition: (ForgeStream) -> Bool) {
    for stream in streams where condition(stream) {
      moment.agenda.answer(stream.call, .forge(.cut))
    }
    streams.removeAll(where: condition)
  }
}
