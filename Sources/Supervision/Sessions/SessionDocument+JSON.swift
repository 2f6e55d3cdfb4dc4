import JSON
import Lifecycle
import LifecycleWire
import Operations

extension SessionDocument {
  /// The document as it is kept; whoever reads that text need not decode it.
  public func encoded(_ emit: inout Emitter) -> Text {
    var writer = JSONWriter(capacity: 1024)
    write(to: &writer, emit.texts)
    let value = writer.withBytes { emit.texts.text($0) }
    if writer.areIntegersExact, emit.texts.meaning(of: value) == nil, let read = read(emit.texts) {
      assert(Self.read(value, &emit.texts) == read, "a document is not read as it was written")
      emit.texts.keep(ReadDocument(read), of: value)
    }
    return value
  }

  /// The document as it is read when it was written; nil for one that is refused then.
  private func read(_ texts: borrowing Texts) -> SessionDocument? {
    guard let record = lifecycle.record, record.contradiction(under: []) == nil else { return nil }
    // Handles are not written: they are put together again out of the rest.
    let isSame =
      Self.holds(lifecycle.handles.workspacePath, workspace.path)
      && Self.holds(lifecycle.handles.branch, workspace.branch)
      && Self.holds(lifecycle.handles.runtimeHandle, runtime.name)
      && lifecycle.handles.runtimeName == "tmux"
    if isSame { return self }
    guard
      let lifecycle = LifecycleState(
        record: record, handles: handles(texts), memory: lifecycle.memory)
    else { return nil }
    var read = self
    read.lifecycle = lifecycle
    return read
  }

  /// Whether a text is spelt so.
  private static func holds(_ string: String, _ text: Text) -> Bool {
    var string = string
    return string.withUTF8 { Text(bytes: $0) == text }
  }

  private func write(to writer: inout JSONWriter, _ texts: borrowing Texts) {
    writer.raw("{\"schema\":1,\"id\":")
    writer.text(id, texts)
    writer.raw(",\"key\":")
    writer.text(key, texts)
    writer.raw(",\"agent\":")
    writer.text(agent, texts)
    writer.raw(",\"prompt\":")
    writer.text(prompt, texts)
    if let record = lifecycle.record {
      writer.raw(",\"lifecycle\":")
      writer.lifecycle(record)
    }
    writer.raw(",\"memory\":")
    writer.integers(lifecycle.memory)
    writer.raw(",\"runtime\":{\"nonce\":")
    writer.word(runtime.nonce)
    writer.raw(",\"socket\":")
    writer.text(runtime.socket, texts)
    writer.raw(",\"name\":")
    writer.text(runtime.name, texts)
    if let pane = runtime.pane {
      writer.raw(",\"pane\":")
      writer.integers(pane.numbers)
    }
    writer.identity("server", runtime.server)
    writer.identity("runner", runtime.runner)
    writer.identity("agent", runtime.agent)
    if let ending = runtime.ending {
      writer.raw(",\"ending\":")
      writer.integers(ending.numbers)
    }
    writer.raw("},\"workspace\":{\"repository\":")
    writer.text(workspace.repository, texts)
    writer.raw(",\"path\":")
    writer.text(workspace.path, texts)
    writer.raw(",\"branch\":")
    writer.text(workspace.branch, texts)
    writer.raw(",\"base\":")
    writer.text(workspace.base, texts)
    writer.raw(",\"state\":\"")
    writer.raw(workspace.state.word)
    writer.raw("\"}")
    if let intent {
      writer.raw(",\"intent\":{\"kind\":\"")
      writer.raw(intent.kind.word)
      writer.raw("\"")
      writer.identity("holder", intent.holder)
      writer.raw(",\"takeovers\":")
      writer.integer(intent.takeovers)
      writer.raw("}")
    }
    if let retention { writer.retention(retention, texts) }
    writer.raw(",\"effects\":")
    writer.integer(effectCount)
    writer.raw(",\"outbox\":[")
    for (place, outgoing) in outbox.enumerated() {
      if place > 0 { writer.raw(",") }
      writer.integers([outgoing.number] + outgoing.effect.memory)
    }
    writer.raw("]}")
  }

  /// Reads the document of a record; nil as well when it is another's than the key says.
  public init?(_ record: StoredRecord, _ emit: inout Emitter) {
    self.init(record.value, &emit)
    guard id == record.key else { return nil }
  }

  /// Reads a document; nil when it was not written so, which is never taken for an empty one.
  public init?(_ value: Text, _ emit: inout Emitter) {
    self.init(value, &emit.texts)
  }

  /// Reads a document; nil when it was not written so, which is never taken for an empty one.
  public init?(_ value: Text, _ texts: inout Texts) {
    if let known = texts.meaning(of: value) as? ReadDocument {
      self = known.document
      return
    }
    guard let document = Self.read(value, &texts) else { return nil }
    texts.keep(ReadDocument(document), of: value)
    self = document
  }

  private static func read(_ value: Text, _ texts: inout Texts) -> SessionDocument? {
    let found = texts.withBytes(value) { bytes -> DocumentReader? in
      var scanner = JSONScanner(bytes)
      if let reader = DocumentReader(asWritten: &scanner, texts) { return reader }
      scanner = JSONScanner(bytes)
      return try? DocumentReader(&scanner, texts)
    }
    return found?.document(&texts)
  }
}

/// A document that was written or read, for whoever reads the same text next.
private final class ReadDocument: Sendable {
  let document: SessionDocument

  init(_ document: SessionDocument) {
    self.document = document
  }
}

/// What was read of a document, before its texts are put into the table.
private struct DocumentReader {
  private var id = Text.empty
  private var key = Text.empty
  private var agent = Text.empty
  private var prompt = Text.empty
  private var log = Text.empty
  /// What the table does not know yet.
  private var unknown: [String] = []
  private var record: LifecycleRecord?
  private var memory: [Int] = []
  private var runtime = SessionRuntime(nonce: 0, socket: .empty, name: .empty)
  private var intent: Intent?
  private var retention: RetentionRecord?
  private var effects = 0
  private var outbox: [Outgoing] = []
  private var workspace = Workspace(repository: .empty, path: .empty, branch: .empty, base: .empty)

  /// Reads a document whose members stand in the order in which they are written, without a space;
  /// nil for any other, and where anything is wrong.
  init?(asWritten scanner: inout JSONScanner, _ texts: borrowing Texts) {
    do throws(JSONError) {
      guard try read(&scanner, texts), scanner.isAtEnd else { return nil }
    } catch {
      return nil
    }
  }

  private mutating func read(
    _ scanner: inout JSONScanner, _ texts: borrowing Texts
  ) throws(JSONError) -> Bool {
    guard scanner.takesBytes(of: "{\"schema\":1,\"id\":") else { return false }
    id = try text(&scanner, texts)
    guard scanner.takesBytes(of: ",\"key\":") else { return false }
    key = try text(&scanner, texts)
    guard scanner.takesBytes(of: ",\"agent\":") else { return false }
    agent = try text(&scanner, texts)
    guard scanner.takesBytes(of: ",\"prompt\":") else { return false }
    prompt = try text(&scanner, texts)
    guard scanner.takesBytes(of: ",\"lifecycle\":") else { return false }
    // Its own end is no end of the document.
    record = try LifecycleRecord(from: &scanner)
    guard scanner.takesBytes(of: ",\"memory\":") else { return false }
    memory.reserveCapacity(96)
    try scanner.integers(into: &memory)
    guard scanner.takesBytes(of: ",\"runtime\":{\"nonce\":") else { return false }
    runtime.nonce = try scanner.hexadecimal()
    guard scanner.takesBytes(of: ",\"socket\":") else { return false }
    runtime.socket = try text(&scanner, texts)
    guard scanner.takesBytes(of: ",\"name\":") else { return false }
    runtime.name = try text(&scanner, texts)
    if scanner.takesBytes(of: ",\"pane\":") {
      runtime.pane = PaneReference(numbers: try scanner.numbers())
    }
    if scanner.takesBytes(of: ",\"server\":") { runtime.server = try scanner.identity() }
    if scanner.takesBytes(of: ",\"runner\":") { runtime.runner = try scanner.identity() }
    if scanner.takesBytes(of: ",\"agent\":") { runtime.agent = try scanner.identity() }
    guard scanner.takesBytes(of: "},\"workspace\":{\"repository\":") else { return false }
    workspace.repository = try text(&scanner, texts)
    guard scanner.takesBytes(of: ",\"path\":") else { return false }
    workspace.path = try text(&scanner, texts)
    guard scanner.takesBytes(of: ",\"branch\":") else { return false }
    workspace.branch = try text(&scanner, texts)
    guard scanner.takesBytes(of: ",\"base\":") else { return false }
    workspace.base = try text(&scanner, texts)
    if scanner.takesBytes(of: ",\"state\":\"made\"}") {
      workspace.state = .made
    } else if !scanner.takesBytes(of: ",\"state\":\"planned\"}") {
      return false
    }
    if scanner.takesBytes(of: ",\"intent\":{\"kind\":\"spawn\",\"holder\":") {
      let holder = try scanner.identity()
      guard scanner.takesBytes(of: ",\"takeovers\":") else { return false }
      intent = Intent(.spawn, by: holder, takeovers: try scanner.integer())
      guard scanner.takesBytes(of: "}") else { return false }
    }
    guard scanner.takesBytes(of: ",\"effects\":") else { return false }
    effects = try scanner.integer()
    return scanner.takesBytes(of: ",\"outbox\":[]}")
  }

  init(_ scanner: inout JSONScanner, _ texts: borrowing Texts) throws(JSONError) {
    var schema = 0
    try scanner.object { (key, scanner) throws(JSONError) in
      switch key {
      case "schema": schema = try scanner.integer()
      case "id": id = try text(&scanner, texts)
      case "key": self.key = try text(&scanner, texts)
      case "agent": agent = try text(&scanner, texts)
      case "prompt": prompt = try text(&scanner, texts)
      case "lifecycle": record = try LifecycleRecord(from: &scanner)
      case "memory":
        memory.reserveCapacity(96)
        try scanner.integers(into: &memory)
      case "runtime": try readRuntime(&scanner, texts)
      case "workspace": try readWorkspace(&scanner, texts)
      case "intent": try readIntent(&scanner)
      case "retention":
        let (found, log) = try scanner.retention()
        retention = found
        var text = log
        self.log = text.withUTF8 { Text(bytes: $0) }
        unknown.append(log)
      case "effects": effects = try scanner.integer()
      case "outbox": try readOutbox(&scanner)
      default: throw .shape("unknown key '\(key.text)'", at: scanner.offset)
      }
    }
    try scanner.finish()
    guard schema == 1 else { throw .shape("schema \(schema) is not known", at: 0) }
  }

  /// Takes a string as a text, and remembers it if the table does not know it.
  private mutating func text(
    _ scanner: inout JSONScanner, _ texts: borrowing Texts
  ) throws(JSONError) -> Text {
    let found = try scanner.string()
    if !found.hasEscapes {
      let text = Text(bytes: found.bytes)
      if texts.knows(text) { return text }
    }
    var string = found.text
    unknown.append(string)
    return string.withUTF8 { Text(bytes: $0) }
  }

  private mutating func readRuntime(
    _ scanner: inout JSONScanner, _ texts: borrowing Texts
  ) throws(JSONError) {
    try scanner.object { (key, scanner) throws(JSONError) in
      switch key {
      case "nonce": runtime.nonce = try scanner.hexadecimal()
      case "socket": runtime.socket = try text(&scanner, texts)
      case "name": runtime.name = try text(&scanner, texts)
      case "pane": runtime.pane = PaneReference(numbers: try scanner.numbers())
      case "server": runtime.server = try scanner.identity()
      case "runner": runtime.runner = try scanner.identity()
      case "agent": runtime.agent = try scanner.identity()
      case "ending": runtime.ending = Ending(numbers: try scanner.numbers())
      default: throw .shape("unknown key '\(key.text)'", at: scanner.offset)
      }
    }
  }

  private mutating func readWorkspace(
    _ scanner: inout JSONScanner, _ texts: borrowing Texts
  ) throws(JSONError) {
    try scanner.object { (key, scanner) throws(JSONError) in
      switch key {
      case "repository": workspace.repository = try text(&scanner, texts)
      case "path": workspace.path = try text(&scanner, texts)
      case "branch": workspace.branch = try text(&scanner, texts)
      case "base": workspace.base = try text(&scanner, texts)
      case "state":
        let word = try scanner.string()
        guard let found = Workspace.State.allCases.first(where: { word.equals($0.word) }) else {
          throw .shape("unknown state '\(word.text)'", at: word.offset)
        }
        workspace.state = found
      default: throw .shape("unknown key '\(key.text)'", at: scanner.offset)
      }
    }
  }

  private mutating func readIntent(_ scanner: inout JSONScanner) throws(JSONError) {
    var kind: Intent.Kind?
    var holder: ProcessIdentity?
    var takeovers = 0
    try scanner.object { (key, scanner) throws(JSONError) in
      switch key {
      case "kind":
        let word = try scanner.string()
        kind = Intent.Kind.allCases.first { word.equals($0.word) }
      case "holder": holder = try scanner.identity()
      case "takeovers": takeovers = try scanner.integer()
      default: throw .shape("unknown key '\(key.text)'", at: scanner.offset)
      }
    }
    guard let kind, let holder else { throw .shape("half an intent", at: scanner.offset) }
    intent = Intent(kind, by: holder, takeovers: takeovers)
  }

  private mutating func readOutbox(_ scanner: inout JSONScanner) throws(JSONError) {
    try scanner.beginArray()
    var isFirst = true
    while try scanner.nextElement(isFirst: &isFirst) {
      let numbers = try scanner.numbers()
      guard let number = numbers.first, let effect = Effect(memory: Array(numbers.dropFirst()))
      else { throw .shape("no effect", at: scanner.offset) }
      outbox.append(Outgoing(number: number, effect: effect))
    }
  }

  /// The document, with its texts in the table; nil when something of it is missing.
  func document(_ texts: inout Texts) -> SessionDocument? {
    for string in unknown { _ = texts.text(string) }
    guard let record else { return nil }
    let handles = Handles(
      workspacePath: texts.string(workspace.path), branch: texts.string(workspace.branch),
      runtimeHandle: texts.string(runtime.name), runtimeName: "tmux")
    guard let lifecycle = LifecycleState(record: record, handles: handles, memory: memory) else {
      return nil
    }
    var document = SessionDocument(
      id: id, key: key, agent: agent, prompt: prompt, runtime: runtime, workspace: workspace)
    document.lifecycle = lifecycle
    document.intent = intent
    document.retention = retention
    document.retention?.log = log
    document.outbox = outbox
    document.effectCount = effects
    return document
  }
}
