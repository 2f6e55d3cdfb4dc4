import Lifecycle
import Operations
import Supervision
import Testing

@Suite("A session's record")
struct SessionDocumentTests {
  /// A document in which everything is set, with texts that are hard to write.
  private func full(_ emit: inout Emitter) -> SessionDocument {
    func text(_ string: String) -> Text { emit.texts.text(string) }
    let identity = ProcessIdentity(
      boot: 7, namespace: 4_026_531_836, pid: 4_194_304, startTick: 1 << 40, nonce: .max)
    var runtime = SessionRuntime(
      nonce: 0xFEDC_BA98_7654_3210, socket: text("/tmp/t x"), name: text("a-\"quoted\""))
    runtime.pane = PaneReference(
      serverPid: 5, serverStart: 1_760_000_000, session: 1, window: 2, pane: 3, panePid: 6)
    runtime.server = identity
    runtime.runner = identity
    runtime.agent = identity
    runtime.ending = .signalled(.kill)
    var workspace = Workspace(
      repository: text("/r\n"), path: text("/trees/ä 漢"), branch: text("session/a"),
      base: text("main"))
    workspace.state = .kept
    var document = SessionDocument(
      id: text("a"), key: text("k\u{1}"), agent: text("claude"), prompt: text("say \\ \"hi\""),
      runtime: runtime, workspace: workspace)
    let reducer = Reducer()
    document.apply(Event(at: 1, .spawnInitiated), by: reducer)
    document.apply(
      Event(
        at: 2,
        .spawnCompleted(
          Handles(
            workspacePath: "/trees/ä 漢", branch: "session/a", runtimeHandle: "a-\"quoted\"",
            runtimeName: "tmux"))), by: reducer)
    document.apply(
      Event(
        at: 3, .activitySignalled(ActivitySignal(activity: .waitingInput, source: .hook))),
      by: reducer)
    document.apply(
      Event(
        at: 90_000,
        .runtimeObserved(RuntimeObservation(runtime: .failed, process: .failed, generation: 1))),
      by: reducer)
    document.intent = Intent(.undoRestore, by: identity, takeovers: 3)
    return document
  }

  @Test("is read as it was written, quarantine, evidence, outbox and all")
  func roundTrip() {
    var emit = Emitter()
    let document = full(&emit)
    #expect(document.outbox.count == 1)
    #expect(document.lifecycle.record?.quarantine?.evidence != nil)
    let value = document.encoded(&emit)
    #expect(SessionDocument(value, &emit) == document)
    #expect(SessionDocument(value, &emit)?.encoded(&emit) == value)
  }

  @Test("without anything that may be missing is read as it was written")
  func bare() {
    var emit = Emitter()
    var document = full(&emit)
    document.runtime = SessionRuntime(nonce: 1, socket: .empty, name: .empty)
    document.lifecycle = LifecycleState()
    document.apply(Event(at: 1, .spawnInitiated), by: Reducer())
    document.intent = nil
    document.outbox = []
    var found = SessionDocument(document.encoded(&emit), &emit)
    // The handles are read from the places; the record has none of its own before it runs.
    found?.lifecycle = document.lifecycle
    #expect(found == document)
  }

  @Test("that is torn anywhere, or of another form, is refused and never taken for an empty one")
  func torn() {
    var emit = Emitter()
    let value = full(&emit).encoded(&emit)
    let whole = emit.texts.string(value)
    let bytes = Array(whole.utf8)
    #expect(bytes.count > 500)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      let torn = emit.texts.text(String(decoding: bytes.prefix(count), as: UTF8.self))
      #expect(SessionDocument(torn, &emit) == nil, "cut after \(count) bytes")
    }
    for (from, to) in [
      ("\"schema\":1", "\"schema\":2"), ("\"schema\":1,", ""),
      ("\"state\":\"kept\"", "\"state\":\"lost\""),
      ("\"key\":", "\"kez\":"), ("undo-restore", "undo"), ("\"memory\":[1", "\"memory\":[9"),
    ] {
      let parts = whole.split(separator: from, maxSplits: 1, omittingEmptySubsequences: false)
      #expect(parts.count == 2, "\(from)")
      let changed = emit.texts.text(parts.joined(separator: to))
      #expect(SessionDocument(changed, &emit) == nil, "\(to)")
    }
  }

  @Test("shows a status that stands nowhere in it")
  func status() {
    var emit = Emitter()
    let document = full(&emit)
    let value = emit.texts.string(document.encoded(&emit))
    #expect(document.status == .detecting)
    #expect(!value.contains("\"status\""))
  }
}
