import Operations

/// Which process has which name: what one world says of numbers, the other can be asked by names.
struct ProcessBook {
  /// One process that a script knows.
  struct Entry {
    var name: ProcessName
    var identity: ProcessIdentity
  }

  private(set) var entries: [Entry] = []
  /// Who asks.
  let caller: ProcessIdentity
  /// What the caller's group and session have for a number.
  private let callersNumbers: [Int32]

  /// Begins with the caller alone.
  init(caller: ProcessIdentity, group: Int32, session: Int32) {
    self.caller = caller
    callersNumbers = [caller.pid, group, session]
  }

  mutating func add(_ name: ProcessName, _ identity: ProcessIdentity) {
    entries.append(Entry(name: name, identity: identity))
  }

  func identity(of name: ProcessName) -> ProcessIdentity? {
    entries.last { $0.name == name }?.identity
  }

  /// The number of a process in the caller's namespace; nil when it has none there.
  func number(of name: ProcessName) -> Int32? {
    switch name {
    case .first: return 1
    case .number(let number): return number
    case .started, .child:
      guard let identity = identity(of: name), isHere(identity) else { return nil }
      return identity.pid
    }
  }

  /// Whether the pid of an identity is a number of the caller's namespace.
  func isHere(_ identity: ProcessIdentity) -> Bool { identity.namespace == caller.namespace }

  /// The names that had the number of a process before it.
  func former(of name: ProcessName) -> [String] {
    guard let place = entries.lastIndex(where: { $0.name == name }) else { return [] }
    let identity = entries[place].identity
    guard isHere(identity) else { return [] }
    return entries[..<place]
      .filter { isHere($0.identity) && $0.identity.pid == identity.pid }.map(\.name.words)
  }

  /// How many got the pid of one that was known before.
  var takenAgain: Int { entries.count { !former(of: $0.name).isEmpty } }

  // MARK: - Words

  /// The name of whoever has a number, as parent, group or session.
  func words(number: Int32) -> String {
    switch number {
    case 0: return "nobody"
    case 1: return "the first"
    case _ where callersNumbers.contains(number): return "the caller"
    default:
      return entries.last { isHere($0.identity) && $0.identity.pid == number }?.name.words
        ?? "another"
    }
  }

  /// The name of a process; of who cannot be read the nonce is not known.
  func words(_ identity: ProcessIdentity, isUnreadable: Bool = false) -> String? {
    entries.last { entry in
      var known = entry.identity
      if isUnreadable { known.nonce = identity.nonce }
      return known == identity
    }?.name.words
  }

  /// Whether what is said of a process is that of a zombie whom others have started: its memory is
  /// gone, and with it the nonce and what it ran.
  func isUnreadable(_ facts: ProcessFacts) -> Bool {
    facts.state == .zombie && facts.parent != caller.pid
  }

  /// What is said of a process; nil when the script does not know it.
  func words(_ facts: ProcessFacts, _ texts: Texts) -> String? {
    let isUnreadable = isUnreadable(facts)
    guard let name = words(facts.identity, isUnreadable: isUnreadable) else { return nil }
    // Who brings up orphans need not be the first.
    let parent = words(number: facts.parent)
    return "\(name): \(facts.state), \(isUnreadable ? "-" : texts.string(facts.program)),"
      + " parent \(parent == "another" ? "the first" : parent),"
      + " group \(words(number: facts.group)), session \(words(number: facts.session)),"
      + " user \(facts.user)"
  }

  /// What was answered.
  func words(_ answer: ProcessAnswer, _ texts: Texts) -> String {
    switch answer.outcome {
    case .process(.identity(let identity)): words(identity) ?? "another"
    case .process(.facts(let facts)): words(facts, texts) ?? "another"
    case .process(.other(let facts)): "other: " + (words(facts, texts) ?? "another")
    case .process(.listing): answer.rows.compactMap { words($0, texts) }.joined(separator: "; ")
    case .process(let outcome): "\(outcome)"
    case .limitPassed: "the limit passes"
    default: "\(answer.outcome)"
    }
  }
}
