import Operations

// The simulated processes.
//
// Modelled, each as it was measured on Linux 6.18 (CLK_TCK = 100, pid_max = 32768):
// - pids rise and wrap to 300; a number is taken again when no process, zombie, thread, group or
//   session has it; the start tick counts 10 ms, so that pid and tick together can repeat;
// - `kill(pid, 0)` succeeds on a zombie and on a thread id, is EPERM for another user's process,
//   which is alive, and ESRCH for nobody; a pidfd of a pid that was taken again gives ESRCH; who may
//   not signal a process may continue it all the same when it is of the same session;
// - a zombie stays until its parent asks; orphans go to the first process of the namespace, which
//   reaps them after half a second; the end of a namespace's first process kills the namespace;
// - SIGKILL works on a stopped process at once, all others wait until it is continued, and come then
//   in the order SEGV, HUP, INT, TERM, in whatever order they were sent;
// - the first process of a namespace gets no signal that it does not catch, but for KILL and STOP from
//   outside of it; group 1 would be everyone, and is nobody to the operations;
// - a group has no number in a namespace that it does not come from, and is 0 there;
// - a group in which somebody is stopped gets HUP and CONT when it loses the last of its parents who
//   are of its session and another group: nobody could continue it any more;
// - `waitpid(pid, 0)` returns about 60 us after the child has ended; a WNOHANG of another thread gets
//   the zombie before it now and then (229 of 2,000), and of two waits one: the others say ECHILD. It
//   says so at once of the caller itself, of another's child and of a child's thread id. A child that
//   is stopped does not answer it. A caller that is stopped leaves the zombie until it is continued.
//   With SIGCHLD ignored or SA_NOCLDWAIT it blocks until that child, not every child, is gone, and
//   then says ECHILD.
// What `rehearse conform processes` leaves out, because the real thing cannot be asked:
// - the nonce and the program of a zombie are known here to everyone; on this machine its memory is
//   gone, and only who has started it knows them. A zombie counts as dead to whoever looks;
// - what a process starts has only the nonce that its launch says; on this machine it has its
//   parent's as well, with the rest of the environment, as scenarios may give it here;
// - a process in a namespace below has one number here, its own; on this machine it has another
//   above, by which it can be probed and signalled, and is in the group of who started it.
// Not modelled: priorities, memory, open files but for locks, ptrace, threads that outlive their
// process, signals other than those of `Signal`, coredumps, EINTR.

/// Every process of the simulated machine, its pids and its parents.
///
/// Contract: tolerates any operation by any caller in any order; faults that it offers are forced
/// pid reuse, foreign processes, threads, other users' processes and a full process table.
public struct Processes: Sendable {
  /// The processes by place.
  ///
  /// A free place holds a process whose index has slot -1.
  var table: [SimulatedProcess] = []
  /// The generations of the places.
  private var generations: [UInt32] = []
  /// How many places have a generation.
  var generationCount: Int { generations.count }
  private var free: [Int32] = []
  /// Namespace and number of every process and thread, in order, beside the place that has it.
  private(set) var numbers: [Numbered] = []
  /// The last pid that was given out, by namespace.
  private(set) var lastPids: [Int32] = []
  /// The largest pid that was ever given out, by namespace: only lower ones can be taken again.
  private var highestPids: [Int32] = []
  /// How many of the numbers are threads.
  private var threadCount = 0
  /// The calls that wait for a child to end, in the order in which they began.
  var waits: [ChildWait] = []
  /// The first process of each namespace.
  private(set) var firsts: [ProcessIndex] = []
  /// The boot that identities carry.
  public private(set) var boot: UInt32 = 1
  /// The largest pid plus one.
  public var pidLimit: Int32 = 32_768
  /// How many processes there may be before a fork fails with EAGAIN.
  public var countLimit = Self.usualCountLimit

  /// How many processes there may be unless something else is said.
  public static let usualCountLimit = 16_384
  /// The user that programs run as unless something else is said.
  public static let usualUser: UInt32 = 1_000
  /// Wrapped pids begin here again (RESERVED_PIDS of the kernel).
  static let firstPidAfterWrap: Int32 = 300
  /// How long the first process leaves an orphan as a zombie.
  static let orphanReapDelay = Interval.milliseconds(500)

  /// A pid or thread id and the process that has it.
  struct Numbered: Hashable, Sendable {
    var key: UInt64
    var slot: Int32
    var isThread: Bool
  }

  /// Boots a machine with its first process.
  public init(_ moment: inout Moment) {
    _ = makeNamespace()
    let first = add(
      Launch(program: moment.texts.text("init")), parent: .none, pid: 1, namespace: 0,
      now: moment.now)
    table[Int(first.slot)].habits = [
      .catchesHangUp, .catchesInterrupt, .catchesTerminate,
    ]
    firsts[0] = first
    lastPids[0] = Self.firstPidAfterWrap
    highestPids[0] = Self.firstPidAfterWrap
  }

  /// How often a process was born or ended, for those who watch a run; no part of its state.
  public private(set) var changeCount: UInt64 = 0

  // MARK: - Looking

  /// How many processes there are, zombies included.
  public var count: Int { table.count - free.count }

  /// The process of that index, if it is not gone.
  public subscript(index: ProcessIndex) -> SimulatedProcess? {
    guard index.slot >= 0, index.slot < Int32(table.count) else { return nil }
    let process = table[Int(index.slot)]
    return process.index == index ? process : nil
  }

  /// Whether that process has not ended.
  public func lives(_ index: ProcessIndex) -> Bool {
    guard let process = self[index] else { return false }
    return process.state != .zombie
  }

  /// Who has a number in a namespace; threads have their process.
  public func find(pid: Int32, namespace: UInt32) -> ProcessIndex? {
    let place = firstNumber(notBefore: Self.key(namespace, pid))
    guard place < numbers.count, numbers[place].key == Self.key(namespace, pid) else { return nil }
    return table[Int(numbers[place].slot)].index
  }

  /// What can be read about a process.
  public func facts(_ process: SimulatedProcess) -> ProcessFacts {
    ProcessFacts(
      identity: process.identity, parent: self[process.parent]?.identity.pid ?? 0,
      group: process.group, session: process.session, user: process.user, state: process.state,
      program: process.program)
  }

  /// Every process that is not gone, in the order of namespaces and pids.
  public func forEach(_ body: (SimulatedProcess) -> Void) {
    for numbered in numbers where !numbered.isThread { body(table[Int(numbered.slot)]) }
  }

  // MARK: - Operations

  /// Performs one operation for the caller; nil when it waits for a child to end.
  public mutating func perform(
    _ operation: ProcessOperation, by caller: ProcessIndex, _ moment: inout Moment
  ) -> ProcessOutcome? {
    guard let own = self[caller], own.state != .zombie else { return .failed(.noSuchProcess) }
    switch operation {
    case .spawn(let launch):
      guard let child = spawn(launch, parent: caller, &moment) else {
        return .failed(.wouldBlock)
      }
      return .identity(table[Int(child.slot)].identity)
    case .whoAmI:
      return .identity(own.identity)
    case .probe(let pid):
      guard let target = find(pid: pid, namespace: own.identity.namespace), let other = self[target]
      else { return .failed(.noSuchProcess) }
      return may(own, signal: other) ? .exists : .failed(.notPermitted)
    case .inspect(let pid):
      guard let target = find(pid: pid, namespace: own.identity.namespace), let other = self[target]
      else { return .failed(.noSuchProcess) }
      return .facts(facts(other))
    case .identify(let identity):
      return identify(identity, from: own)
    case .signal(let pid, let signal):
      guard let target = find(pid: pid, namespace: own.identity.namespace), let other = self[target]
      else { return .failed(.noSuchProcess) }
      guard may(own, signal: other, signal) else { return .failed(.notPermitted) }
      send(signal, to: other, by: own, &moment)
      return .done
    case .signalGroup(let group, let signal):
      return signalGroup(group, signal, by: own, &moment)
    case .signalIdentity(let identity, let signal):
      guard case .same = identify(identity, from: own),
        let target = find(pid: identity.pid, namespace: identity.namespace),
        let other = self[target]
      else { return .failed(.noSuchProcess) }
      guard may(own, signal: other, signal) else { return .failed(.notPermitted) }
      send(signal, to: other, by: own, &moment)
      return .done
    case .reap(let pid):
      return reap(pid, by: own)
    case .awaitExit(let pid):
      return awaitExit(pid, by: own, &moment)
    case .list:
      moment.beginRows()
      for numbered in numbers where !numbered.isThread {
        let process = table[Int(numbered.slot)]
        guard process.identity.namespace == own.identity.namespace else { continue }
        moment.rows.append(.process(facts(process)))
      }
      return .listing(moment.listing())
    case .find(let nonce):
      moment.beginRows()
      for numbered in numbers where !numbered.isThread {
        let process = table[Int(numbered.slot)]
        guard process.identity.nonce == nonce, nonce != 0 else { continue }
        moment.rows.append(.process(facts(process)))
      }
      return .listing(moment.listing())
    case .writeLine:
      // Where it goes is for those to know who gave the process its standard output.
      return .done
    case .exit(let status):
      end(caller, .exited(status), &moment)
      return .done
    }
  }

  private func identify(
    _ identity: ProcessIdentity, from own: SimulatedProcess
  ) -> ProcessOutcome {
    guard identity.boot == boot,
      let target = find(pid: identity.pid, namespace: identity.namespace),
      let process = self[target]
    else { return .failed(.noSuchProcess) }
    return process.identity == identity ? .same(process.state) : .other(facts(process))
  }

  // MARK: - Births and deaths

  /// Starts a program; nil when the process table is full.
  public mutating func spawn(
    _ launch: Launch, parent: ProcessIndex, _ moment: inout Moment, pane: PaneLink? = nil
  ) -> ProcessIndex? {
    guard let own = self[parent], count < countLimit else { return nil }
    let namespace = launch.newNamespace ? makeNamespace() : own.identity.namespace
    guard let pid = launch.newNamespace ? 1 : nextPid(in: namespace) else { return nil }
    let index = add(launch, parent: parent, pid: pid, namespace: namespace, now: moment.now)
    if launch.newNamespace { firsts[Int(namespace)] = index }
    let slot = Int(index.slot)
    // What the first process starts runs as the person whose machine it is, not as root.
    table[slot].user = parent == .initial ? Self.usualUser : own.user
    table[slot].pane = pane
    // A group and a session from outside of a namespace have no number in it.
    let (group, session) = launch.newNamespace ? (0, 0) : (own.group, own.session)
    table[slot].session = launch.newSession || pane != nil ? pid : session
    table[slot].group = launch.newSession || launch.newGroup || pane != nil ? pid : group
    moment.agenda.bear(index)
    return index
  }

  /// Ends a process: its children become orphans, and it a zombie until its parent asks.
  public mutating func end(
    _ target: ProcessIndex, _ ending: Ending, _ moment: inout Moment
  ) {
    guard let process = self[target], process.state != .zombie, target != .initial else { return }
    let slot = Int(target.slot)
    changeCount &+= 1
    table[slot].state = .zombie
    table[slot].ending = ending
    table[slot].pending = PendingSignals()
    removeThreads(of: target)
    moment.agenda.bury(target)
    noticeEnd(of: target, &moment)
    if firsts[Int(process.identity.namespace)] == target {
      endNamespace(process.identity.namespace, &moment)
    }
    let groups = groupsHeld(by: process)
    orphanChildren(of: target, &moment)
    for group in groups { hangUpIfOrphaned(group, process.identity.namespace, &moment) }
    if let parent = self[process.parent] {
      if parent.habits.contains(.reapsAtOnce) {
        remove(target)
      } else if isFirst(parent) {
        moment.agenda.plan(.orphanReaped(target), after: Self.orphanReapDelay)
      }
    } else {
      remove(target)
    }
  }

  /// Removes a zombie whose parent, the first process, got round to it.
  public mutating func reapOrphan(_ index: ProcessIndex) {
    guard let process = self[index], process.state == .zombie else { return }
    remove(index)
  }

  func isFirst(_ process: SimulatedProcess) -> Bool {
    firsts[Int(process.identity.namespace)] == process.index
  }

  private mutating func orphanChildren(of parent: ProcessIndex, _ moment: inout Moment) {
    for slot in table.indices where table[slot].parent == parent && table[slot].index.slot >= 0 {
      var heir = firsts[Int(table[slot].identity.namespace)]
      if heir == table[slot].index || heir == parent { heir = .initial }
      table[slot].parent = heir
      if table[slot].state == .zombie {
        moment.agenda.plan(.orphanReaped(table[slot].index), after: Self.orphanReapDelay)
      }
    }
  }

  private mutating func endNamespace(_ namespace: UInt32, _ moment: inout Moment) {
    for slot in table.indices {
      let process = table[slot]
      guard process.index.slot >= 0, process.identity.namespace == namespace else { continue }
      end(process.index, .signalled(.kill), &moment)
    }
  }

  // MARK: - Faults

  /// The next process of the namespace gets this pid, if nobody has it.
  public mutating func forceNextPid(_ pid: Int32, namespace: UInt32 = 0) {
    guard Int(namespace) < lastPids.count, pid > 1, pid < pidLimit else { return }
    lastPids[Int(namespace)] = pid - 1
  }

  /// Gives a process one more thread, which takes a number of its own.
  @discardableResult
  public mutating func addThread(to index: ProcessIndex) -> Int32? {
    guard let process = self[index], process.state != .zombie,
      let number = nextPid(in: process.identity.namespace)
    else { return nil }
    insert(
      Numbered(
        key: Self.key(process.identity.namespace, number), slot: index.slot, isThread: true))
    threadCount += 1
    return number
  }

  /// Makes the process another user's.
  public mutating func setUser(_ user: UInt32, of index: ProcessIndex) {
    guard self[index] != nil else { return }
    table[Int(index.slot)].user = user
  }

  /// Says what a process does about signals and its children.
  public mutating func setHabits(_ habits: Habits, of index: ProcessIndex) {
    guard let process = self[index] else { return }
    // What the launch asked for holds whatever the program does.
    let inherited = process.habits.intersection(.ignoresHangUp)
    table[Int(index.slot)].habits = habits.union(inherited)
  }

  /// Ends every process but the first, without a word, and begins another boot.
  public mutating func reboot(_ moment: inout Moment) {
    for slot in table.indices where slot != 0 && table[slot].index.slot >= 0 {
      let index = table[slot].index
      if table[slot].state != .zombie { moment.agenda.bury(index) }
      removeThreads(of: index)
      remove(index)
    }
    waits.removeAll(keepingCapacity: true)
    boot += 1
    table[0].identity.boot = boot
    table[0].identity.startTick = Self.tick(moment.now)
    lastPids[0] = Self.firstPidAfterWrap
  }

  // MARK: - The table

  private mutating func makeNamespace() -> UInt32 {
    lastPids.append(1)
    highestPids.append(1)
    firsts.append(.none)
    return UInt32(firsts.count - 1)
  }

  private mutating func add(
    _ launch: Launch, parent: ProcessIndex, pid: Int32, namespace: UInt32, now: Instant
  ) -> ProcessIndex {
    let slot = free.popLast() ?? Int32(table.count)
    if slot == Int32(table.count) { generations.append(0) }
    let index = ProcessIndex(slot: slot, generation: generations[Int(slot)])
    let process = SimulatedProcess(
      identity: ProcessIdentity(
        boot: boot, namespace: namespace, pid: pid, startTick: Self.tick(now), nonce: launch.nonce),
      index: index, parent: parent, group: pid, session: pid, program: launch.program,
      argument: launch.argument, habits: launch.ignoresHangUp ? .ignoresHangUp : [])
    if slot == Int32(table.count) {
      table.append(process)
    } else {
      table[Int(slot)] = process
    }
    insert(Numbered(key: Self.key(namespace, pid), slot: slot, isThread: false))
    changeCount &+= 1
    return index
  }

  mutating func remove(_ index: ProcessIndex) {
    changeCount &+= 1
    let slot = Int(index.slot)
    let identity = table[slot].identity
    let place = firstNumber(notBefore: Self.key(identity.namespace, identity.pid))
    numbers.remove(at: place)
    table[slot].index = .none
    generations[slot] &+= 1
    free.append(index.slot)
  }

  private mutating func removeThreads(of index: ProcessIndex) {
    guard threadCount > 0 else { return }
    let before = numbers.count
    numbers.removeAll { $0.isThread && $0.slot == index.slot }
    threadCount -= before - numbers.count
  }

  private mutating func insert(_ numbered: Numbered) {
    numbers.insert(numbered, at: firstNumber(notBefore: numbered.key))
  }

  private func firstNumber(notBefore key: UInt64) -> Int {
    // Most numbers are new and the largest.
    guard let last = numbers.last, last.key >= key else { return numbers.count }
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The next number that nobody has, as process, thread, group or session.
  private mutating func nextPid(in namespace: UInt32) -> Int32? {
    var candidate = lastPids[Int(namespace)]
    for _ in 0..<pidLimit {
      candidate += 1
      if candidate >= pidLimit { candidate = min(Self.firstPidAfterWrap, pidLimit - 1) }
      if isFree(candidate, in: namespace) {
        lastPids[Int(namespace)] = candidate
        highestPids[Int(namespace)] = max(highestPids[Int(namespace)], candidate)
        return candidate
      }
    }
    return nil
  }

  private func isFree(_ pid: Int32, in namespace: UInt32) -> Bool {
    guard pid <= highestPids[Int(namespace)] else { return true }
    guard find(pid: pid, namespace: namespace) == nil else { return false }
    return !numbers.contains { numbered in
      let process = table[Int(numbered.slot)]
      return process.identity.namespace == namespace
        && (process.group == pid || process.session == pid)
    }
  }

  static func key(_ namespace: UInt32, _ pid: Int32) -> UInt64 {
    UInt64(namespace) << 32 | UInt64(UInt32(bitPattern: pid))
  }

  static func tick(_ instant: Instant) -> Int64 {
    instant.nanoseconds / 10_000_000
  }
}

extension Processes: Foldable {
  /// Folds every process in the order of pids, and the counters.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(boot))
    for pid in lastPids { digest.fold(Int64(pid)) }
    for numbered in numbers {
      if numbered.isThread {
        digest.fold(numbered.key)
      } else {
        table[Int(numbered.slot)].fold(into: &digest)
      }
    }
  }
}
