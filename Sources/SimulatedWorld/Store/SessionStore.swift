import Operations

// The simulated session store: SQLite 3.40 in WAL mode, synchronous=FULL, no busy timeout.
//
// Modelled, each as it was measured:
// - one writer: `BEGIN IMMEDIATE`, and a write outside a transaction, are busy while another has
//   the lock; readers never are, and see the last commit; a transaction sees its own writes;
// - a second `begin`, and `commit` or `rollBack` without one, are errors and change nothing;
// - a full disk or a failed write inside a transaction rolls it back at once, so that the `commit`
//   that follows is an error too (measured for SQLITE_FULL, documented for SQLITE_IOERR);
// - the lock and the staged writes of a process that ends are gone; what was committed is safe from
//   a power failure;
// - a revision that is not the expected one refuses that write alone, not the transaction;
// - a slow store has committed before it answers, and holds the write lock until then: whoever
//   ends in between never learns that it was done. Listings and reads are not slow.
// Not modelled: deferred transactions and their stale snapshots, checkpoints and the size of the
// log, more than one table, a revision that outlives its record (a new record begins at 1 again).

/// The session store of the simulated machine.
///
/// Contract: tolerates any operation by any caller in any order; faults that it offers are a busy
/// time, a slow disk, a full disk, failed reads and writes, a corrupt file and a newer format.
/// Memory is bounded by the keys that were ever written.
public struct SessionStore: Sendable {
  /// The committed records in the order of the keys' bytes.
  private(set) var records: [StoredRecord] = []
  /// The writes of the open transaction, oldest first.
  private(set) var staged: [StagedWrite] = []
  /// Whose transaction is open.
  public private(set) var writer: ProcessIndex?
  /// The last committed write of every key that was ever written, in the order of keys' bytes.
  public private(set) var acknowledged: [AcknowledgedWrite] = []
  /// How many commits with at least one write there were.
  public private(set) var commitCount: UInt64 = 0
  /// Every committed write in its order, as a fingerprint.
  public private(set) var history = Digest()
  /// Until when nobody can take the write lock, and who may nevertheless.
  private var busyUntil = Instant.start
  private var busyOwner: ProcessIndex?

  /// What is wrong with the disk or the file, until it is set to nil again.
  public var trouble: Trouble?
  /// How long a write and a commit take; nil when they are answered at once.
  public var delay: Distribution?

  /// What can be wrong with a store for a while or for good.
  public enum Trouble: UInt8, Hashable, Sendable {
    /// The disk is full: writes fail, and so does the transaction that they are in.
    case full
    /// The disk fails: so does everything, and an open transaction is rolled back.
    case inputOutput
    /// The file is no database any more.
    case corrupt
    /// A newer version of the program has written the file.
    case newerFormat
  }

  /// Makes an empty store.
  public init() {}

  /// How many records there are.
  public var count: Int { records.count }

  // MARK: - Operations

  /// Performs one operation for the caller; nil when it is answered later.
  public mutating func perform(
    _ operation: StoreOperation, by caller: ProcessIndex, _ moment: inout Moment
  ) -> StoreOutcome? {
    let outcome: StoreOutcome
    do throws(StoreFailure) {
      outcome = try attempt(operation, by: caller, &moment)
    } catch {
      return .failed(error)
    }
    guard let delay, Self.isSlow(operation) else { return outcome }
    let interval = delay.draw(from: &moment.streams.latency)
    busyUntil = max(busyUntil, moment.now + interval)
    busyOwner = caller
    moment.agenda.plan(.store(.answers(outcome, call: moment.agenda.call)), after: interval)
    return nil
  }

  /// Answers what was done before.
  public mutating func happen(_ event: StoreEvent, _ moment: inout Moment) {
    switch event {
    case .answers(let outcome, let call): moment.agenda.answer(call, .store(outcome))
    }
  }

  private static func isSlow(_ operation: StoreOperation) -> Bool {
    switch operation {
    case .put, .delete, .commit: true
    case .get, .list, .begin, .rollBack: false
    }
  }

  private mutating func attempt(
    _ operation: StoreOperation, by caller: ProcessIndex, _ moment: inout Moment
  ) throws(StoreFailure) -> StoreOutcome {
    try checkFile(caller)
    switch operation {
    case .get(let key):
      guard let record = current(key, for: caller, moment.texts) else { return .absent }
      return .record(record)
    case .list:
      return .listing(list(for: caller, &moment))
    case .begin:
      guard writer != caller else { throw .misuse }
      try takeLock(caller, moment.now)
      writer = caller
      return .done
    case .put(let key, let value, let expected):
      return try write(key, value, expected, caller, &moment)
    case .delete(let key, let expected):
      return try write(key, nil, expected, caller, &moment)
    case .commit:
      guard writer == caller else { throw .misuse }
      commit(caller, moment.texts)
      return .done
    case .rollBack:
      guard writer == caller else { throw .misuse }
      rollBack()
      return .done
    }
  }

  private mutating func write(
    _ key: Text, _ value: Text?, _ expected: Int64, _ caller: ProcessIndex, _ moment: inout Moment
  ) throws(StoreFailure) -> StoreOutcome {
    if writer != caller { try takeLock(caller, moment.now) }
    guard trouble != .full else {
      if writer == caller { rollBack() }
      throw .full
    }
    let revision = current(key, for: caller, moment.texts)?.revision ?? 0
    if value == nil, revision == 0 { return .absent }
    guard revision == expected else { return .conflict(revision: revision) }
    staged.append(
      StagedWrite(
        key: key, value: value ?? .empty, revision: value == nil ? 0 : revision + 1,
        previous: revision))
    if writer != caller { commit(caller, moment.texts) }
    return value == nil ? .done : .written(revision: revision + 1)
  }

  // MARK: - Transactions

  private func takeLock(_ caller: ProcessIndex, _ now: Instant) throws(StoreFailure) {
    guard writer == nil || writer == caller else { throw .busy }
    guard now >= busyUntil || busyOwner == caller else { throw .busy }
  }

  private mutating func commit(_ caller: ProcessIndex, _ texts: borrowing Texts) {
    if !staged.isEmpty { commitCount += 1 }
    for write in staged {
      apply(write, texts)
      acknowledge(write, caller, texts)
    }
    rollBack()
  }

  /// Ends the transaction without its writes; after a commit there are none left to lose.
  private mutating func rollBack() {
    staged.removeAll(keepingCapacity: true)
    writer = nil
  }

  private mutating func apply(_ write: StagedWrite, _ texts: borrowing Texts) {
    let (place, isThere) = place(of: write.key, texts)
    if write.revision == 0 {
      if isThere { records.remove(at: place) }
    } else {
      let record = StoredRecord(key: write.key, value: write.value, revision: write.revision)
      if isThere { records[place] = record } else { records.insert(record, at: place) }
    }
  }

  private mutating func acknowledge(
    _ write: StagedWrite, _ caller: ProcessIndex, _ texts: borrowing Texts
  ) {
    let entry = AcknowledgedWrite(
      key: write.key, revision: write.revision == 0 ? write.previous : write.revision,
      isRemoval: write.revision == 0, writer: caller, commit: commitCount)
    entry.fold(into: &history)
    var low = 0
    var high = acknowledged.count
    while low < high {
      let middle = (low + high) / 2
      if acknowledged[middle].key == write.key {
        acknowledged[middle] = entry
        return
      }
      if texts.isOrdered(acknowledged[middle].key, before: write.key) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    acknowledged.insert(entry, at: low)
  }

  // MARK: - Reading

  /// A record as the caller sees it: with its own writes, or as it was last committed.
  private func current(
    _ key: Text, for caller: ProcessIndex, _ texts: borrowing Texts
  ) -> StoredRecord? {
    if writer == caller, let write = staged.last(where: { $0.key == key }) {
      guard write.revision > 0 else { return nil }
      return StoredRecord(key: key, value: write.value, revision: write.revision)
    }
    let (place, isThere) = place(of: key, texts)
    return isThere ? records[place] : nil
  }

  private func list(for caller: ProcessIndex, _ moment: inout Moment) -> Listing {
    moment.beginRows()
    var twin = self
    if writer == caller {
      for write in staged { twin.apply(write, moment.texts) }
    }
    for record in twin.records { moment.rows.append(.record(record)) }
    return moment.listing()
  }

  private func place(of key: Text, _ texts: borrowing Texts) -> (Int, Bool) {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      if records[middle].key == key { return (middle, true) }
      if texts.isOrdered(records[middle].key, before: key) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return (low, false)
  }

  // MARK: - Faults

  /// Nobody can take the write lock until then: some program that is not told of has it.
  public mutating func setBusy(until instant: Instant) {
    busyUntil = instant
    busyOwner = nil
  }

  /// Rolls back what a process had begun and not committed.
  public mutating func noticeDeath(of process: ProcessIndex) {
    if writer == process { rollBack() }
    // A commit on its way is done; its lock is free when the process is gone.
    if busyOwner == process {
      busyOwner = nil
      busyUntil = .start
    }
  }

  /// Cuts the power: the open transaction is gone, and everything that was committed is there.
  public mutating func powerFail() {
    rollBack()
    busyOwner = nil
    busyUntil = .start
  }

  /// Puts a record there before anyone acts.
  public mutating func put(_ key: Text, _ value: Text, _ texts: borrowing Texts) {
    let (place, isThere) = place(of: key, texts)
    let revision = isThere ? records[place].revision + 1 : 1
    apply(StagedWrite(key: key, value: value, revision: revision, previous: revision - 1), texts)
  }

  private mutating func checkFile(_ caller: ProcessIndex) throws(StoreFailure) {
    switch trouble {
    case nil, .full: return
    case .inputOutput:
      if writer == caller { rollBack() }
      throw .inputOutput
    case .corrupt: throw .corrupt
    case .newerFormat: throw .newerFormat
    }
  }
}

extension SessionStore: Foldable {
  /// Folds the records and what was committed, in the order of keys, and the open transaction.
  public func fold(into digest: inout Digest) {
    for record in records { record.fold(into: &digest) }
    for write in staged {
      digest.fold(write.key)
      digest.fold(write.value)
      digest.fold(write.revision)
    }
    (writer ?? .none).fold(into: &digest)
    for entry in acknowledged { entry.fold(into: &digest) }
    digest.fold(history)
    digest.fold(busyUntil.nanoseconds)
    (busyOwner ?? .none).fold(into: &digest)
    digest.fold(trouble.map { UInt32($0.rawValue) + 1 } ?? 0, delay == nil ? 0 : 1)
  }
}
