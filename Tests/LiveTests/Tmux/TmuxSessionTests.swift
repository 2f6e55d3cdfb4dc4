import Glibc
import Operations
import Testing

@testable import Live

@Suite("Sessions of a tmux server on this machine", .timeLimit(.minutes(2)))
struct TmuxSessionTests {
  @Test("without a server the socket is named")
  func noServer() throws {
    let tmux = try PrivateTmux()
    let missing = TmuxTarget.exact(tmux.text("s"))
    let quiet: [TmuxCommand] = [
      .hasSession(missing), .killSession(missing), .listSessions, .listAllPanes, .killServer,
      .listPanes(missing), .display(missing, .paneID), .sendKeys(missing, tmux.text("x")),
      .paste(missing, tmux.text("x")), .capturePane(missing), .detach(missing),
      .newWindow(missing, tmux.launch("sleep")), .splitWindow(missing, tmux.launch("sleep")),
      .respawnPane(missing, tmux.launch("sleep"), kill: true), .killPane(missing),
      .killWindow(missing), .renameSession(missing, to: tmux.text("t")),
      .pipePane(missing, to: tmux.text("/tmp/x")),
      .setOption(.session, missing, name: tmux.text("@x"), value: tmux.text("y")),
      .showOption(.session, missing, name: tmux.text("@x")),
      .killSessionIf(
        missing, SessionGuard(option: tmux.text("@x"), value: tmux.text("y"), unattached: true)),
    ]
    for command in quiet {
      #expect(try tmux.failure(command) == .init(.noSocket, tmux.socket), "\(command)")
    }
    // This one starts a server, which has no session and ends; its socket stays.
    #expect(try tmux.failure(.attach(missing)) == .init(.noSessions))
    #expect(
      try tmux.settles { try tmux.failure(.listSessions) == .init(.noServer, tmux.socket) })
    try tmux.make("s")
    #expect(try tmux.ask(.killServer) == .done)
    #expect(
      try tmux.settles { try tmux.failure(.listSessions) == .init(.noServer, tmux.socket) })
  }

  @Test("a session is made once, listed, found, renamed and killed")
  func life() throws {
    let tmux = try PrivateTmux()
    let pane = try tmux.make("one")
    #expect(pane.session == 0 && pane.window == 0 && pane.pane == 0)
    #expect(pane.panePid > 0 && abs(pane.serverStart - Int64(time(nil))) < 60)
    #expect(
      try tmux.failure(.newSession(name: tmux.text("one"), tmux.launch("sleep")))
        == .init(.duplicateSession, "one"))
    #expect(
      try tmux.failure(.newSession(name: .empty, tmux.launch("sleep"))) == .init(.invalidSession))
    let one = TmuxTarget.exact(tmux.text("one"))
    #expect(try tmux.ask(.hasSession(one)) == .done)
    try tmux.make("two")
    #expect(tmux.names == ["one", "two"])
    let row = try #require(tmux.sessions().first)
    #expect(row.id == 0 && row.windows == 1 && row.attached == 0)
    #expect(abs(row.created - Int64(time(nil))) < 60)
    #expect(
      try tmux.failure(.renameSession(one, to: tmux.text("two"))) == .init(.duplicateSession, "two")
    )
    #expect(try tmux.failure(.renameSession(one, to: .empty)) == .init(.invalidSession))
    #expect(try tmux.ask(.renameSession(one, to: tmux.text("three"))) == .done)
    #expect(try tmux.failure(.hasSession(one)) == .init(.noSuchSession, "one"))
    #expect(try tmux.ask(.killSession(.session(0))) == .done)
    #expect(tmux.names == ["two"])
    #expect(try tmux.failure(.killSession(.session(0))) == .init(.noSuchSession, "$0"))
  }

  @Test(
    "a name with any characters comes back as tmux keeps it",
    arguments: [
      ("plain", "plain"), ("a.b:c", "a_b_c"), (" sp ace ", " sp ace "), ("q\"'`", "q\"'`"),
      ("ü漢🙂", "ü漢🙂"), ("=eq", "=eq"), ("-dash", "-dash"), ("a;", "a;"), ("a\\;", "a\\\\;"),
      ("tab\tline\n", "tab\\tline\\n"), ("back\\slash", "back\\\\slash"), ("#{pid}", "#{pid}"),
      ("##", "##"), ("#", "#"), ("#[x", "#[x"), ("##[x#", "##[x#"), ("#(touch x)", "#(touch x)"),
      ("#S%H", "#S%H"), ("$HOME", "\\$HOME"), ("{x}", "{x}"), ("~", "~"), ("a,b}c", "a,b}c"),
    ])
  func names(given: String, kept: String) throws {
    let tmux = try PrivateTmux()
    try tmux.make("first")
    let pane = try tmux.make(given)
    #expect(tmux.names.contains(kept))
    #expect(
      tmux.panes().contains { $0.reference == pane && tmux.texts.string($0.sessionName) == kept })
    #expect(try tmux.told(.display(.pane(pane.pane), .sessionName)) == kept)
    #expect(
      try tmux.failure(.newSession(name: tmux.text(given), tmux.launch("sleep")))
        == .init(.duplicateSession, kept))
    #expect(try tmux.ask(.renameSession(.session(pane.session), to: tmux.text("other"))) == .done)
    #expect(try tmux.ask(.renameSession(.session(pane.session), to: tmux.text(given))) == .done)
    #expect(tmux.names.contains(kept))
    let owner = tmux.text(given)
    let option = SessionGuard(option: tmux.text("@owner"), value: owner, unattached: true)
    try tmux.ask(.setOption(.session, .session(pane.session), name: option.option, value: owner))
    #expect(tmux.panes().first { $0.reference == pane }?.owner == owner)
    #expect(
      try tmux.told(.showOption(.session, .session(pane.session), name: option.option)) == given)
    // A target is no format and no name to be kept: it must be spelled as tmux spells it.
    let exact = TmuxTarget.exact(tmux.text(kept))
    #expect(try tmux.ask(.hasSession(exact)) == .done)
    #expect(try tmux.ask(.killSessionIf(exact, option)) == .done)
    #expect(tmux.names == ["first"])
  }

  @Test("a prefix is taken for the name where the form allows it")
  func prefixTwins() throws {
    let tmux = try PrivateTmux()
    let twin = try tmux.make("job10")
    let name = tmux.text("job1")
    #expect(try tmux.ask(.hasSession(.bare(name))) == .done)
    #expect(try tmux.failure(.hasSession(.equals(name))) == .init(.noSuchSession, "job1"))
    #expect(try tmux.failure(.hasSession(.exact(name))) == .init(.noSuchSession, "job1"))
    #expect(tmux.panes(.listPanes(.equals(name))).count == 1)
    #expect(try tmux.failure(.listPanes(.exact(name))) == .init(.noSuchSession, "job1"))
    #expect(
      try tmux.failure(.capturePane(.equals(tmux.text("job10")))) == .init(.noSuchPane, "=job10"))
    try tmux.make("job11")
    #expect(try tmux.failure(.hasSession(.bare(name))) == .init(.noSuchSession, "job1"))
    #expect(try tmux.failure(.listPanes(.bare(name))) == .init(.noSuchWindow, "job1"))
    #expect(try tmux.ask(.killWindow(.equals(tmux.text("job10")))) == .done)
    #expect(!tmux.panes().contains { $0.reference == twin })
  }

  @Test("of many that make one session at once one has it, with and without a server")
  func oneWinner() async throws {
    for hasServer in [false, true] {
      let tmux = try PrivateTmux()
      if hasServer { try tmux.make("other") }
      let (client, texts, socket) = (tmux.client, tmux.texts, tmux.socket)
      let outcomes = await withTaskGroup(of: Outcome.self) { group in
        for _ in 0..<8 {
          group.addTask {
            client.perform(
              .newSession(name: texts.text("race"), Launch(program: texts.text("sleep"))),
              socket: texts.text(socket), until: Deadline(after: 20_000_000_000)
            ).outcome
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let winners = outcomes.filter { if case .tmux(.created) = $0 { true } else { false } }
      let lost = Outcome.tmux(.failed(TmuxFailure(.duplicateSession, texts.text("race"))))
      #expect(winners.count == 1 && outcomes.count { $0 == lost } == 7, "\(outcomes)")
      tmux.adopt(winners)
    }
  }

  @Test("a session that lasts outlives settings that end those without clients")
  func lasting() throws {
    let tmux = try PrivateTmux()
    try tmux.make("first")
    let global = TmuxTarget.bare(.empty)
    let switchName = tmux.text("destroy-unattached")
    try tmux.ask(.newLastingSession(name: tmux.text("lasts"), tmux.launch("sleep")))
    #expect(
      try tmux.ask(.setOption(.global, global, name: switchName, value: tmux.text("on"))) == .done)
    #expect(try tmux.settles { tmux.names == ["lasts"] })
    try tmux.ask(.newLastingSession(name: tmux.text("too"), tmux.launch("sleep")))
    try tmux.ask(.newSession(name: tmux.text("not"), tmux.launch("sleep")))
    #expect(try tmux.settles { tmux.names == ["lasts", "too"] })
    #expect(
      try tmux.told(.showOption(.session, .exact(tmux.text("too")), name: switchName)) == "off")
  }

  @Test("a session is killed if the option is as it must be, and not otherwise")
  func killIf() throws {
    let tmux = try PrivateTmux()
    let pane = try tmux.make("s")
    try tmux.make("other")
    let (target, option) = (TmuxTarget.session(pane.session), tmux.text("@generation"))
    try tmux.ask(.setOption(.session, target, name: option, value: tmux.text("7")))
    for unattached in [false, true] {
      let wrong = SessionGuard(option: option, value: tmux.text("8"), unattached: unattached)
      #expect(try tmux.ask(.killSessionIf(target, wrong)) == .done)
    }
    #expect(tmux.names == ["other", "s"])
    let right = SessionGuard(option: option, value: tmux.text("7"), unattached: true)
    #expect(try tmux.ask(.killSessionIf(target, right)) == .done)
    #expect(tmux.names == ["other"])
    let empty = SessionGuard(option: option, value: .empty, unattached: false)
    #expect(try tmux.failure(.killSessionIf(target, empty)) == .init(.noSuchSession, "$0"))
  }

  @Test("a terminal is needed to attach, and a client to detach")
  func clients() throws {
    let tmux = try PrivateTmux()
    try tmux.make("s")
    let target = TmuxTarget.exact(tmux.text("s"))
    #expect(try tmux.failure(.attach(target)) == .init(.notATerminal))
    #expect(try tmux.failure(.attach(.exact(tmux.text("t")))) == .init(.noSuchSession, "t"))
    #expect(try tmux.failure(.detach(target)) == .init(.noCurrentClient))
  }
}
