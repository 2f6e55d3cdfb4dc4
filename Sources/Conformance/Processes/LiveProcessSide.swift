import Glibc
import Live
import Operations

/// The processes of this machine, as this program sees and starts them.
///
/// Whatever it has started is ended with it.
final class LiveProcessSide: ProcessSide {
  var book: ProcessBook
  private let processes: LiveProcesses
  private let table: TextTable
  private let streams: ProcessStreams
  /// How long somebody waits for a child, in nanoseconds.
  private static let limit: Int64 = 5_000_000
  /// How long a program is given to get as far as it gets by itself, in nanoseconds.
  private static let patience: Int64 = 10_000_000_000
  private static let microsecondsBetweenLooks: UInt32 = 300

  /// It fails where `/proc` cannot be read.
  init(texts: TextTable) throws(Errno) {
    table = texts
    streams = try ProcessStreams()
    processes = try LiveProcesses(
      texts: texts,
      setting: LiveProcesses.Setting(
        programs: ProgramTable(ProcessConduct.allCases.map(\.program)),
        environment: ["PATH=/usr/bin:/bin"], standard: streams.standard)
    ) { _ in }
    guard
      case .process(.identity(let own)) = processes.perform(.whoAmI, until: .never).outcome
    else { throw .noSuchProcess }
    book = ProcessBook(caller: own, group: getpgid(0), session: getsid(0))
  }

  var texts: Texts { table.withTexts { $0 } }

  func text(_ string: String) -> Text { table.text(string) }

  func perform(_ operation: ProcessOperation) -> ProcessAnswer {
    let answer = processes.perform(operation, until: Deadline(after: Self.limit))
    return ProcessAnswer(
      outcome: answer.outcome,
      rows: answer.rows.compactMap { row in
        if case .process(let facts) = row { facts } else { nil }
      })
  }

  func force(pid: Int32) {
    // What cannot be written shows in the pid that is given out.
    let file = open("/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC)
    let bytes = Array("\(pid - 1)".utf8)
    _ = write(file, bytes, bytes.count)
    close(file)
  }

  // MARK: - What programs do

  func start(_ launch: Launch, _ start: ProcessStart) -> (
    answer: ProcessAnswer, child: ProcessIdentity?
  ) {
    let answer = perform(.spawn(launch))
    guard case .process(.identity(let identity)) = answer.outcome else { return (answer, nil) }
    if start.conduct == .obeys { streams.awaitLine(until: Deadline(after: Self.patience)) }
    if start.conduct.becomesSleep, book.isHere(identity) {
      wait { Self.file(of: identity.pid)?.hasSuffix("/sleep") ?? true }
    }
    var child: ProcessIdentity?
    if start.conduct.hasChild {
      wait {
        child = self.child(of: identity)
        return child != nil
      }
    }
    return (answer, child)
  }

  /// Its child, or whoever carries its nonce: who is brought up by another is known by it alone, and a
  /// zombie by its parent alone.
  private func child(of parent: ProcessIdentity) -> ProcessIdentity? {
    let child = perform(.list).rows.first { facts in
      facts.identity.pid != parent.pid
        && (facts.parent == parent.pid || facts.identity.nonce == parent.nonce)
    }
    guard var identity = child?.identity else { return nil }
    identity.nonce = parent.nonce
    return identity
  }

  private func wait(_ isSo: () -> Bool) {
    let deadline = Deadline(after: Self.patience)
    while !isSo(), !deadline.hasPassed { usleep(Self.microsecondsBetweenLooks) }
  }

  /// The file that a process runs; nil when there is none.
  private static func file(of pid: Int32) -> String? {
    var room = [CChar](repeating: 0, count: 256)
    let count = readlink("/proc/\(pid)/exe", &room, room.count)
    guard count > 0 else { return nil }
    return String(decoding: room[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  // MARK: - The end

  /// Ends whatever carries one of the nonces, and waits until it is gone.
  func end(nonces: [UInt64]) {
    for _ in 0..<2 {
      for nonce in nonces {
        for facts in perform(.find(nonce: nonce)).rows {
          _ = perform(.signalIdentity(facts.identity, .kill))
        }
      }
    }
    for entry in book.entries where book.isHere(entry.identity) {
      _ = processes.perform(
        .awaitExit(pid: entry.identity.pid), until: Deadline(after: Self.patience))
    }
    let known = book.entries.map(\.identity).filter(book.isHere)
    wait {
      known.allSatisfy { self.perform(.identify($0)).outcome == .process(.failed(.noSuchProcess)) }
    }
  }
}
