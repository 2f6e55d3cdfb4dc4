import CLive
import Glibc
import Operations

// The processes of this machine.
//
// What differs from the simulated processes, because it cannot be had otherwise:
// - a zombie has no environment: its nonce is known of children that were started here, and is not
//   compared for others, which `find` does not see;
// - what a process starts has its environment and with it the nonce, unless it was given another;
// - a process in another namespace below has a number here as well, by which it can be probed and
//   signalled, and another in its identity, by which it is identified and signalled for sure;
// - numbers that the kernel takes for groups or for everyone (0, negative ones, group 1) are nobody;
// - an argument with a zero in it, or one that is no UTF-8, cannot be given as it is: EINVAL.

/// Carries out operations on processes of this machine.
///
/// Contract: any number of threads may ask at once, and one that waits for a child keeps no other
/// from anything. Only what was started here is reaped here. Nothing that has not been proven to be
/// the one meant gets a signal by its identity.
public final class LiveProcesses: Sendable {
  /// The variable of the environment that carries a nonce, in hexadecimal.
  public static let nonceName = "REHEARSAL_NONCE"

  let reader: ProcessReader
  let children = ChildTable()
  let setting: Setting

  /// What a program brings along.
  public struct Setting: Sendable {
    /// The programs by name.
    public var programs: ProgramTable
    /// The environment of what is started, each as `NAME=value`, without a nonce.
    public var environment: [String]
    /// The descriptors that what is started has as standard input, output and error; -1 for none.
    public var standard: (input: Int32, output: Int32, error: Int32)
    /// Where lines are written to.
    public var output: Int32

    /// Makes a setting; what is not said is as a plain fork and exec does it.
    public init(
      programs: ProgramTable = ProgramTable(), environment: [String]? = nil,
      standard: (input: Int32, output: Int32, error: Int32) = (0, 1, 2), output: Int32 = 1
    ) {
      self.programs = programs
      self.environment = (environment ?? Self.ownEnvironment).filter {
        !$0.hasPrefix("\(LiveProcesses.nonceName)=")
      }
      self.standard = standard
      self.output = output
    }

    /// The environment of this program.
    public static var ownEnvironment: [String] {
      var entries: [String] = []
      var entry = environ
      while let text = entry.pointee {
        entries.append(String(cString: text))
        entry += 1
      }
      return entries
    }
  }

  private let texts: TextTable
  private let onExit: @Sendable (UInt8) -> Void

  /// Looks at the machine and at this program; ends nothing itself when the program asks to be
  /// ended: whoever runs it is told the status, and has still to answer.
  ///
  /// It fails where `/proc` cannot be read, or is that of another namespace.
  public init(
    texts: TextTable, setting: Setting = Setting(), onExit: @escaping @Sendable (UInt8) -> Void
  ) throws(Errno) {
    self.texts = texts
    self.setting = setting
    self.onExit = onExit
    reader = try ProcessReader(texts: texts, programs: setting.programs)
  }

  /// Performs one operation; `awaitExit` alone waits, and no longer than until the deadline.
  public func perform(_ operation: ProcessOperation, until deadline: Deadline) -> Answer {
    do throws(Errno) {
      return try attempt(operation, until: deadline)
    } catch {
      return Answer(.process(.failed(error)))
    }
  }

  private func attempt(
    _ operation: ProcessOperation, until deadline: Deadline
  ) throws(Errno) -> Answer {
    switch operation {
    case .spawn(let launch):
      return Answer(.process(.identity(try spawn(launch))))
    case .probe(pid: let pid):
      try kill(pid, 0)
      return Answer(.process(.exists))
    case .inspect(pid: let pid):
      return Answer(.process(.facts(try facts(pid))))
    case .identify(let identity):
      return Answer(.process(try identify(identity)))
    case .signal(pid: let pid, let signal):
      try kill(pid, Int32(signal.rawValue))
    case .signalGroup(group: let group, let signal):
      // 0 would be the caller's own group, and 1 everyone.
      guard group > 1 else { throw .noSuchProcess }
      try call { Glibc.kill(-group, Int32(signal.rawValue)) }
    case .signalIdentity(let identity, let signal):
      try self.signal(identity, signal)
    case .reap(pid: let pid):
      guard let status = try children.reap(pid) else { return Answer(.process(.stillRunning)) }
      return Answer(.process(.reaped(Ending(waitStatus: status))))
    case .awaitExit(pid: let pid):
      guard try children.await(pid, until: deadline) else { return Answer(.limitPassed) }
      // Another may have been quicker: then there is no such child any more.
      guard let status = try children.reap(pid) else { throw .noChild }
      return Answer(.process(.reaped(Ending(waitStatus: status))))
    case .list:
      return list(try all().filter { $0.identity.namespace == reader.namespace })
    case .find(nonce: let nonce):
      return list(nonce == 0 ? [] : try all().filter { $0.identity.nonce == nonce })
    case .writeLine(let line):
      try write(line)
    case .exit(status: let status):
      onExit(status)
    case .whoAmI:
      return Answer(.process(.identity(reader.own)))
    }
    return Answer(.process(.done))
  }

  // MARK: - Looking

  func facts(_ pid: Int32) throws(Errno) -> ProcessFacts {
    try reader.facts(pid: pid) { children.launch(pid: $0, startTick: $1) }
  }

  /// Every process that can be seen from here, by namespace and pid; who ends meanwhile is left out.
  private func all() throws(Errno) -> [ProcessFacts] {
    try reader.pids().compactMap { try? facts($0) }.sorted {
      ($0.identity.namespace, $0.identity.pid) < ($1.identity.namespace, $1.identity.pid)
    }
  }

  private func list(_ facts: [ProcessFacts]) -> Answer {
    Answer(facts.map { .process($0) }) { .process(.listing($0)) }
  }

  private func identify(_ identity: ProcessIdentity) throws(Errno) -> ProcessOutcome {
    guard identity.boot == reader.boot, let pid = try reader.pid(of: identity) else {
      throw .noSuchProcess
    }
    let facts = try facts(pid)
    guard facts.identity.isSame(as: identity, orUnknownOf: facts.state) else {
      return .other(facts)
    }
    return .same(facts.state)
  }

  // MARK: - Signals

  /// Signals whoever has the number; 0 as a signal asks whether that would be allowed.
  private func kill(_ pid: Int32, _ signal: Int32) throws(Errno) {
    // The kernel takes 0 for the caller's group, -1 for everyone, others for groups.
    guard pid > 0 else { throw .noSuchProcess }
    try call { Glibc.kill(pid, signal) }
  }

  /// Signals a process through a descriptor that was opened before it was proven to be the one.
  private func signal(_ identity: ProcessIdentity, _ signal: Signal) throws(Errno) {
    guard identity.boot == reader.boot, let pid = try reader.pid(of: identity), pid > 0 else {
      throw .noSuchProcess
    }
    // If another has the number by the time that it is looked at, then this refers to one that is
    // gone, and nobody gets the signal.
    let descriptor: Int32
    do throws(Errno) {
      descriptor = try call { live_open_process(pid) }
    } catch .noSuchFile, .invalid {
      // A thread's number.
      throw .noSuchProcess
    } catch {
      throw error
    }
    defer { close(descriptor) }
    guard case .same = try identify(identity) else { throw .noSuchProcess }
    try call { live_signal_process(descriptor, Int32(signal.rawValue)) }
  }

  // MARK: - Writing

  private func write(_ line: Text) throws(Errno) {
    let bytes = texts.bytes(line) + [UInt8(ascii: "\n")]
    var start = 0
    while start < bytes.count {
      start += try call {
        bytes[start...].withUnsafeBytes { Glibc.write(setting.output, $0.baseAddress, $0.count) }
      }
    }
  }
}

extension ProcessIdentity {
  /// Whether it is that process, as far as can be seen: of a zombie the nonce cannot.
  fileprivate func isSame(as other: ProcessIdentity, orUnknownOf state: ProcessState) -> Bool {
    var other = other
    if state == .zombie, nonce == 0 { other.nonce = 0 }
    return self == other
  }
}
