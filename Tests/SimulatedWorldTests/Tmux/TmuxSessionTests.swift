import Operations
import SimulatedWorld
import Testing

@Suite("sessions of tmux") struct TmuxSessionTests {
  let bench = TmuxBench()

  @Test("new-session is an atomic claim")
  func claim() {
    #expect(bench.new("race") == "0 $0 @0 %0")
    #expect(bench.new("race") == "1 duplicate session: race")
    #expect(bench.new("") == "1 invalid session: ")
  }

  @Test("ids are never used again within a server and begin again in the next")
  func ids() {
    bench.new("a", "b", "c")
    bench.run(.killSession(bench.exact("c")))
    #expect(bench.new("d") == "0 $3 @3 %3")
    bench.run(.killServer)
    #expect(bench.new("a") == "0 $0 @0 %0")
  }

  @Test("sessions are listed by their names as bytes")
  func order() {
    bench.new("job10", "b1", "B1", "_z", "=eq")
    #expect(
      bench.sessions == "0\n=eq $4 1 0\nB1 $2 1 0\n_z $3 1 0\nb1 $1 1 0\njob10 $0 1 0")
  }

  @Test("list-panes -a follows sessions, window indexes and panes from top to bottom")
  func paneOrder() {
    bench.new("b", "a")
    bench.run(.splitWindow(bench.exact("b"), bench.program()))
    bench.run(.splitWindow(bench.exact("b"), bench.program()))
    bench.run(.newWindow(bench.exact("b"), bench.program()))
    #expect(
      bench.run(.listAllPanes).split(separator: "\n").map { $0.split(separator: " ")[0] }
        == ["0", "a", "b", "b", "b", "b"])
    #expect(
      bench.run(.listAllPanes).split(separator: "\n").dropFirst()
        .map { String($0.split(separator: " ")[3]) } == ["%1", "%0", "%3", "%2", "%4"])
  }

  @Test("rename-session keeps the id and moves the session in listings")
  func rename() {
    bench.new("a", "b")
    #expect(bench.run(.renameSession(bench.exact("a"), to: bench.text("c.c"))) == "0")
    #expect(bench.sessions == "0\nb $1 1 0\nc_c $0 1 0")
    #expect(
      bench.run(.renameSession(bench.exact("b"), to: bench.text("c_c")))
        == "1 duplicate session: c_c")
    #expect(bench.run(.renameSession(bench.exact("b"), to: bench.text("b"))) == "0")
    #expect(bench.run(.renameSession(bench.exact("b"), to: .empty)) == "1 invalid session: ")
  }

  @Test("attach counts clients, detach and death take them away")
  func attachAndDetach() {
    bench.new("a", "b")
    let user = bench.processes.spawn(bench.program("bash"), parent: .initial, &bench.moment)
    #expect(bench.run(.detach(bench.exact("a"))) == "1 no current client")
    #expect(bench.run(.attach(bench.exact("a")), by: user ?? .none) == "0")
    #expect(bench.run(.attach(bench.exact("a")), by: user ?? .none) == "0")
    #expect(bench.sessions == "0\na $0 1 2\nb $1 1 0")
    #expect(bench.run(.display(bench.bare(""), .sessionName)) == "0 a")
    #expect(bench.run(.detach(bench.bare("nobody"))) == "0")
    #expect(bench.run(.detach(bench.exact("a"))) == "0")
    #expect(bench.sessions == "0\na $0 1 0\nb $1 1 0")
    bench.run(.attach(bench.exact("b")), by: user ?? .none)
    bench.send(.kill, to: user ?? .none)
    #expect(bench.sessions == "0\na $0 1 0\nb $1 1 0")
  }

  @Test("attach in a pane of the same server is refused")
  func nested() {
    bench.new("a")
    #expect(
      bench.run(.attach(bench.exact("a")), by: bench.process("a"))
        == "1 sessions should be nested with care, unset $TMUX to force")
  }

  @Test("set-option destroy-unattached on ends a session that nobody looks at")
  func destroyUnattachedNow() {
    bench.new("a", "b")
    #expect(bench.set(.session, bench.exact("a"), "destroy-unattached", "on") == "0")
    #expect(bench.sessions == "0\nb $1 1 0")
  }

  @Test("with destroy-unattached for all, a new detached session is gone as soon as it was made")
  func destroyUnattachedForAll() {
    bench.new("keep", "a")
    #expect(bench.set(.session, bench.exact("keep"), "destroy-unattached", "off") == "0")
    #expect(bench.set(.global, bench.bare(""), "destroy-unattached", "on") == "0")
    #expect(bench.new("b") == "0 $2 @2 %2")
    #expect(bench.sessions == "0\nkeep $0 1 0")
  }

  @Test("with destroy-unattached for all, a session that is made to last is there all the same")
  func lastingSession() {
    bench.new("keep")
    #expect(bench.set(.session, bench.exact("keep"), "destroy-unattached", "off") == "0")
    #expect(bench.set(.global, bench.bare(""), "destroy-unattached", "on") == "0")
    #expect(
      bench.run(.newLastingSession(name: bench.text("a.b"), bench.program())) == "0 $1 @1 %1")
    #expect(bench.sessions == "0\na_b $1 1 0\nkeep $0 1 0")
  }

  @Test("with destroy-unattached on, the end of the last client ends the session")
  func destroyOnDetach() {
    bench.new("a", "b")
    let user = bench.processes.spawn(bench.program("bash"), parent: .initial, &bench.moment)
    bench.run(.attach(bench.exact("a")), by: user ?? .none)
    bench.run(
      .setOption(
        .session, bench.exact("a"), name: bench.text("destroy-unattached"), value: bench.text("on"))
    )
    #expect(bench.sessions == "0\na $0 1 1\nb $1 1 0")
    bench.send(.kill, to: user ?? .none)
    #expect(bench.sessions == "0\nb $1 1 0")
  }

  @Test("if-shell kills only when owner and clients are as they were, and exits 0 either way")
  func compareAndKill() {
    bench.new("a", "b")
    _ = bench.set(.session, bench.exact("a"), "@generation", "g7")
    let option = bench.text("@generation")
    let wrong = SessionGuard(option: option, value: bench.text("g6"), unattached: true)
    let right = SessionGuard(option: option, value: bench.text("g7"), unattached: true)
    #expect(bench.run(.killSessionIf(.session(0), wrong)) == "0")
    #expect(bench.run(.killSessionIf(.session(9), right)) == "0")
    #expect(bench.run(.hasSession(.session(0))) == "0")
    #expect(bench.run(.killSessionIf(.session(0), right)) == "0")
    #expect(bench.run(.hasSession(.session(0))) == "1 can't find session: $0")
  }

  @Test("if-shell fails when the condition holds of nothing at all")
  func compareAndKillOfNothing() {
    bench.new("a")
    let empty = SessionGuard(option: bench.text("@x"), value: .empty, unattached: false)
    #expect(bench.run(.killSessionIf(.session(9), empty)) == "1 can't find session: $9")
  }

  @Test(
    "names are kept as vis writes them",
    arguments: [
      ("a.b:c", "a_b_c"), ("a\tb\nc", "a\\tb\\nc"), ("a\\b", "a\\\\b"), ("$HOME", "\\$HOME"),
      ("a$", "a$"), ("$1", "$1"), ("\u{1}z", "\\001z"), ("ü漢🙂", "ü漢🙂"),
    ])
  func visibleNames(given: String, kept: String) {
    let bench = TmuxBench()
    bench.new(given)
    #expect(bench.sessions == "0\n\(kept) $0 1 0")
    #expect(bench.new(given) == "1 duplicate session: \(kept)")
  }
}
