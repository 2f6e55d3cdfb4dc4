import Operations
import SimulatedWorld
import Testing

@Suite("options of tmux") struct TmuxOptionTests {
  let bench = TmuxBench()

  @Test("an option that was never set is invalid, one that is empty is not")
  func unset() {
    bench.new("a")
    let target = bench.exact("a")
    #expect(bench.show(.session, target, "@x") == "1 invalid option: @x")
    #expect(bench.set(.session, target, "@x", "") == "0")
    #expect(bench.show(.session, target, "@x") == "0")
    #expect(bench.show(.session, target, "nosuch") == "1 invalid option: nosuch")
    #expect(bench.set(.session, target, "nosuch", "1") == "1 invalid option: nosuch")
  }

  @Test("each scope keeps its own and show-options inherits nothing")
  func scopes() {
    bench.new("a")
    for scope in [OptionScope.session, .window, .pane, .server, .global] {
      #expect(bench.show(scope, bench.exact("a"), "@x") == "1 invalid option: @x")
      #expect(bench.set(scope, bench.exact("a"), "@x", "\(scope)") == "0")
      #expect(bench.show(scope, bench.exact("a"), "@x") == "0 \(scope)")
    }
  }

  @Test("server and global options need no target")
  func noTarget() {
    bench.new("a")
    #expect(bench.set(.server, bench.bare("nobody"), "@s", "1") == "0")
    #expect(bench.set(.global, bench.bare("nobody"), "@g", "2") == "0")
    #expect(bench.show(.server, bench.bare("nobody"), "@s") == "0 1")
    #expect(bench.show(.global, bench.bare("nobody"), "@g") == "0 2")
  }

  @Test("a format finds an option of server, pane, window, session and all sessions, in this order")
  func formatOrder() {
    bench.new("a")
    for scope in [OptionScope.global, .session, .window, .pane, .server] {
      _ = bench.set(scope, bench.exact("a"), "@owner", "\(scope)")
      #expect(bench.run(.listPanes(bench.exact("a"))).hasSuffix("<\(scope)>"))
    }
  }

  @Test("options end with what they belong to")
  func endWithOwner() {
    bench.new("a", "keep")
    for scope in [OptionScope.session, .window, .pane] {
      _ = bench.set(scope, bench.exact("a"), "@owner", "me")
    }
    bench.run(.killSession(bench.exact("a")))
    bench.new("a")
    #expect(bench.run(.listPanes(bench.exact("a"))).hasSuffix("<>"))
  }

  @Test("values that are none are refused in two ways")
  func badValues() {
    bench.new("a")
    let target = bench.exact("a")
    #expect(bench.set(.session, target, "destroy-unattached", "maybe") == "1 bad value: maybe")
    #expect(bench.set(.window, target, "remain-on-exit", "bogus") == "1 unknown value: bogus")
    #expect(
      bench.set(.session, bench.bare("no"), "remain-on-exit", "on") == "1 no such window: no")
  }

  @Test("options that tmux knows have defaults for all and nothing of their own")
  func defaults() {
    bench.new("a")
    #expect(bench.show(.global, bench.bare(""), "remain-on-exit") == "0 off")
    #expect(bench.show(.global, bench.bare(""), "destroy-unattached") == "0 off")
    #expect(bench.show(.server, bench.bare(""), "exit-empty") == "0 on")
    #expect(bench.show(.window, bench.exact("a"), "remain-on-exit") == "0")
  }

  @Test("remain-on-exit of a pane is stronger than that of its window")
  func paneOverWindow() {
    bench.new("a", "keep")
    _ = bench.set(.window, bench.exact("a"), "remain-on-exit", "on")
    _ = bench.set(.pane, bench.exact("a"), "remain-on-exit", "off")
    bench.end("a", .exited(1))
    #expect(bench.run(.hasSession(bench.exact("a"))) == "1 can't find session: a")
  }
}
