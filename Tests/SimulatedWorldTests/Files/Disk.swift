import Operations

@testable import SimulatedWorld

/// A disk with somebody to ask it, who waits for late answers.
final class Disk {
  var files: FileSystem
  var moment = Moment(seed: 1)
  /// Who asks unless somebody else is named.
  let me = ProcessIndex(slot: 1, generation: 0)
  let other = ProcessIndex(slot: 2, generation: 0)
  private var calls: UInt32 = 0

  /// Begins with what most facts need, below the root.
  init(canLosePower: Bool = false) {
    files = FileSystem(canLosePower: canLosePower)
    for path in ["/d", "/e", "/full"] { files.putDirectory(text(path), &moment) }
    files.put(text("/f"), text("hello"), &moment)
    files.put(text("/full/a"), text("x"), &moment)
    run(.symbolicLink(from: text("f"), to: text("/s")))
    run(.symbolicLink(from: text("d"), to: text("/sd")))
    run(.symbolicLink(from: text("nowhere"), to: text("/dang")))
    run(.symbolicLink(from: text("loop2"), to: text("/loop1")))
    run(.symbolicLink(from: text("loop1"), to: text("/loop2")))
  }

  func text(_ string: String) -> Text { moment.texts.text(string) }

  /// Performs an operation and leaves its second half to `finish`.
  func begin(_ operation: FileOperation, by caller: ProcessIndex? = nil) -> FileOutcome? {
    calls += 1
    moment.agenda.call = CallID(slot: calls, generation: 0)
    return files.perform(operation, by: caller ?? me, &moment)
  }

  /// Lets everything happen that was planned, and gives the last answer.
  @discardableResult
  func finish() -> FileOutcome? {
    let events = moment.agenda.events
    moment.agenda.clear()
    for planned in events {
      if case .file(let event) = planned.event { files.happen(event, &moment) }
    }
    guard case .file(let outcome)? = moment.agenda.answers.last?.outcome else { return nil }
    return outcome
  }

  /// Performs an operation and waits for its answer.
  @discardableResult
  func run(_ operation: FileOperation, by caller: ProcessIndex? = nil) -> FileOutcome? {
    if let outcome = begin(operation, by: caller) { return outcome }
    return finish()
  }

  func read(_ path: String) -> String {
    switch run(.read(text(path))) {
    case .content(let content)?: moment.texts.string(content)
    case .failed(let error)?: "\(error)"
    default: "?"
    }
  }

  func write(_ path: String, _ content: String, by caller: ProcessIndex? = nil)
    -> FileOutcome?
  { run(.write(text(path), content: text(content)), by: caller) }
  func append(_ path: String, _ content: String) -> FileOutcome? {
    run(.append(text(path), content: text(content)))
  }
  func claim(_ path: String, by caller: ProcessIndex? = nil) -> FileOutcome? {
    run(.createExclusive(text(path), content: text("x")), by: caller)
  }
  func makeDirectory(_ path: String, by caller: ProcessIndex? = nil) -> FileOutcome? {
    run(.makeDirectory(text(path)), by: caller)
  }
  func makeDirectories(_ path: String) -> FileOutcome? {
    run(.makeDirectories(text(path)))
  }
  func removeDirectory(_ path: String, by caller: ProcessIndex? = nil) -> FileOutcome? {
    run(.removeDirectory(text(path)), by: caller)
  }
  func remove(_ path: String, by caller: ProcessIndex? = nil) -> FileOutcome? {
    run(.remove(text(path)), by: caller)
  }
  func removeTree(_ path: String) -> FileOutcome? { run(.removeTree(text(path))) }
  func link(_ from: String, _ to: String, by caller: ProcessIndex? = nil) -> FileOutcome? {
    run(.link(from: text(from), to: text(to)), by: caller)
  }
  func symbolicLink(_ from: String, _ to: String) -> FileOutcome? {
    run(.symbolicLink(from: text(from), to: text(to)))
  }
  func rename(_ from: String, _ to: String) -> FileOutcome? {
    run(.rename(from: text(from), to: text(to)))
  }
  func lock(_ path: String, _ mode: LockMode = .exclusive, by caller: ProcessIndex? = nil)
    -> FileOutcome?
  { run(.lock(text(path), mode), by: caller) }
  func unlock(_ path: String, by caller: ProcessIndex? = nil) -> FileOutcome? {
    run(.unlock(text(path)), by: caller)
  }

  /// What `lstat` tells, or nothing.
  func facts(_ path: String) -> FileFacts? {
    guard case .facts(let facts)? = run(.stat(text(path))) else { return nil }
    return facts
  }

  func isThere(_ path: String) -> Bool { facts(path) != nil }

  func realPath(_ path: String) -> String {
    switch run(.canonicalise(text(path))) {
    case .content(let content)?: moment.texts.string(content)
    case .failed(let error)?: "\(error)"
    default: "?"
    }
  }

  func list(_ path: String) -> [String] {
    guard case .listing? = run(.list(text(path))) else { return ["?"] }
    return moment.rows.map { row in
      guard case .name(let name) = row else { return "?" }
      return moment.texts.string(name)
    }
  }
}
