import Operations
import SimulatedWorld
import Testing

@Suite("servers of tmux") struct TmuxServerTests {
  let bench = TmuxBench()
  let noSocket = "1 error connecting to /tmp/tmux-0/test (No such file or directory)"
  let noServer = "1 no server running on /tmp/tmux-0/test"

  @Test("without a socket file there is no socket, after a server there is no server")
  func sockets() {
    #expect(bench.sessions == noSocket)
    #expect(bench.run(.killServer) == noSocket)
    bench.new("a")
    #expect(bench.run(.killServer) == "0")
    #expect(bench.sessions == noServer)
    #expect(bench.run(.killServer) == noServer)
    #expect(bench.new("a") == "0 $0 @0 %0")
  }

  @Test("a name that is refused leaves a socket without a server")
  func refusedFirstName() {
    #expect(bench.new("") == "1 invalid session: ")
    #expect(bench.sessions == noServer)
  }

  @Test("attach starts a server too, which has no sessions and ends")
  func attachFirst() {
    #expect(bench.run(.attach(bench.exact("a"))) == "1 no sessions")
    #expect(bench.sessions == noServer)
  }

  @Test("the server is a child of the first process and the panes are its children")
  func parents() {
    bench.new("a")
    let server = bench.processes[bench.server]
    #expect(server?.parent == .initial)
    #expect(bench.processes[bench.process("a")]?.parent == bench.server)
  }

  @Test("SIGHUP leaves a server alone, SIGINT, SIGTERM and SIGKILL end it")
  func signals() {
    for signal in [Signal.interrupt, .terminate, .kill] {
      bench.new("a")
      let process = bench.process("a")
      bench.send(.hangUp, to: bench.server)
      #expect(bench.run(.hasSession(bench.exact("a"))) == "0")
      bench.send(signal, to: bench.server)
      #expect(bench.sessions == noServer)
      bench.wait(.milliseconds(14))
      #expect(!bench.processes.lives(process))
    }
  }

  @Test("deleting the socket file splits the brain: two servers with the same ids")
  func splitBrain() {
    bench.new("keep")
    let first = bench.server
    bench.change { tmux, _, _ in tmux.deleteSocket(at: bench.socket) }
    #expect(bench.sessions == noSocket)
    #expect(bench.new("keep") == "0 $0 @0 %0")
    #expect(bench.processes.lives(first) && bench.processes.lives(bench.server))
    #expect(bench.server != first)
  }

  @Test("calls to a stopped server hang, and take effect when it goes on")
  func stopped() {
    bench.new("a")
    bench.change { tmux, processes, moment in
      tmux.stopServer(at: bench.socket, &processes, &moment)
    }
    #expect(bench.run(.hasSession(bench.exact("a"))) == "hangs")
    #expect(bench.new("late") == "hangs")
    #expect(bench.run(.listAllPanes) == "hangs")
    bench.wait()
    #expect(bench.answers.isEmpty)
    bench.change { tmux, processes, moment in
      tmux.continueServer(at: bench.socket, &processes, &moment)
    }
    bench.wait(.zero)
    #expect(bench.answers.prefix(2) == ["0", "0 $1 @1 %1"])
    #expect(bench.answers.count == 3)
    #expect(bench.run(.hasSession(bench.exact("late"))) == "0")
  }

  @Test("a stopped server that is killed fails its callers, one that is told to end does not")
  func stoppedAndEnded() {
    bench.new("a")
    bench.send(.stop, to: bench.server)
    bench.run(.hasSession(bench.exact("nobody")))
    bench.send(.kill, to: bench.server)
    #expect(bench.answers == ["1 server exited unexpectedly"])
    bench.new("a")
    let server = bench.server
    bench.send(.stop, to: server)
    bench.run(.hasSession(bench.exact("nobody")))
    bench.send(.terminate, to: server)
    #expect(bench.answers.count == 1)
    bench.send(.continue, to: server)
    #expect(bench.answers.last == "0")
    #expect(bench.sessions == noServer)
  }

  @Test("a stopped server sees the deaths of its panes when it goes on")
  func deathWhileStopped() {
    bench.new("a", "keep")
    let process = bench.process("a")
    let server = bench.server
    bench.send(.stop, to: server)
    bench.send(.kill, to: process)
    bench.wait()
    #expect(bench.processes[process]?.state == .zombie)
    bench.send(.continue, to: server)
    #expect(bench.processes[process] == nil)
    #expect(bench.run(.hasSession(bench.exact("a"))) == "1 can't find session: a")
  }

  @Test("a server restarted has the same names and other ids")
  func restart() {
    bench.new("x", "a", "b")
    bench.run(.killSession(bench.exact("x")))
    bench.change { tmux, processes, moment in
      tmux.restartServer(at: bench.socket, running: Text("tmux: server"), &processes, &moment)
    }
    #expect(bench.sessions == "0\na $0 1 0\nb $1 1 0")
  }

  @Test("faults are refused where there is nothing to strike")
  func faults() {
    let name = bench.text("a")
    let program = bench.text("sh")
    var struck: [Bool] = []
    bench.change { tmux, processes, moment in
      let socket = bench.socket
      struck.append(tmux.killServer(at: socket, &processes, &moment))
      struck.append(tmux.deleteSocket(at: socket))
      struck.append(tmux.takeName(name, at: socket, running: program, &processes, &moment))
      struck.append(tmux.takeName(name, at: socket, running: program, &processes, &moment))
      struck.append(tmux.detachClients(ofSession: name, at: socket, &processes, &moment))
    }
    #expect(struck == [false, false, true, false, false])
  }

  @Test("a prefix twin is a session whose name begins the same")
  func prefixTwin() {
    let name = bench.text("job1")
    bench.change { tmux, processes, moment in
      tmux.addPrefixTwin(
        of: name, at: bench.socket, running: name, &processes, &moment)
    }
    #expect(bench.run(.hasSession(.bare(name))) == "0")
    #expect(bench.run(.hasSession(.exact(name))) == "1 can't find session: job1")
  }

  @Test("a client that fails reaches no server")
  func failingClient() {
    bench.change { tmux, _, _ in tmux.failNextCalls() }
    #expect(bench.new("a") == "1 lost server")
    #expect(bench.new("a") == "0 $0 @0 %0")
  }

  @Test("a server that may be empty has no current target")
  func exitEmptyOff() {
    bench.new("a")
    #expect(bench.set(.server, bench.bare(""), "exit-empty", "off") == "0")
    bench.run(.killSession(bench.exact("a")))
    #expect(bench.sessions == "0")
    #expect(bench.run(.hasSession(bench.exact("a"))) == "1 no current target")
    #expect(bench.run(.listAllPanes) == "1 no current target")
    #expect(bench.run(.attach(bench.exact("a"))) == "1 no sessions")
    #expect(bench.new("a") == "0 $1 @1 %1")
    bench.run(.killSession(bench.exact("a")))
    #expect(bench.set(.server, bench.bare(""), "exit-empty", "on") == "0")
    #expect(bench.sessions == noServer)
  }

  @Test("a full process table starts neither servers nor panes")
  func fullTable() {
    bench.processes.countLimit = bench.processes.count
    #expect(bench.new("a") == "1 lost server")
    bench.processes.countLimit += 2
    #expect(bench.new("a") == "0 $0 @0 %0")
    let full = "fork failed: Resource temporarily unavailable"
    #expect(bench.new("b") == "1 create window failed: " + full)
    #expect(
      bench.run(.splitWindow(bench.exact("a"), bench.program())) == "1 create pane failed: " + full)
  }
}
