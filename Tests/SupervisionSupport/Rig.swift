import Operations

/// Holds a machine and hands it one input at a time, outside of any universe.
///
/// Every operation that the machine asks for has to be taken (`next`, `take`) before it is handed
/// something again: an operation that a test did not look at is a failure, which `oversights` tells.
public struct Rig<M: Machine> {
  /// The machine as it is now.
  public private(set) var machine: M
  /// The texts, and what was asked for in the latest turn.
  public var emit = Emitter()
  /// What was asked for and not yet looked at, oldest first.
  public private(set) var pending: [Emission] = []
  /// What was asked for and not looked at when the next input came, one line each.
  public private(set) var oversights: [String] = []
  private var latest = Tag(rawValue: 0)

  /// Puts a machine on the rig.
  public init(_ machine: M) {
    self.machine = machine
  }

  /// Puts bytes into the table of texts, or finds them.
  public mutating func text(_ string: String) -> Text { emit.texts.text(string) }

  /// Starts the machine as a process.
  public mutating func start(
    argument: String = "", pid: Int32 = 100, nonce: UInt64 = 0, pane: Int32? = nil,
    isRestart: Bool = false
  ) {
    let identity = ProcessIdentity(
      boot: 1, namespace: 1, pid: pid, startTick: Int64(pid) * 10, nonce: nonce)
    hand(
      .started(
        Start(identity: identity, argument: text(argument), pane: pane, isRestart: isRestart)))
  }

  /// Takes the oldest operation that was not looked at.
  public mutating func next() -> Operation? {
    guard !pending.isEmpty else { return nil }
    let emission = pending.removeFirst()
    latest = emission.tag
    return emission.operation
  }

  /// Takes the oldest emission that was not looked at, with its limit.
  public mutating func nextEmission() -> Emission? {
    guard !pending.isEmpty else { return nil }
    let emission = pending.removeFirst()
    latest = emission.tag
    return emission
  }

  /// Answers the operation that was taken last.
  public mutating func answer(_ outcome: Outcome, rows: [Row] = []) {
    answer(latest, outcome, rows: rows)
  }

  /// Answers the operation of a tag.
  public mutating func answer(_ tag: Tag, _ outcome: Outcome, rows: [Row] = []) {
    emit.rows = rows
    hand(.outcome(tag, outcome))
    emit.rows = []
  }

  /// Answers with a listing of these rows, in the way that the function makes of it.
  public mutating func answer(rows: [Row], _ outcome: (Listing) -> Outcome) {
    answer(latest, outcome(Listing(slot: 0, count: UInt32(rows.count))), rows: rows)
  }

  /// Hands the machine an input.
  public mutating func hand(_ input: Input) {
    for emission in pending { oversights.append("not looked at: \(emission.operation)") }
    pending.removeAll()
    machine.handle(input, &emit)
    pending = emit.emissions
    emit.clear()
  }
}
