import Glibc
import Operations
import Testing

@testable import Live

@Suite("Programs in panes of this machine", .timeLimit(.minutes(2)))
struct TmuxLaunchTests {
  @Test("a program is started as it is named, with its argument, without a shell")
  func launches() throws {
    let tmux = try PrivateTmux()
    try tmux.make("s")
    #expect(
      try tmux.failure(.newSession(name: tmux.text("t"), tmux.launch("unknown")))
        == .init(.clientFailed, "unknown"))
    let argument = "$HOME; `x` \"q\" 'p' #{pid} %H ~ \\"
    let pane = try tmux.make("words", "words", argument)
    #expect(
      try tmux.settles {
        try tmux.told(.capturePane(.pane(pane.pane))) == "<two words><\(argument)>"
      })
    // A program that is not there ends its pane.
    try tmux.make("fork", "fork")
    #expect(try tmux.settles { !tmux.names.contains("fork") })
  }

  @Test("the nonce is in the environment of its own program and of no other")
  func nonces() throws {
    let tmux = try PrivateTmux(environment: [
      "REHEARSAL_NONCE=1", "TMUX=/no/socket,1,0", "TMUX_PANE=%7",
    ])
    var launch = tmux.launch("sleep")
    launch.nonce = 0xABCD
    let first = try #require(tmux.pane(of: tmux.ask(.newSession(name: tmux.text("s"), launch))))
    let plain = try #require(
      tmux.pane(of: tmux.ask(.newWindow(.session(0), tmux.launch("sleep")))))
    launch.nonce = 0xEF
    let split = try #require(tmux.pane(of: tmux.ask(.splitWindow(.pane(1), launch))))
    func nonce(_ pid: Int32) -> String? {
      contents("/proc/\(pid)/environ").split(separator: 0)
        .map { String(decoding: $0, as: UTF8.self) }
        .first { $0.hasPrefix("REHEARSAL_NONCE=") }
    }
    // Between fork and exec a process has the environment of the server.
    for pane in [first, plain, split] {
      #expect(
        try tmux.settles {
          contents("/proc/\(pane.panePid)/cmdline").starts(with: "/bin/sleep".utf8)
        })
    }
    #expect(nonce(first.panePid) == "REHEARSAL_NONCE=abcd")
    #expect(nonce(plain.panePid) == nil)
    #expect(nonce(split.panePid) == "REHEARSAL_NONCE=ef")
    #expect(nonce(plain.serverPid) == nil)
  }

  @Test("a hang-up ends a pane's process, unless it ignores it or leads another session")
  func hangUps() throws {
    let tmux = try PrivateTmux()
    try tmux.make("keeper")
    let plain = try tmux.make("plain")
    var launch = tmux.launch("sleep")
    launch.ignoresHangUp = true
    let deaf = try #require(tmux.pane(of: tmux.ask(.newSession(name: tmux.text("deaf"), launch))))
    launch.ignoresHangUp = false
    launch.newSession = true
    launch.nonce = 0x5E551
    let away = try #require(tmux.pane(of: tmux.ask(.newSession(name: tmux.text("away"), launch))))
    var child: Int32?
    #expect(
      try tmux.settles {
        child = processes().first {
          $0 != away.panePid && contents("/proc/\($0)/cmdline").starts(with: "/bin/sleep".utf8)
            && contents("/proc/\($0)/environ").firstRange(of: Array("NONCE=5e551".utf8)) != nil
        }
        return child != nil
      })
    for id in [plain, deaf, away].map(\.session) { try tmux.ask(.killSession(.session(id))) }
    #expect(try tmux.settles { kill(plain.panePid, 0) != 0 })
    #expect(try tmux.settles { kill(away.panePid, 0) != 0 })
    usleep(100_000)
    #expect(kill(deaf.panePid, 0) == 0)
    #expect(try kill(#require(child), 0) == 0)
  }
}
