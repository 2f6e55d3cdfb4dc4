import Glibc
import Operations
import Testing

@testable import Live

@Suite("Servers of tmux that are stopped or killed, and clients that fail", .timeLimit(.minutes(2)))
struct TmuxTroubleTests {
  @Test("a stopped server lets the limit pass, and carries the command out when it goes on")
  func stopped() throws {
    let tmux = try PrivateTmux()
    let server = try tmux.make("s").serverPid
    #expect(kill(server, SIGSTOP) == 0)
    let begin = Deadline.now
    let late = tmux.answer(.renameSession(.session(0), to: tmux.text("late")), within: 0.3)
    #expect(late.outcome == .limitPassed)
    #expect(Deadline.now - begin < 5_000_000_000)
    #expect(tmux.answer(.listAllPanes, within: 0.1).outcome == .limitPassed)
    #expect(kill(server, SIGCONT) == 0)
    #expect(try tmux.settles { tmux.names == ["late"] })
  }

  @Test("a server that is killed is told apart from one that ends in good order")
  func killed() throws {
    for (signal, expected) in [
      ("KILL", Outcome.tmux(.failed(TmuxFailure(.serverExited)))), ("TERM", .tmux(.done)),
    ] {
      let tmux = try PrivateTmux()
      let server = try tmux.make("s").serverPid
      kill(server, SIGSTOP)
      let killer = try Child(
        Child.Plan(
          path: "/bin/sh",
          arguments: ["-c", "sleep 2; kill -\(signal) \(server); kill -CONT \(server)"],
          environment: ["PATH=/usr/bin:/bin"]))
      let outcome = tmux.answer(.listAllPanes).outcome
      // A server that goes on may answer before it gets to the signal that ends it.
      let isAnswered = signal == "TERM" && outcome.listing?.count == 1
      #expect(outcome == expected || isAnswered, "\(signal)")
      #expect(try killer.reap(until: .never) != nil)
      #expect(
        try tmux.settles { try tmux.failure(.listSessions) == .init(.noServer, tmux.socket) })
      // Another server begins with the ids of the first.
      let next = try tmux.make("s")
      #expect(next.serverPid != server && next.session == 0 && next.pane == 0)
    }
  }

  @Test("a server without sessions lists none, and has no current one")
  func empty() throws {
    let tmux = try PrivateTmux()
    try tmux.make("s")
    try tmux.ask(
      .setOption(.server, .bare(.empty), name: tmux.text("exit-empty"), value: tmux.text("off")))
    try tmux.ask(.killSession(.session(0)))
    let answer = tmux.answer(.listSessions)
    #expect(answer.outcome == .tmux(.listing(Listing(slot: 0, count: 0))))
    #expect(try tmux.failure(.listAllPanes) == .init(.noCurrentTarget))
    #expect(try tmux.failure(.attach(.bare(tmux.text("s")))) == .init(.noSessions))
    #expect(try tmux.ask(.killServer) == .done)
  }

  @Test("a client that cannot be started, or is no tmux, has failed")
  func noClient() throws {
    let missing = try PrivateTmux(path: "/no/such/tmux")
    #expect(
      try missing.failure(.listSessions) == .init(.clientFailed, "No such file or directory"))
    let other = try PrivateTmux(path: "/bin/false")
    #expect(try other.failure(.listSessions) == .init(.clientFailed, ""))
    let talker = try PrivateTmux(path: "/bin/echo")
    #expect(try talker.failure(.listAllPanes)?.reason == .clientFailed)
  }

  @Test("every message of a failure is read as what it means")
  func messages() {
    let texts = TextTable()
    for number in UInt8(0)...40 {
      guard let reason = TmuxFailure.Reason(rawValue: number), reason != .clientFailed else {
        continue
      }
      let subject = texts.text("sub: ject")
      let message = texts.withTexts { TmuxFailure(reason, subject).message(in: $0) }
      let read = TmuxFailure(toldAs: Array((message + "\n").utf8), texts)
      #expect(read.reason == reason, "\(message)")
      #expect(read.subject == (message.contains("sub: ject") ? subject : .empty), "\(message)")
    }
    #expect(
      TmuxFailure(toldAs: Array("protocol version mismatch\n".utf8), texts)
        == TmuxFailure(.clientFailed, texts.text("protocol version mismatch")))
  }
}
