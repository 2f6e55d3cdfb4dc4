import Operations
import SimulatedWorld
import Testing

@Suite("targets of tmux") struct TmuxTargetTests {
  let bench = TmuxBench()

  @Test("has-session -t job1 hits job10 when job1 is gone")
  func bareSessionHitsPrefix() {
    bench.new("job10")
    #expect(bench.run(.hasSession(bench.bare("job1"))) == "0")
    #expect(bench.run(.hasSession(bench.equals("job1"))) == "1 can't find session: job1")
    #expect(bench.run(.hasSession(bench.exact("job1"))) == "1 can't find session: job1")
  }

  @Test("two sessions with the prefix are none")
  func ambiguousPrefix() {
    bench.new("job10", "job11")
    #expect(bench.run(.hasSession(bench.bare("job1"))) == "1 can't find session: job1")
  }

  @Test("a bare name is a pattern at last")
  func pattern() {
    bench.new("foobar")
    #expect(bench.run(.hasSession(bench.bare("f*r"))) == "0")
    #expect(bench.run(.hasSession(bench.bare("[e-g]oo?a[!x]"))) == "0")
    #expect(bench.run(.hasSession(bench.bare("f*x"))) == "1 can't find session: f*x")
  }

  @Test("kill-session -t job1 kills job10 when job1 is gone")
  func killSessionHitsPrefix() {
    bench.new("job10", "other")
    #expect(bench.run(.killSession(bench.equals("job1"))) == "1 can't find session: job1")
    #expect(bench.run(.killSession(bench.bare("job1"))) == "0")
    #expect(bench.sessions == "0\nother $1 1 0")
  }

  @Test("kill-window -t =job1 hits job10 when job1 is gone")
  func killWindowHitsPrefix() {
    bench.new("job10", "other")
    #expect(bench.run(.killWindow(bench.exact("job1"))) == "1 can't find session: job1")
    #expect(bench.run(.killWindow(bench.equals("job1"))) == "0")
    #expect(bench.sessions == "0\nother $1 1 0")
  }

  @Test("send-keys -t =job10 fails although job10 is there")
  func equalsIsNoPaneTarget() {
    bench.new("job10")
    let keys = bench.text("x")
    #expect(bench.run(.sendKeys(bench.equals("job10"), keys)) == "1 can't find pane: =job10")
    #expect(bench.run(.sendKeys(bench.exact("job10"), keys)) == "0")
    #expect(bench.run(.sendKeys(bench.bare("job1"), keys)) == "0")
    #expect(bench.run(.sendKeys(bench.exact("job1"), keys)) == "1 can't find session: job1")
  }

  @Test("set-option -t =job10 fails although job10 is there")
  func equalsIsNoOptionTarget() {
    bench.new("job10")
    #expect(bench.set(.session, bench.equals("job10"), "@a", "1") == "1 no such session: =job10")
    #expect(bench.set(.session, bench.exact("job10"), "@a", "1") == "0")
    #expect(bench.set(.session, bench.bare("job1"), "@a", "2") == "0")
    #expect(bench.show(.session, bench.exact("job10"), "@a") == "0 2")
  }

  @Test("a bare session name hits a window of the most recent session whose name begins so")
  func windowNamesHideSessions() {
    bench.new("s", "last")
    #expect(bench.run(.display(bench.bare("s"), .sessionName)) == "0 last")
    #expect(bench.run(.display(bench.exact("s"), .sessionName)) == "0 s")
    #expect(bench.run(.killWindow(bench.bare("s"))) == "0")
    #expect(bench.sessions == "0\ns $0 1 0")
  }

  @Test("a session whose name is a number is hidden by windows and panes of the most recent one")
  func numbersAreIndexes() {
    bench.new("0", "1", "last")
    #expect(bench.run(.display(bench.bare("0"), .sessionName)) == "0 last")
    #expect(bench.run(.display(bench.bare("1"), .sessionName)) == "0 1")
    #expect(bench.run(.hasSession(bench.bare("0"))) == "0")
  }

  @Test("each kind of command has its own message for what is missing")
  func messages() {
    bench.new("a")
    let keys = bench.text("x")
    #expect(bench.run(.hasSession(.session(77))) == "1 can't find session: $77")
    #expect(bench.run(.hasSession(.pane(9))) == "1 can't find pane: %9")
    #expect(bench.run(.hasSession(.window(9))) == "1 can't find window: @9")
    #expect(bench.run(.listPanes(bench.bare("no"))) == "1 can't find window: no")
    #expect(bench.run(.listPanes(bench.exact("no"))) == "1 can't find session: no")
    #expect(bench.run(.listPanes(.pane(9))) == "1 can't find pane: %9")
    #expect(bench.run(.sendKeys(bench.bare("no"), keys)) == "1 can't find pane: no")
    #expect(bench.run(.killPane(.pane(9))) == "1 can't find pane: %9")
    #expect(bench.set(.session, bench.bare("no"), "@a", "1") == "1 no such session: no")
    #expect(bench.set(.window, bench.bare("no"), "@a", "1") == "1 no such window: no")
    #expect(bench.set(.pane, .pane(9), "@a", "1") == "1 no such pane: %9")
  }

  @Test("display-message of a missing target exits 0 with nothing")
  func displayOfMissing() {
    bench.new("a")
    for target in [bench.bare("no"), bench.exact("no"), .pane(9), .session(9), .window(9)] {
      #expect(bench.run(.display(target, .paneDead)) == "0")
    }
    #expect(bench.run(.display(bench.bare("no"), .serverPid)) != "0")
  }

  @Test("dots and colons in names become underscores and are targets no more")
  func normalisedNames() {
    bench.new("a.b:c")
    #expect(bench.run(.hasSession(bench.exact("a_b_c"))) == "0")
    #expect(bench.run(.hasSession(bench.bare("a.b"))) == "1 can't find pane: b")
    #expect(bench.run(.hasSession(bench.bare("a:b"))) == "1 can't find window: b")
    #expect(bench.run(.hasSession(bench.exact("a.b"))) == "1 can't find session: a.b")
    #expect(bench.run(.killPane(bench.bare("zz.b"))) == "1 can't find window: zz")
    #expect(bench.new("a_b:c") == "1 duplicate session: a_b_c")
  }

  @Test("an empty target is the most recent session, a lone = is the mouse")
  func emptyTargets() {
    bench.new("a", "b")
    #expect(bench.run(.display(bench.bare(""), .sessionName)) == "0 b")
    #expect(bench.run(.hasSession(bench.equals(""))) == "1 no mouse target")
    #expect(bench.run(.hasSession(bench.exact(""))) == "0")
  }

  @Test("a name that begins with = needs it twice")
  func equalsInNames() {
    bench.new("=eq")
    #expect(bench.run(.hasSession(bench.bare("=eq"))) == "1 can't find session: eq")
    #expect(bench.run(.hasSession(bench.equals("=eq"))) == "0")
    #expect(bench.run(.hasSession(bench.exact("=eq"))) == "0")
  }

  @Test("without a target the caller's own pane counts, and its window's active pane answers")
  func currentOfPane() {
    bench.new("a", "b")
    bench.run(.splitWindow(bench.exact("a"), bench.program()))
    var caller = ProcessIndex.none
    bench.processes.forEach { if $0.pane?.pane == 2 { caller = $0.index } }
    #expect(bench.run(.display(bench.bare(""), .paneID), by: caller) == "0 %0")
    #expect(bench.run(.display(bench.bare(""), .sessionName)) == "0 b")
    bench.run(.killPane(.pane(2)))
    #expect(bench.run(.display(bench.bare(""), .sessionName), by: caller) == "0 b")
  }
}
