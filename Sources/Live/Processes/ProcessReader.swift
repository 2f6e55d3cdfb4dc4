import Glibc
import Operations

/// Tells who the processes of this machine are.
struct ProcessReader: Sendable {
  /// The boot and the namespace that this program runs in.
  let boot: UInt32
  let namespace: UInt32
  /// This program itself.
  let own: ProcessIdentity
  let texts: TextTable
  let programs: ProgramTable

  /// Looks at the machine and at itself.
  ///
  /// It fails where `/proc` cannot be read, or is that of another namespace, whose numbers are others.
  init(texts: TextTable, programs: ProgramTable) throws(Errno) {
    self.texts = texts
    self.programs = programs
    let boot = try OpenFile(RealPath(Array("/proc/sys/kernel/random/boot_id".utf8)), O_RDONLY)
    self.boot = Self.fold(try boot.read())
    let folder = try ProcessFolder(pid: getpid())
    let status = try folder.status()
    guard status.process == getpid(), status.pids == [getpid()], let namespace = folder.namespace
    else { throw .noSuchProcess }
    self.namespace = namespace
    own = ProcessIdentity(
      boot: self.boot, namespace: namespace, pid: getpid(), startTick: try folder.stat().startTick,
      nonce: ProcessFolder.nonce(in: folder.environment ?? []))
  }

  /// 32 bits that stand for the 128 of a boot: its four words, one over the other.
  static func fold(_ identifier: [UInt8]) -> UInt32 {
    let digits = identifier.compactMap { UInt32(String(UnicodeScalar($0)), radix: 16) }
    var folded: UInt32 = 0
    var word: UInt32 = 0
    for (place, digit) in digits.enumerated() {
      word = word << 4 | digit
      if place % 8 == 7 {
        folded ^= word
        word = 0
      }
    }
    return folded ^ word
  }

  // MARK: - One process

  /// What can be read about whoever has a number here; a thread has its process.
  ///
  /// Its starter still knows of a zombie what can be read no more.
  func facts(pid: Int32, _ known: (Int32, Int64) -> Launch?) throws(Errno) -> ProcessFacts {
    var folder = try ProcessFolder(pid: pid)
    var status = try folder.status()
    if status.process != pid {
      folder = try ProcessFolder(pid: status.process)
      status = try folder.status()
    }
    // The environment before the state: what was no zombie then had one.
    var nonce = ProcessFolder.nonce(in: environment(folder))
    let stat = try folder.stat()
    let launch = known(status.process, stat.startTick)
    if stat.state == .zombie { nonce = launch?.nonce ?? nonce }
    let isHere = status.pids.count == 1
    return ProcessFacts(
      identity: ProcessIdentity(
        boot: boot, namespace: isHere ? namespace : folder.namespace ?? 0,
        pid: status.pids.last ?? pid, startTick: stat.startTick, nonce: nonce),
      parent: stat.parent, group: isHere ? stat.group : status.group,
      session: isHere ? stat.session : status.session, user: status.user, state: stat.state,
      program: launch?.program ?? program(folder, stat))
  }

  /// What can be read of an environment.
  ///
  /// A program that is just becoming another has none for a moment, and would be taken for one that
  /// has got its number. It is looked at again before that is believed; a thread of the kernel and
  /// whoever was started with nothing are looked at for that long.
  private func environment(_ folder: ProcessFolder) -> [UInt8] {
    for _ in 0..<Self.looks {
      guard let environment = folder.environment else { return [] }
      if !environment.isEmpty || folder.commandLine.isEmpty && folder.executable == nil {
        return environment
      }
      usleep(Self.microsecondsBetweenLooks)
    }
    return []
  }

  private static let looks = 10
  private static let microsecondsBetweenLooks: UInt32 = 200

  private func program(_ folder: ProcessFolder, _ stat: ProcessStat) -> Text {
    if let name = programs.name(ofCommandLine: folder.commandLine) { return texts.text(name) }
    return texts.text(folder.executable ?? stat.name)
  }

  // MARK: - All processes

  /// The numbers of all processes that can be seen from here, in their order.
  func pids() throws(Errno) -> [Int32] {
    try OpenFile(RealPath(Array("/proc".utf8)), O_RDONLY | O_DIRECTORY).names()
      .compactMap { Int32(String(decoding: $0, as: UTF8.self)) }.sorted()
  }

  /// The number here of a process that counts in another namespace; nil when it is not there.
  func pid(of identity: ProcessIdentity) throws(Errno) -> Int32? {
    if identity.namespace == namespace { return identity.pid }
    for pid in try pids() {
      guard let folder = try? ProcessFolder(pid: pid), let status = try? folder.status(),
        status.pids.count > 1, status.pids.last == identity.pid,
        folder.namespace == identity.namespace
      else { continue }
      return pid
    }
    return nil
  }
}
