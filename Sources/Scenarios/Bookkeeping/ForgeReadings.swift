import Historical
import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// Keeps what readers of logs and diffs were shown, against what was produced.
///
/// Shown is what a reader wrote on its standard output; produced is what the backend has. Of a diff
/// the entries are the files: one that changes again may be shown again, and need not.
struct ForgeReadings {
  private var readings: [Reading] = []
  /// Those whose readers have said that there is no more, though a log goes on.
  private var closed: [Reading] = []

  /// Somebody who reads a source.
  private struct Reading {
    var reader: ActorID
    /// When its process began.
    var began: Instant
    /// Its place among the streams of the account.
    var stream: Int
    var source: ForgeBackend.Source
    var isDiff: Bool
    var produced = 0
    var entries: [Entry] = []
    /// The place of the latest that was shown.
    var latest = -1
    /// When its connection was opened the last time, and when it was last seen open.
    var opened: Instant?
    var open = Instant.start

    mutating func add(_ text: Text, _ now: Instant) {
      if isDiff, let known = entries.firstIndex(where: { $0.text == text }) {
        entries[known].isNew = true
      } else {
        entries.append(Entry(text: text, since: now))
      }
    }

    /// The entry that a line stands for: the next that it can be, or one that was before.
    func find(_ line: Text) -> Int? {
      entries.indices.first { $0 > latest && entries[$0].text == line }
        ?? entries.indices.last { $0 <= latest && entries[$0].text == line }
    }

    func missed(before place: Int) -> Int {
      entries[..<place].count { !$0.isShown }
    }
  }

  /// Something that can be shown.
  private struct Entry {
    var text: Text
    var since: Instant
    var isShown = false
    /// Whether it is other than when it was shown.
    var isNew = true
  }

  /// Whether an event can have to do with a reader: before one has begun, only a request can.
  func concern(_ marks: EventMarks) -> Bool {
    !readings.isEmpty || !closed.isEmpty || marks.contains(.forge)
  }

  /// Notes what became of readers in an event.
  mutating func note(_ account: inout Account, _ universe: inout Universe<Cast>) {
    for entry in account.entries {
      if case .performed(.forge, _) = entry.kind { begin(entry.actor, entry, &account, &universe) }
    }
    for place in closed.indices { missMore(place, &account, universe.world) }
    guard !readings.isEmpty else { return }
    for place in readings.indices { goOn(place, account.now, universe) }
    for entry in account.entries {
      guard case .performed(.process(.writeLine(let line)), .process(.done)?) = entry.kind,
        let place = readings.firstIndex(where: { $0.reader == entry.actor })
      else { continue }
      show(line, place, &account)
    }
    for place in readings.indices.reversed() where isOver(place, account) {
      conclude(place, &account, universe)
    }
  }

  // MARK: - Beginning

  private mutating func begin(
    _ actor: ActorID, _ entry: TraceEntry, _ account: inout Account,
    _ universe: inout Universe<Cast>
  ) {
    guard let facts = account.facts(of: actor), facts.stance.role == .reader,
      !readings.contains(where: { $0.reader == actor }),
      let isDiff = universe.machine(of: actor).readsDiff,
      let source = source(of: facts.stance.run, isDiff, entry, &universe.world)
    else { return }
    let stream = account.streams.count
    account.streams.append(StreamFacts(reader: actor, source: facts.stance.run))
    readings.append(
      Reading(
        reader: actor, began: facts.began, stream: stream, source: source, isDiff: isDiff))
  }

  /// What a reader is to be shown: what it opens, or, if there is no such thing, what was meant.
  private func source(
    of run: Text, _ isDiff: Bool, _ entry: TraceEntry, _ world: inout World
  ) -> ForgeBackend.Source? {
    world.withForge { forge, texts in
      if case .performed(.forge(.streamLog(let process)), _) = entry.kind,
        forge.truth(ofRun: process, &texts) != nil
      {
        return .log(run: process)
      }
      guard let truth = forge.truth(newestOfKey: run, &texts) else { return nil }
      return isDiff ? .diff(attempt: truth.attempt) : .log(run: truth.id)
    }
  }

  // MARK: - Going on

  private mutating func goOn(
    _ place: Int, _ now: Instant, _ universe: borrowing Universe<Cast>
  ) {
    let source = readings[place].source
    let count = universe.world.forge.entryCount(of: source)
    if count > readings[place].produced {
      for text in universe.world.forge.entries(of: source, from: readings[place].produced) {
        readings[place].add(text, now)
      }
      readings[place].produced = count
    }
    let client = universe.process(of: readings[place].reader)
    if universe.world.forge.isConnected(client, to: source) {
      if readings[place].opened == nil { readings[place].opened = now }
      readings[place].open = now
    } else if readings[place].open < now {
      // What is under way when a connection ends still belongs to it.
      if readings[place].entries.allSatisfy({ $0.isShown }) { readings[place].opened = nil }
    }
  }

  private mutating func show(_ line: Text, _ place: Int, _ account: inout Account) {
    let stream = readings[place].stream
    guard let found = readings[place].find(line) else { return }
    var entry = readings[place].entries[found]
    if entry.isShown, !entry.isNew {
      account.streams[stream].repeatedCount += 1
      return
    }
    if !entry.isShown {
      account.streams[stream].shownCount += 1
      if found < readings[place].latest { account.streams[stream].reorderedCount += 1 }
      if let opened = readings[place].opened {
        let lag = min(account.now, readings[place].open) - max(entry.since, opened)
        account.streams[stream].lagMax = max(account.streams[stream].lagMax, lag)
      }
    }
    entry.isShown = true
    entry.isNew = false
    readings[place].entries[found] = entry
    readings[place].latest = max(readings[place].latest, found)
    account.streams[stream].producedCount = readings[place].entries.count
    account.streams[stream].lostCount = readings[place].missed(before: readings[place].latest)
  }

  // MARK: - Ending

  private func isOver(_ place: Int, _ account: Account) -> Bool {
    guard let facts = account.facts(of: readings[place].reader) else { return true }
    return !facts.lives || facts.began != readings[place].began
  }

  private mutating func conclude(
    _ place: Int, _ account: inout Account, _ universe: borrowing Universe<Cast>
  ) {
    let reading = readings.remove(at: place)
    account.streams[reading.stream].producedCount = reading.entries.count
    guard universe.machine(of: reading.reader).saysThatIsAll else { return }
    account.streams[reading.stream].lostCount = reading.missed(before: reading.entries.count)
    if !reading.isDiff { closed.append(reading) }
  }

  /// What is written after a reader has said that this is all, nobody shows.
  private mutating func missMore(
    _ place: Int, _ account: inout Account, _ world: borrowing World
  ) {
    let count = world.forge.entryCount(of: closed[place].source)
    guard count > closed[place].produced else { return }
    account.streams[closed[place].stream].producedCount += count - closed[place].produced
    account.streams[closed[place].stream].lostCount += count - closed[place].produced
    closed[place].produced = count
  }
}

extension Cast {
  /// Whether it reads a diff, or a log; nil for who reads neither.
  fileprivate var readsDiff: Bool? {
    let order: ForgeOrder?
    switch self {
    case .forge(let machine): order = machine.value.order
    case .naiveForge(let machine): order = machine.value.order
    default: return nil
    }
    switch order {
    case .view: return false
    case .diff: return true
    default: return nil
    }
  }

  /// Whether it has said that there is no more to be shown.
  fileprivate var saysThatIsAll: Bool {
    switch self {
    case .naiveForge(let machine): return machine.value.result != nil
    case .forge(let machine):
      guard case .streamed(let report) = machine.value.result else { return false }
      switch report.end {
      case .finished, .quiet, .unknown: return true
      case .interrupted, .cut: return false
      }
    default: return false
    }
  }
}
