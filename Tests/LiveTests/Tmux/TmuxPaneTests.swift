import Glibc
import Operations
import Testing

@testable import Live

@Suite("Panes of a tmux server on this machine", .timeLimit(.minutes(2)))
struct TmuxPaneTests {
  @Test("windows and panes are made, listed with all that is known of them, and killed")
  func life() throws {
    let tmux = try PrivateTmux()
    let first = try tmux.make("s")
    let target = TmuxTarget.exact(tmux.text("s"))
    let window = try #require(tmux.pane(of: tmux.ask(.newWindow(target, tmux.launch("sleep")))))
    let split = try #require(
      tmux.pane(of: tmux.ask(.splitWindow(.pane(window.pane), tmux.launch("sleep")))))
    #expect(window.window == 1 && window.pane == 1 && split.window == 1 && split.pane == 2)
    for (name, value) in [("@owner", "me"), ("@generation", "3"), ("@state", "busy\nb\tc")] {
      try tmux.ask(.setOption(.session, target, name: tmux.text(name), value: tmux.text(value)))
    }
    #expect(tmux.panes().map(\.reference) == [first, window, split])
    #expect(tmux.panes(.listPanes(.window(1))).map(\.reference) == [window, split])
    let row = try #require(tmux.panes().last)
    #expect(tmux.texts.string(row.sessionName) == "s" && row.attached == 0 && !row.isDead)
    #expect(row.ending == nil && abs(row.sessionCreated - Int64(time(nil))) < 60)
    #expect(tmux.texts.string(row.owner) == "me" && tmux.texts.string(row.generation) == "3")
    #expect(tmux.texts.string(row.state) == "busy\nb\tc")
    #expect(
      try tmux.settles {
        tmux.panes().allSatisfy { tmux.texts.string($0.currentCommand) == "sleep" }
      })
    #expect(try tmux.failure(.newWindow(.pane(0), tmux.launch("sleep"))) == .init(.paneNotAllowed))
    #expect(
      try tmux.failure(.newWindow(.window(1), tmux.launch("sleep")))
        == .init(.windowIndexInUse, "1"))
    #expect(try tmux.ask(.killPane(.pane(split.pane))) == .done)
    #expect(try tmux.failure(.killPane(.pane(split.pane))) == .init(.noSuchPane, "%2"))
    #expect(try tmux.ask(.killWindow(.window(window.window))) == .done)
    #expect(try tmux.failure(.killWindow(.window(window.window))) == .init(.noSuchWindow, "@1"))
    #expect(tmux.panes().map(\.reference) == [first])
    #expect(try tmux.failure(.listPanes(.bare(tmux.text("t")))) == .init(.noSuchWindow, "t"))
    #expect(try tmux.failure(.listPanes(.equals(.empty))) == .init(.noMouseTarget))
    // The last pane takes its session with it, and that one the server.
    #expect(try tmux.ask(.killPane(.pane(0))) == .done)
    #expect(try tmux.settles { try tmux.failure(.listAllPanes)?.reason == .noServer })
  }

  @Test("a pane can be split until it has too few rows")
  func tooSmall() throws {
    let tmux = try PrivateTmux()
    try tmux.make("s")
    for _ in 0..<4 { try tmux.ask(.splitWindow(.pane(0), tmux.launch("sleep"))) }
    #expect(
      try tmux.failure(.splitWindow(.pane(0), tmux.launch("sleep"))) == .init(.noSpaceForPane))
  }

  @Test("each field of a pane is told, and nothing of one that is not there")
  func fields() throws {
    let tmux = try PrivateTmux()
    let pane = try tmux.make("s")
    let there = TmuxTarget.pane(0)
    #expect(try tmux.told(.display(there, .sessionName)) == "s")
    #expect(try tmux.told(.display(there, .paneID)) == "%0")
    #expect(try tmux.told(.display(there, .paneDead)) == "0")
    #expect(try tmux.told(.display(there, .paneDeadStatus)) == "")
    #expect(try tmux.told(.display(there, .panePid)) == String(pane.panePid))
    #expect(try tmux.told(.display(there, .serverPid)) == String(pane.serverPid))
    #expect(try tmux.settles { try tmux.told(.display(there, .currentCommand)) == "sleep" })
    #expect(try tmux.told(.display(.pane(9), .paneID)) == "")
    #expect(try tmux.told(.display(.pane(9), .serverPid)) == String(pane.serverPid))
  }

  @Test("a pane whose process ends vanishes, or stays and tells how it ended")
  func deaths() throws {
    let tmux = try PrivateTmux()
    try tmux.make("keeper")
    let remain = tmux.text("remain-on-exit")
    try tmux.make("gone", "exit", "3")
    #expect(try tmux.settles { tmux.names == ["keeper"] })
    #expect(
      try tmux.ask(.setOption(.global, .bare(.empty), name: remain, value: tmux.text("on")))
        == .done)
    // How a process ended may stay unknown for many seconds: another is started then.
    func ended(_ program: String, _ argument: String, _ ending: Ending) throws -> PaneReference? {
      for number in 0..<8 {
        let pane = try tmux.make("\(program)\(argument)\(number)", program, argument)
        var told: Ending?
        for _ in 0..<200 where told == nil {
          told = tmux.panes().first { $0.reference == pane && $0.isDead }?.ending
          usleep(10_000)
        }
        if told == ending { return pane }
      }
      return nil
    }
    let status = try #require(try ended("exit", "3", .exited(3)))
    let signal = try #require(try ended("kill", "TERM", .signalled(.terminate)))
    #expect(try ended("kill", "USR1", .signalled(.kill)) != nil)
    let dead = TmuxTarget.pane(status.pane)
    #expect(try tmux.told(.display(dead, .paneDead)) == "1")
    #expect(try tmux.told(.display(dead, .paneDeadStatus)) == "3")
    #expect(try tmux.told(.display(.pane(signal.pane), .paneDeadStatus)) == "")
    #expect(try tmux.ask(.sendKeys(dead, tmux.text("lost"))) == .done)
    #expect(try tmux.told(.capturePane(dead))?.contains("Pane is dead (status 3, ") == true)
    #expect(try tmux.failure(.pipePane(dead, to: tmux.text("/tmp/x"))) == .init(.paneHasExited))
    #expect(try tmux.ask(.respawnPane(dead, tmux.launch("sleep"), kill: false)) == .done)
    let again = try #require(tmux.panes().first { $0.reference.pane == status.pane })
    #expect(!again.isDead && again.ending == nil && again.reference.panePid != status.panePid)
    let name = tmux.texts.string(again.sessionName)
    #expect(
      try tmux.failure(.respawnPane(dead, tmux.launch("sleep"), kill: false))
        == .init(.paneStillActive, "\(name):0.0"))
    #expect(try tmux.ask(.respawnPane(dead, tmux.launch("sleep"), kill: true)) == .done)
    // A paste into a pane that is dead ends a server of 3.3a.
    #expect(try tmux.failure(.paste(.pane(signal.pane), tmux.text("x"))) == .init(.serverExited))
  }

  @Test(
    "lines that are typed and pasted arrive as they are",
    arguments: [
      "plain", "-l dash", "semi;", "back\\;", "#{pid} %H $HOME", "ü漢", "Enter", "q'\"`", " sp ",
    ])
  func keys(line: String) throws {
    let tmux = try PrivateTmux()
    let pane = TmuxTarget.pane(try tmux.make("s", "cat").pane)
    #expect(try tmux.ask(.sendKeys(pane, tmux.text(line))) == .done)
    #expect(
      try tmux.settles { try tmux.told(.capturePane(pane)) == "\(line)\n\(line)".trimmedLines })
    #expect(try tmux.ask(.paste(pane, tmux.text("p" + line))) == .done)
    let all = "\(line)\n\(line)\np\(line)\np\(line)".trimmedLines
    #expect(try tmux.settles { try tmux.told(.capturePane(pane)) == all })
    #expect(try tmux.ask(.paste(pane, .empty)) == .done)
    #expect(try tmux.failure(.paste(.pane(9), .empty)) == .init(.noSuchPane, "%9"))
    #expect(try tmux.failure(.paste(.pane(9), tmux.text("x"))) == .init(.noSuchPane, "%9"))
    #expect(try tmux.failure(.sendKeys(.pane(9), tmux.text("x"))) == .init(.noSuchPane, "%9"))
    // A key by its name.
    #expect(try tmux.ask(.sendKeys(pane, tmux.text("C-c"))) == .done)
    #expect(try tmux.settles { try tmux.failure(.hasSession(.session(0)))?.reason == .noServer })
  }

  @Test("a line of many thousand bytes is pasted whole")
  func longPaste() throws {
    let tmux = try PrivateTmux()
    let pane = TmuxTarget.pane(try tmux.make("s", "cat").pane)
    let path = tmux.folder + "/out"
    #expect(try tmux.ask(.pipePane(pane, to: tmux.text(path))) == .done)
    let line = String(repeating: "0123456789", count: 300)
    #expect(try tmux.ask(.paste(pane, tmux.text(line))) == .done)
    #expect(
      try tmux.settles { String(decoding: contents(path), as: UTF8.self).contains(line) })
    let tooLong = String(repeating: "x", count: 20_000)
    #expect(
      try tmux.failure(.sendKeys(pane, tmux.text(tooLong)))
        == .init(.clientFailed, "command too long"))
  }

  @Test(
    "the output goes to a file of any name",
    arguments: [
      "plain", "sp ace", "q'uo\"te", "a#{pid}b", "100%d", "#[x", "semi;", "ü", "$HOME",
      "line\nfeed",
    ])
  func pipe(name: String) throws {
    let tmux = try PrivateTmux()
    let pane = TmuxTarget.pane(try tmux.make("s", "cat").pane)
    let path = tmux.folder + "/" + name
    write("before\n", to: path)
    #expect(try tmux.ask(.pipePane(pane, to: tmux.text(path))) == .done)
    #expect(try tmux.ask(.sendKeys(pane, tmux.text("hello"))) == .done)
    #expect(
      try tmux.settles {
        contents(path).starts(with: "before\nhello".utf8)
      }, "\(String(decoding: contents(path), as: UTF8.self))")
  }

  @Test("options are set and told in each scope, and refused as tmux refuses them")
  func options() throws {
    let tmux = try PrivateTmux()
    try tmux.make("s")
    let target = TmuxTarget.exact(tmux.text("s"))
    let name = tmux.text("@mine")
    for (number, scope) in [OptionScope.session, .window, .pane, .server, .global].enumerated() {
      #expect(
        try tmux.failure(.showOption(scope, target, name: name)) == .init(.invalidOption, "@mine"))
      let value = tmux.text("value \(number)\n;")
      #expect(try tmux.ask(.setOption(scope, target, name: name, value: value)) == .done)
      #expect(try tmux.told(.showOption(scope, target, name: name)) == "value \(number)\n;")
    }
    let missing = TmuxTarget.exact(tmux.text("t"))
    func set(_ scope: OptionScope, _ name: String, _ value: String, _ target: TmuxTarget) throws
      -> PrivateTmux.Failure?
    {
      try tmux.failure(.setOption(scope, target, name: tmux.text(name), value: tmux.text(value)))
    }
    #expect(try set(.session, "@x", "y", missing) == .init(.noSessionForOption, "=t:"))
    #expect(try set(.window, "@x", "y", missing) == .init(.noWindowForOption, "=t:"))
    #expect(try set(.pane, "@x", "y", .pane(9)) == .init(.noPaneForOption, "%9"))
    #expect(try set(.session, "nonsense", "y", target) == .init(.invalidOption, "nonsense"))
    #expect(try set(.session, "destroy-unattached", "y", target) == .init(.badValue, "y"))
    #expect(try set(.window, "remain-on-exit", "y", target) == .init(.unknownValue, "y"))
    #expect(try tmux.told(.showOption(.window, target, name: tmux.text("remain-on-exit"))) == "")
    #expect(try tmux.told(.showOption(.server, target, name: tmux.text("exit-empty"))) == "on")
  }
}

extension String {
  /// The lines without the spaces at their ends, which no screen tells.
  fileprivate var trimmedLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
