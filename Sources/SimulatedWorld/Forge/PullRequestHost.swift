import Operations

// The host of pull requests.
//
// Modelled: the facts of one pull request a branch, set by the workload or by `create`; a second
// one for a branch that has an open one is refused; merged and closed ones make room for a new one.
// Not modelled: who may do what, several hosts, forks, comments beyond that there are some, checks
// one by one, merge queues, rate limits other than as a failing fetch.

/// The facts of pull requests by branch, and how truly they are told.
///
/// Contract: tolerates any operation in any order. The faults that it offers: a fetch that fails or
/// hangs, answers that lag by an interval or by some changes, an older answer after a newer one,
/// and checks that flap. It keeps the last eight changes of each branch, so that no answer is older.
/// Asking allocates nothing.
public struct PullRequestHost: Sendable {
  /// The branches that have a history, in the order of their fingerprints.
  var branches: [PullRequestHistory] = []
  /// The number of the last pull request.
  var lastNumber: Int32 = 0
  /// How old every answer is at least.
  var staleness = Interval.zero
  /// By how many changes every answer lags.
  var changesBehind: Int32 = 0
  /// Whether every fetch fails.
  var isUnreachable = false
  /// How many fetches will fail.
  var failures: Int32 = 0
  /// How many requests will never be answered.
  var hangs: Int32 = 0
  /// How many answers will be the change before the one that was due.
  var setbacks: Int32 = 0

  /// Makes a host that knows no pull request.
  public init() {}

  /// Performs one operation; nil when it is never answered.
  public mutating func perform(
    _ operation: PullRequestOperation, _ moment: inout Moment
  ) -> PullRequestOutcome? {
    if hangs > 0 {
      hangs -= 1
      return nil
    }
    if isUnreachable { return .notFetched }
    if failures > 0 {
      failures -= 1
      return .notFetched
    }
    switch operation {
    case .observe(branch: let branch):
      return .facts(observe(branch, now: moment.now))
    case .create(branch: let branch, title: _):
      return open(branch, draft: false, now: moment.now) ? .facts(facts(of: branch)) : .refused
    }
  }

  private mutating func observe(_ branch: Text, now: Instant) -> PullRequestFacts {
    guard let place = place(of: branch) else { return PullRequestFacts() }
    var behind = changesBehind
    // A setback is of use only where something newer was answered before.
    if setbacks > 0, branches[place].count > 1 {
      setbacks -= 1
      behind += 1
    }
    let due = now.nanoseconds - staleness.nanoseconds
    var facts = branches[place].facts(notAfter: due, behind: behind)
    if let checks = branches[place].flappedChecks(at: due) { facts.checks = checks }
    return facts
  }

  // MARK: - What the scenario and the workload do

  /// The facts of a branch as they are, however the host tells them.
  public func facts(of branch: Text) -> PullRequestFacts {
    place(of: branch).map { branches[$0].latest } ?? PullRequestFacts()
  }

  /// Opens a pull request for a branch that has no open one; false when it has.
  @discardableResult
  public mutating func open(_ branch: Text, draft: Bool, now: Instant) -> Bool {
    let state = facts(of: branch).state
    guard state != .open, state != .draft else { return false }
    lastNumber += 1
    set(
      PullRequestFacts(
        state: draft ? .draft : .open, number: lastNumber, isMergeable: !draft),
      of: branch, now: now)
    return true
  }

  /// Says what is true of a branch from now on.
  public mutating func set(_ facts: PullRequestFacts, of branch: Text, now: Instant) {
    let place = firstPlace(notBelow: branch)
    if place == branches.count || branches[place].branch != branch {
      branches.insert(PullRequestHistory(branch: branch), at: place)
    }
    branches[place].add(facts, now)
    lastNumber = max(lastNumber, facts.number)
  }

  /// Changes what is true of a branch that has a pull request; false when it has none.
  @discardableResult
  public mutating func change(
    _ branch: Text, now: Instant, _ body: (inout PullRequestFacts) -> Void
  ) -> Bool {
    guard let place = place(of: branch) else { return false }
    var facts = branches[place].latest
    guard facts.state != .none else { return false }
    body(&facts)
    if facts != branches[place].latest { branches[place].add(facts, now) }
    lastNumber = max(lastNumber, facts.number)
    return true
  }

  /// Merges an open pull request; false when there is nothing to merge.
  @discardableResult
  public mutating func merge(_ branch: Text, now: Instant) -> Bool {
    guard facts(of: branch).state == .open else { return false }
    return change(branch, now: now) { facts in
      facts.state = .merged
      facts.isMergeable = false
    }
  }

  /// Closes an open pull request or a draft without a merge; false when there is none.
  @discardableResult
  public mutating func close(_ branch: Text, now: Instant) -> Bool {
    let state = facts(of: branch).state
    guard state == .open || state == .draft else { return false }
    return change(branch, now: now) { facts in
      facts.state = .closed
      facts.isMergeable = false
    }
  }

  // MARK: - Faults

  /// The next fetches fail.
  public mutating func failNext(_ count: Int32 = 1) {
    failures += max(0, count)
  }

  /// The next request is never answered.
  public mutating func hangNext() {
    hangs += 1
  }

  /// Every fetch fails from now on, or none does.
  public mutating func setUnreachable(_ isUnreachable: Bool) {
    self.isUnreachable = isUnreachable
  }

  /// Every answer is as old as this from now on, and by so many changes behind.
  public mutating func setStale(by interval: Interval, changes: Int32 = 0) {
    staleness = max(.zero, interval)
    changesBehind = max(0, changes)
  }

  /// The next answer about a branch that has changed tells of the time before the change.
  ///
  /// Asked for after a newer answer, it is an older fact that comes later.
  public mutating func setBackNext() {
    setbacks += 1
  }

  /// The checks of a branch pass and fail in turn from now on; an interval of zero ends it.
  ///
  /// False when the branch has no history.
  @discardableResult
  public mutating func flapChecks(of branch: Text, every period: Interval, now: Instant) -> Bool {
    guard let place = place(of: branch) else { return false }
    branches[place].flapPeriod = max(.zero, period)
    branches[place].flapStart = now
    return true
  }

  // MARK: - Finding

  private func place(of branch: Text) -> Int? {
    let place = firstPlace(notBelow: branch)
    return place < branches.count && branches[place].branch == branch ? place : nil
  }

  private func firstPlace(notBelow branch: Text) -> Int {
    var low = 0
    var high = branches.count
    while low < high {
      let middle = (low + high) / 2
      if branches[middle].branch.fingerprint < branch.fingerprint {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension PullRequestHost: Foldable {
  /// Folds every history in the order of the branches, and the faults that wait.
  public func fold(into digest: inout Digest) {
    digest.fold(branches.count)
    for history in branches { history.fold(into: &digest) }
    digest.fold(UInt32(bitPattern: lastNumber), UInt32(bitPattern: changesBehind))
    digest.fold(staleness.nanoseconds)
    digest.fold(UInt32(bitPattern: failures), UInt32(bitPattern: hangs))
    digest.fold(UInt32(bitPattern: setbacks), isUnreachable ? 1 : 0)
  }
}
