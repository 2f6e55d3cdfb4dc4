import Operations

/// One of the two worlds that go through a script.
protocol ProcessSide {
  /// Which process has which name here.
  var book: ProcessBook { get set }
  /// The texts that it knows.
  var texts: Texts { get }
  /// Adds a text, or finds it.
  mutating func text(_ string: String) -> Text
  /// Performs an operation to its end.
  mutating func perform(_ operation: ProcessOperation) -> ProcessAnswer
  /// Starts a program, sees to it that it gets as far as it gets by itself, and tells of its child.
  mutating func start(_ launch: Launch, _ start: ProcessStart) -> (
    answer: ProcessAnswer, child: ProcessIdentity?
  )
  /// Has the next process get a pid, if nobody has it.
  mutating func force(pid: Int32)
}

extension ProcessSide {
  /// Makes a move; what it comes to, in names.
  mutating func reply(to move: ProcessMove, nonces: UInt64) -> String {
    switch move {
    case .start(let start):
      return reply(to: start, nonces: nonces)
    case .ask(let question, of: let name):
      guard let operation = operation(question, name) else { return "there is no \(name.words)" }
      return book.words(perform(operation), texts)
    case .list:
      return book.words(perform(.list), texts)
    case .find(let number):
      var answer = perform(.find(nonce: nonces &+ UInt64(number)))
      answer.rows.removeAll(where: book.isUnreadable)
      // Namespaces are in another order in each world.
      let names = answer.rows.map { book.words($0, texts) ?? "another" }
      return names.sorted().joined(separator: "; ")
    }
  }

  private mutating func reply(to start: ProcessStart, nonces: UInt64) -> String {
    if let former = start.pidOf {
      guard let pid = book.number(of: former) else { return "there is no \(former.words)" }
      force(pid: pid)
    }
    let argument =
      switch start.conduct {
      case .sleeps: ProcessConduct.seconds
      case .exits: "\(start.status)"
      default: ""
      }
    let launch = Launch(
      program: text(start.conduct.rawValue), argument: text(argument),
      nonce: nonces &+ UInt64(start.number), newSession: start.newSession,
      newGroup: start.newGroup, newNamespace: start.newNamespace,
      ignoresHangUp: start.ignoresHangUp)
    let (answer, child) = self.start(launch, start)
    guard case .process(.identity(let identity)) = answer.outcome else {
      return book.words(answer, texts)
    }
    let name = ProcessName.started(start.number)
    book.add(name, identity)
    if let child { book.add(.child(of: start.number), child) }
    let told = "started" + place(of: name)
    return child == nil ? told : told + ", its child" + place(of: .child(of: start.number))
  }

  /// Whose pid a process has got.
  private func place(of name: ProcessName) -> String {
    let former = book.former(of: name)
    return former.isEmpty ? "" : " at the pid of " + former.joined(separator: ", ")
  }

  private func operation(_ question: ProcessQuestion, _ name: ProcessName) -> ProcessOperation? {
    switch question {
    case .identify(let twin): book.identity(of: name).map { .identify(twin.of($0)) }
    case .signalIdentity(let twin, let signal):
      book.identity(of: name).map { .signalIdentity(twin.of($0), signal) }
    case .probe: book.number(of: name).map { .probe(pid: $0) }
    case .inspect: book.number(of: name).map { .inspect(pid: $0) }
    case .signal(let signal): book.number(of: name).map { .signal(pid: $0, signal) }
    case .signalGroup(let signal): book.number(of: name).map { .signalGroup(group: $0, signal) }
    case .reap: book.number(of: name).map { .reap(pid: $0) }
    case .awaitExit: book.number(of: name).map { .awaitExit(pid: $0) }
    }
  }

  /// What there is of all that the script has ever known.
  mutating func state() -> [String] {
    var lines: [String] = []
    var seen: [Int32] = []
    for entry in book.entries {
      if !book.isHere(entry.identity) {
        let answer = perform(.identify(entry.identity))
        lines.append("\(entry.name.words) is \(book.words(answer, texts))")
      } else if !seen.contains(entry.identity.pid) {
        seen.append(entry.identity.pid)
        let answer = perform(.inspect(pid: entry.identity.pid))
        lines.append("the pid of \(entry.name.words) is \(book.words(answer, texts))")
      }
    }
    return lines
  }
}
