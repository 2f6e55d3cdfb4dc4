import Operations
import SimulatedWorld
import Testing

@Suite("panes of tmux") struct TmuxPaneTests {
  let bench = TmuxBench()

  private func row(_ session: String) -> [String] {
    let lines = bench.run(.listPanes(bench.exact(session))).split(separator: "\n")
    return lines.dropFirst().map { line in
      line.split(separator: " ")[5...7].joined(separator: " ")
    }
  }

  @Test(
    "what becomes of a pane by its end and remain-on-exit",
    arguments: [
      ("off", Ending.exited(0), ""), ("off", .exited(3), ""), ("off", .signalled(.kill), ""),
      ("on", .exited(0), "1 [0] []"), ("on", .exited(3), "1 [3] []"),
      ("on", .signalled(.kill), "1 [] [9]"), ("on", .signalled(.terminate), "1 [] [15]"),
      ("failed", .exited(0), ""), ("failed", .exited(3), "1 [3] []"),
      ("failed", .signalled(.segmentationFault), "1 [] [11]"),
    ] as [(String, Ending, String)])
  func remainOnExit(value: String, ending: Ending, row expected: String) {
    bench.new("a", "keep")
    #expect(bench.set(.session, bench.exact("a"), "remain-on-exit", value) == "0")
    bench.end("a", ending)
    #expect(row("a").joined() == expected)
  }

  @Test("a dead pane is seen 3.5 to 57 ms after its process has ended")
  func lateDeath() {
    bench.new("a", "keep")
    _ = bench.set(.window, bench.exact("a"), "remain-on-exit", "on")
    bench.change { tmux, processes, moment in
      processes.end(
        tmux.paneProcess(ofSession: Text("a"), at: bench.socket) ?? .none, .exited(0), &moment)
    }
    bench.wait(.milliseconds(3))
    #expect(bench.run(.display(bench.exact("a"), .paneDead)) == "0 0")
    bench.wait(.milliseconds(55))
    #expect(bench.run(.display(bench.exact("a"), .paneDead)) == "0 1")
  }

  @Test("a dead pane may have no status for a while")
  func lateStatus() {
    bench.new("a", "keep")
    bench.change { tmux, _, _ in tmux.delayStatuses(by: .milliseconds(300)) }
    _ = bench.set(.window, bench.exact("a"), "remain-on-exit", "on")
    bench.change { tmux, processes, moment in
      tmux.endPane(ofSession: Text("a"), at: bench.socket, .exited(3), &processes, &moment)
    }
    bench.wait(.milliseconds(60))
    #expect(row("a") == ["1 [] []"])
    #expect(bench.run(.display(bench.exact("a"), .paneDeadStatus)) == "0")
    bench.wait(.milliseconds(300))
    #expect(row("a") == ["1 [3] []"])
    #expect(bench.run(.display(bench.exact("a"), .paneDeadStatus)) == "0 3")
  }

  @Test("pid and command stay when the process is gone, and the session passes has-session")
  func whatStays() {
    bench.new("a")
    _ = bench.set(.pane, bench.exact("a"), "remain-on-exit", "on")
    let pid = bench.run(.display(bench.exact("a"), .panePid))
    bench.end("a", .signalled(.kill))
    #expect(bench.run(.display(bench.exact("a"), .panePid)) == pid)
    #expect(bench.run(.display(bench.exact("a"), .currentCommand)) == "0 sleep")
    #expect(bench.run(.hasSession(bench.exact("a"))) == "0")
  }

  @Test("the last pane takes its session along, and the last session its server")
  func lastPane() {
    bench.new("a")
    bench.end("a", .exited(0))
    #expect(bench.sessions == "1 no server running on /tmp/tmux-0/test")
  }

  @Test("keys go to the program of a living pane and are thrown away by a dead one")
  func keys() {
    bench.new("a")
    _ = bench.set(.window, bench.exact("a"), "remain-on-exit", "on")
    #expect(bench.run(.sendKeys(bench.exact("a"), bench.text("hello"))) == "0")
    #expect(bench.run(.capturePane(bench.exact("a"))) == "0 hello")
    bench.end("a", .exited(3))
    #expect(bench.run(.sendKeys(bench.exact("a"), bench.text("more"))) == "0")
    #expect(bench.keys == ["hello"])
    #expect(
      bench.run(.capturePane(bench.exact("a")))
        == "0 Pane is dead (status 3, Sat Nov 21 03:13:10 2026)")
  }

  @Test("a pane that dies moves its screen up by a line: the first is lost, all others stay")
  func deathScrolls() {
    bench.new("a", "b")
    for name in ["a", "b"] {
      _ = bench.set(.window, bench.exact(name), "remain-on-exit", "on")
    }
    for line in ["one", "two"] { bench.run(.sendKeys(bench.exact("a"), bench.text(line))) }
    for line in ["1", "2", "3", "4", "5"] {
      bench.run(.sendKeys(bench.exact("b"), bench.text(line)))
    }
    bench.end("a", .exited(3))
    bench.end("b", .exited(3))
    let death = "Pane is dead (status 3, Sat Nov 21 03:13:"
    #expect(bench.run(.capturePane(bench.exact("a"))).hasPrefix("0 two\n\(death)"))
    // Of many lines the last are known, and the first of the screen is none of them.
    #expect(bench.run(.capturePane(bench.exact("b"))).hasPrefix("0 2\n3\n4\n5\n\(death)"))
  }

  @Test("a paste into a dead pane ends a 3.3a server with everything in it")
  func pasteIntoDead() {
    bench.new("a", "other")
    _ = bench.set(.window, bench.exact("a"), "remain-on-exit", "on")
    #expect(bench.run(.paste(.pane(9), bench.text("x"))) == "1 can't find pane: %9")
    #expect(bench.run(.paste(bench.exact("a"), bench.text("x"))) == "0")
    let other = bench.process("other")
    bench.end("a", .exited(0))
    #expect(bench.run(.paste(bench.exact("a"), .empty)) == "0")
    #expect(bench.run(.paste(bench.exact("a"), bench.text("x"))) == "1 server exited unexpectedly")
    #expect(bench.sessions == "1 no server running on /tmp/tmux-0/test")
    bench.wait(.milliseconds(14))
    #expect(!bench.processes.lives(other))
  }

  @Test("respawn-pane keeps the id, takes a new pid and needs -k for a living pane")
  func respawn() {
    bench.new("a")
    _ = bench.set(.window, bench.exact("a"), "remain-on-exit", "on")
    let first = bench.process("a")
    #expect(
      bench.run(.respawnPane(bench.exact("a"), bench.program(), kill: false))
        == "1 respawn pane failed: pane a:0.0 still active")
    #expect(bench.run(.respawnPane(bench.exact("a"), bench.program("cat"), kill: true)) == "0")
    bench.wait()
    #expect(!bench.processes.lives(first))
    #expect(row("a") == ["0 [] []"])
    bench.end("a", .exited(1))
    #expect(row("a") == ["1 [1] []"])
    #expect(bench.run(.respawnPane(.pane(0), bench.program(), kill: false)) == "0")
    #expect(row("a") == ["0 [] []"])
  }

  @Test("pipe-pane of a dead pane fails")
  func pipe() {
    bench.new("a")
    _ = bench.set(.window, bench.exact("a"), "remain-on-exit", "on")
    #expect(bench.run(.pipePane(bench.exact("a"), to: bench.text("/tmp/log"))) == "0")
    bench.end("a", .exited(0))
    #expect(
      bench.run(.pipePane(bench.exact("a"), to: bench.text("/tmp/log")))
        == "1 target pane has exited")
  }

  @Test("kill-session answers at once, and its processes get their hang-up a little later")
  func hangUpComesLater() {
    bench.new("a", "keep")
    let process = bench.process("a")
    #expect(bench.run(.killSession(bench.exact("a"))) == "0")
    #expect(bench.run(.hasSession(bench.exact("a"))) == "1 can't find session: a")
    #expect(bench.processes.lives(process))
    bench.wait(.milliseconds(14))
    #expect(!bench.processes.lives(process))
  }

  @Test("of the children of a pane's process those in its group die, immune and far ones survive")
  func survivors() {
    bench.new("a", "keep")
    let leader = bench.process("a")
    var children: [ProcessIndex] = []
    for launch in [
      Launch(program: Text("child")), Launch(program: Text("child"), ignoresHangUp: true),
      Launch(program: Text("child"), newSession: true),
      Launch(program: Text("child"), newGroup: true),
    ] {
      children.append(
        bench.processes.spawn(launch, parent: leader, &bench.moment) ?? .none)
    }
    bench.run(.killSession(bench.exact("a")))
    bench.wait(.milliseconds(14))
    #expect(children.map { bench.processes.lives($0) } == [false, true, true, true])
  }

  @Test("a hang-up that the pane's process survives does not reach its children until it dies")
  func immuneLeader() {
    bench.new("keep")
    bench.run(
      .newSession(
        name: bench.text("a"), Launch(program: bench.text("sh"), ignoresHangUp: true)))
    let leader = bench.process("a")
    let child =
      bench.processes.spawn(Launch(program: Text("child")), parent: leader, &bench.moment) ?? .none
    bench.run(.killSession(bench.exact("a")))
    bench.wait()
    #expect(bench.processes.lives(leader) && bench.processes.lives(child))
    bench.send(.kill, to: leader)
    #expect(!bench.processes.lives(child))
  }

  @Test("a pane can be split four times, then there is no space")
  func splits() {
    bench.new("a")
    for _ in 0..<4 {
      #expect(bench.run(.splitWindow(bench.exact("a"), bench.program())).hasPrefix("0"))
    }
    #expect(
      bench.run(.splitWindow(bench.exact("a"), bench.program())) == "1 no space for new pane")
    bench.run(.killPane(.pane(4)))
    #expect(bench.run(.splitWindow(bench.exact("a"), bench.program())).hasPrefix("0"))
  }

  @Test("a bare session name to kill-pane means the active pane")
  func killActivePane() {
    bench.new("b")
    bench.run(.splitWindow(bench.exact("b"), bench.program()))
    #expect(bench.run(.killPane(bench.bare("b"))) == "0")
    #expect(bench.run(.display(bench.exact("b"), .paneID)) == "0 %1")
  }

  @Test("new-window takes the first free index, and a target that names a window is in use")
  func newWindow() {
    bench.new("a", "b")
    #expect(bench.run(.newWindow(.pane(0), bench.program())) == "1 can't specify pane here")
    #expect(
      bench.run(.newWindow(.window(0), bench.program()))
        == "1 create window failed: index 0 in use")
    #expect(
      bench.run(.newWindow(bench.bare("sl"), bench.program()))
        == "1 create window failed: index 0 in use")
    #expect(bench.run(.newWindow(bench.equals("a"), bench.program())) == "0 $0 @2 %2")
    #expect(bench.run(.newWindow(bench.bare("7"), bench.program())) == "0 $1 @3 %3")
    #expect(bench.run(.newWindow(bench.equals("8"), bench.program())) == "0 $1 @4 %4")
  }

  @Test("to new-window a number is an index of the current session before it is a session's name")
  func newWindowAtNumber() {
    bench.new("7", "8", "a")
    #expect(bench.run(.newWindow(bench.bare("7"), bench.program())) == "0 $2 @3 %3")
    #expect(
      bench.run(.newWindow(bench.equals("7"), bench.program()))
        == "1 create window failed: index 7 in use")
    #expect(bench.run(.newWindow(bench.equals("8"), bench.program())) == "0 $2 @4 %4")
    #expect(bench.run(.newWindow(bench.bare("7:3"), bench.program())) == "0 $0 @5 %5")
  }

  @Test("when the current window goes, the one before it is shown, before the first the last")
  func currentWindow() {
    bench.new("w")
    bench.run(.newWindow(bench.exact("w"), bench.program()))
    bench.run(.newWindow(bench.exact("w"), bench.program()))
    bench.run(.killWindow(bench.exact("w")))
    #expect(bench.run(.display(bench.exact("w"), .paneID)) == "0 %2")
  }
}
