import Historical
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// One lock of one root, of one kind: where it lies, and who has it.
struct Latch {
  /// The kinds of lock.
  enum Kind {
    /// The kernel's, on a file, with a record beside it.
    case kernel(record: Text)
    /// The highest of names that are never deleted.
    case generations
    /// A folder that is made and removed, with a record beside it.
    case folder(record: Text)
    /// The number that was written last.
    case number
  }

  /// The kinds, by those who claim by them.
  enum Form: CaseIterable {
    case kernel, generations, folder, number

    /// The kind that a machine claims by; nil when it claims nothing.
    init?(_ machine: Cast) {
      switch machine {
      case .desk: self = .kernel
      case .contender(let contender):
        self = contender.value.kind == .kernel ? .kernel : .generations
      case .rlpDesk, .rlpLock: self = .folder
      case .careless: self = .number
      default: return nil
      }
    }
  }

  /// A lock that was taken or freed while its holder lived.
  struct Breach {
    var by: ProcessIndex
    var of: ProcessIndex
    var isTheft: Bool
  }

  let kind: Kind
  /// The root by its one name.
  let root: Text
  /// What is locked, made or written.
  let path: Text
  /// Whether somebody claims by it.
  var isClaimed = false
  /// Whether anything of it is or was there.
  private(set) var isThere = false
  /// Whether it keeps others out.
  private(set) var isHeld = false
  /// Who has it; `none` when that is nobody, or nobody that lives.
  private(set) var holder = ProcessIndex.none
  /// The number of the one who has it, or whom it names.
  private(set) var pid: Int32 = 0
  /// What was done to it in this event.
  private(set) var breach: Breach?
  /// Which locking of the kernel's, or which generation, it was.
  private var number: UInt64 = 0

  /// The lock of a root by a kind.
  init(_ form: Form, root: Text, spelt: Text, _ universe: inout Universe<Cast>) {
    self.root = root
    switch form {
    case .kernel:
      path = Self.below(root, "/.desk/runner.lock", &universe)
      kind = .kernel(record: Self.below(root, "/.desk/runner.json", &universe))
    case .generations:
      path = Self.below(root, "/.desk/generations", &universe)
      kind = .generations
    case .folder:
      // The key is the root as it was spelt.
      var emit = Emitter()
      emit.texts = universe.world.moment.texts
      let record = RlpDeskLock.path(root: spelt, &emit)
      universe.world.moment.texts = emit.texts
      kind = .folder(record: record)
      path = Self.below(record, ".d", &universe)
    case .number:
      path = Self.below(root, "/runner.pid", &universe)
      kind = .number
    }
  }

  private static func below(
    _ path: Text, _ rest: String, _ universe: inout Universe<Cast>
  ) -> Text {
    universe.text(universe.world.moment.texts.string(path) + rest)
  }

  // MARK: - What somebody does to it

  /// Forgets what was done to it in the event before.
  mutating func beginEvent() { breach = nil }

  /// Notes what an operation has done, where that cannot be seen afterwards.
  mutating func note(_ entry: TraceEntry, _ universe: inout Universe<Cast>) {
    guard entry.actor != .none, case .performed(.file(let operation), let outcome) = entry.kind
    else { return }
    let caller = universe.process(of: entry.actor)
    switch (kind, operation) {
    case (.folder, .makeDirectory(path)) where outcome == .file(.done):
      take(caller, universe)
    case (.folder, .removeTree(path)) where outcome == .file(.done):
      free(caller, universe)
    case (.number, .replace(let written, _)) where outcome == .file(.done):
      if universe.world.truePath(of: written) == path { take(caller, universe) }
    case (.generations, .createExclusive(let release, _)) where number > 0:
      if release == universe.text(name(of: "r.", universe)) { free(caller, universe) }
    default: break
    }
  }

  private func name(of prefix: String, _ universe: borrowing Universe<Cast>) -> String {
    "\(universe.world.moment.texts.string(path))/\(prefix)\(number)"
  }

  private mutating func take(_ caller: ProcessIndex, _ universe: borrowing Universe<Cast>) {
    if holder != caller, universe.world.processes.lives(holder) {
      breach = Breach(by: caller, of: holder, isTheft: true)
    }
    give(to: caller, universe)
  }

  private mutating func free(_ caller: ProcessIndex, _ universe: borrowing Universe<Cast>) {
    if holder != caller, universe.world.processes.lives(holder) {
      breach = Breach(by: caller, of: holder, isTheft: false)
    }
    give(to: .none, universe)
  }

  private mutating func give(to process: ProcessIndex, _ universe: borrowing Universe<Cast>) {
    holder = process
    pid = universe.world.processes[process]?.identity.pid ?? 0
    isHeld = process != .none
    if isHeld { isThere = true }
  }

  /// Folds whose it is taken to be.
  func fold(into digest: inout Digest) {
    digest.fold(isClaimed ? 1 : 0, isThere ? 1 : 0)
    digest.fold(isHeld ? 1 : 0, UInt32(bitPattern: pid))
    holder.fold(into: &digest)
  }

  // MARK: - What there is

  /// Looks at what lies on the disk and in the kernel.
  ///
  /// The holders are those who take their roots for their own.
  mutating func look(_ universe: inout Universe<Cast>, _ holders: [ProcessIndex]) {
    switch kind {
    case .kernel(let record): lookAtKernel(record, &universe, holders)
    case .generations: lookAtGenerations(&universe)
    case .folder(let record): lookAtFolder(record, &universe)
    case .number: lookAtNumber(&universe)
    }
  }

  private mutating func lookAtKernel(
    _ record: Text, _ universe: inout Universe<Cast>, _ holders: [ProcessIndex]
  ) {
    let named = owner(of: record, &universe)
    if let locker = universe.world.locker(of: path) {
      isThere = true
      isHeld = true
      guard locker.locking != number else { return }
      // One who has only just locked a new file may find that the old holder lives, and let go.
      if universe.world.processes.lives(holder), holder != locker.holder {
        guard holders.contains(locker.holder) else { return }
        breach = Breach(by: locker.holder, of: holder, isTheft: true)
      }
      number = locker.locking
      give(to: locker.holder, universe)
    } else if let named {
      isThere = true
      holder = named.process
      pid = named.pid
      isHeld = universe.world.processes.lives(holder)
    } else {
      give(to: .none, universe)
    }
  }

  private mutating func lookAtGenerations(_ universe: inout Universe<Cast>) {
    let texts = universe.world.moment.texts
    var latest: UInt64 = 0
    var released: [UInt64] = []
    for name in universe.world.names(in: path) {
      let name = texts.string(name)
      guard let number = UInt64(name.dropFirst(2)) else { continue }
      if name.hasPrefix("g.") { latest = max(latest, number) }
      if name.hasPrefix("r.") { released.append(number) }
    }
    guard latest > 0 else { return }
    isThere = true
    guard !released.contains(latest) else {
      number = latest
      return give(to: .none, universe)
    }
    guard latest != number || holder == .none else {
      isHeld = universe.world.processes.lives(holder)
      return
    }
    let before = latest != number ? holder : .none
    number = latest
    let named = owner(of: universe.text(name(of: "g.", universe)), &universe)
    holder = named?.process ?? .none
    pid = named?.pid ?? 0
    isHeld = universe.world.processes.lives(holder)
    if before != holder, universe.world.processes.lives(before) {
      breach = Breach(by: holder, of: before, isTheft: true)
    }
  }

  private mutating func lookAtFolder(_ record: Text, _ universe: inout Universe<Cast>) {
    guard universe.world.kind(of: path) == .directory else { return give(to: .none, universe) }
    isThere = true
    guard holder == .none else {
      isHeld = true
      return
    }
    isHeld = true
    // It lay there before anybody was seen to make it: whom its record names, if that one runs now.
    guard pid == 0, let content = universe.world.content(of: record) else { return }
    let string = universe.world.moment.texts.string(content)
    pid = Self.pid(in: string)
    if pid > 0, let process = universe.world.processes.find(pid: pid, namespace: 0),
      universe.world.processes.lives(process)
    {
      holder = process
    }
  }

  private mutating func lookAtNumber(_ universe: inout Universe<Cast>) {
    guard holder == .none || !universe.world.processes.lives(holder) else { return }
    isHeld = false
  }

  private func owner(
    of record: Text, _ universe: inout Universe<Cast>
  ) -> (process: ProcessIndex, pid: Int32)? {
    guard let content = universe.world.content(of: record) else { return nil }
    var texts = universe.world.moment.texts
    guard let owner = LockOwner(record: content, &texts), owner.root == root else { return nil }
    let identity = owner.identity
    guard
      let process = universe.world.processes.find(
        pid: identity.pid, namespace: identity.namespace),
      universe.world.processes[process]?.identity == identity
    else { return (.none, identity.pid) }
    return (process, identity.pid)
  }

  /// The number behind `"pid":`; 0 when there is none.
  private static func pid(in record: String) -> Int32 {
    var rest = Substring(record)
    while !rest.isEmpty, !rest.hasPrefix("\"pid\":") { rest.removeFirst() }
    return Int32(rest.dropFirst(6).prefix { $0.isNumber }) ?? 0
  }
}
