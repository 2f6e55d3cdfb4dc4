import Operations
import Supervision
import Testing

@Suite("An entry point")
struct EntryPointTests {
  @Test("stands before each command that a hint shows")
  func hints() {
    var emit = Emitter()
    let entry = EntryPoint(emit.texts.text("npx automagik-genie"))
    let session = emit.texts.text("a1b2")
    let lines = [
      entry.view(session, &emit), entry.resume(session, &emit), entry.stop(session, &emit),
    ]
    #expect(
      lines.map { emit.texts.string($0) } == [
        "npx automagik-genie view a1b2", "npx automagik-genie resume a1b2 \"...\"",
        "npx automagik-genie stop a1b2",
      ])
  }
}
