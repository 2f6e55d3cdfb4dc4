import Operations
import SimulatedWorld
import Testing

/// Commands that both the simulated and the real tmux are given.
struct ConformanceScript: CustomTestStringConvertible, Sendable {
  enum Step {
    case command(TmuxCommand)
    case kill(String, Signal)
    case deleteSocket
    /// A new window is called `tmux` until its program runs and tmux looks again.
    case wait
  }

  let name: String
  var testDescription: String { name }
  let steps: @Sendable (TmuxBench) -> [Step]

  static let all = [targets, sessions, windows, deaths, options, servers, crash, closing]

  static let targets = ConformanceScript(name: "targets") { bench in
    let setUp = ["job10", "s", "0", "1", "=eq", "a.b", "sl", "last"].map {
      Step.command(.newSession(name: bench.text($0), bench.program()))
    }
    let names = ["job1", "s", "0", "1", "=eq", "eq", "a.b", "a:b", "a_", "sle", "l*t", "", "no"]
    let targets =
      names.flatMap { [bench.bare($0), bench.equals($0), bench.exact($0)] }
      + [.session(0), .session(99), .window(1), .window(99), .pane(2), .pane(99)]
    let uses = targets.flatMap { target -> [Step] in
      [
        .command(.hasSession(target)), .command(.listPanes(target)),
        .command(.display(target, .sessionName)), .command(.display(target, .paneID)),
        .command(
          .setOption(.session, target, name: bench.text("@owner"), value: bench.text("me"))),
        .command(
          .markSession(
            target,
            SessionMarks(
              owner: bench.text("you"), generation: bench.text("2"), state: bench.text("")))),
        .command(.showOption(.session, target, name: bench.text("@generation"))),
        .command(.showOption(.window, target, name: bench.text("@x"))),
        .command(.sendKeys(target, bench.text("x"))),
      ]
    }
    return setUp + [.wait] + uses
  }

  static let sessions = ConformanceScript(name: "sessions") { bench in
    [
      .command(.newSession(name: bench.text("b"), bench.program())),
      .command(.newSession(name: bench.text("b"), bench.program())),
      .command(.newSession(name: .empty, bench.program())),
      .command(.newSession(name: bench.text("B.x"), bench.program())),
      .command(.newSession(name: bench.text("B:x"), bench.program())),
      .command(.newSession(name: bench.text("_z"), bench.program())),
      .command(.listSessions), .command(.listAllPanes),
      .command(.renameSession(bench.exact("b"), to: bench.text("zz"))),
      .command(.renameSession(bench.exact("zz"), to: bench.text("_z"))),
      .command(.renameSession(bench.exact("zz"), to: bench.text("zz"))),
      .command(.renameSession(bench.exact("zz"), to: .empty)),
      .command(.renameSession(bench.exact("no"), to: .empty)),
      .command(.listAllPanes), .command(.detach(bench.exact("zz"))),
      .command(.attach(bench.bare("no"))), .command(.killSession(bench.exact("_z"))),
      .command(.newSession(name: bench.text("_z"), bench.program())), .command(.listAllPanes),
    ]
  }

  static let windows = ConformanceScript(name: "windows") { bench in
    let a = bench.exact("a")
    var steps: [Step] = [
      .command(.newSession(name: bench.text("a"), bench.program())),
      .command(.newSession(name: bench.text("b"), bench.program("cat"))),
    ]
    steps.append(.wait)
    for target in [
      .pane(0), .window(0), .session(0), bench.equals("a"), bench.bare("c"), bench.equals("cat"),
      bench.bare("7"), bench.bare("a"), bench.bare("no"), bench.bare("a:0"), a, .pane(99),
    ] as [TmuxTarget] {
      steps.append(.command(.newWindow(target, bench.program())))
    }
    steps.append(.command(.listAllPanes))
    for _ in 0..<6 { steps.append(.command(.splitWindow(a, bench.program()))) }
    steps += [.command(.listPanes(a)), .command(.killPane(bench.bare("a")))]
    steps += [.command(.listPanes(a)), .command(.killWindow(a)), .command(.listAllPanes)]
    steps += [.command(.display(a, .paneID)), .command(.killWindow(bench.equals("b")))]
    steps += [.command(.listAllPanes), .command(.killWindow(bench.equals("no")))]
    return steps
  }

  static let deaths = ConformanceScript(name: "deaths") { bench in
    let a = bench.exact("a")
    let option = bench.text("remain-on-exit")
    var steps: [Step] = [.command(.newSession(name: bench.text("keep"), bench.program()))]
    for (value, signal) in [("on", Signal.kill), ("failed", .terminate), ("off", .kill)] {
      steps += [
        .command(.newSession(name: bench.text("a"), bench.program())),
        .command(.setOption(.window, a, name: option, value: bench.text(value))),
        .kill("a", signal), .command(.listAllPanes), .command(.display(a, .paneDead)),
        .command(.display(a, .paneDeadStatus)), .command(.display(a, .currentCommand)),
        .command(.sendKeys(a, bench.text("x"))),
        .command(.pipePane(a, to: bench.text("/dev/null"))),
        .command(.paste(.pane(99), bench.text("x"))),
        .command(.respawnPane(a, bench.program(), kill: false)),
        .command(.respawnPane(a, bench.program(), kill: false)),
        .command(.respawnPane(a, bench.program(), kill: true)), .command(.listAllPanes),
        .command(.killSession(bench.bare("a"))), .command(.listSessions),
      ]
    }
    return steps
  }

  static let options = ConformanceScript(name: "options") { bench in
    let a = bench.exact("a")
    var steps: [Step] = [
      .command(.newSession(name: bench.text("a"), bench.program())),
      .command(.newSession(name: bench.text("b"), bench.program())),
    ]
    let scopes = [OptionScope.global, .session, .window, .pane, .server]
    for name in ["@owner", "remain-on-exit", "destroy-unattached", "exit-empty", "nosuch"] {
      for scope in scopes {
        for value in ["bogus", "", "off"] {
          steps += [
            .command(
              .setOption(scope, a, name: bench.text(name), value: bench.text(value))),
            .command(.showOption(scope, a, name: bench.text(name))), .command(.listPanes(a)),
            .command(.showOption(scope, bench.bare("no"), name: bench.text(name))),
          ]
        }
      }
    }
    let on = bench.text("on")
    let destroy = bench.text("destroy-unattached")
    steps += [
      .command(.setOption(.session, bench.exact("b"), name: destroy, value: on)),
      .command(.listSessions), .command(.setOption(.global, a, name: destroy, value: on)),
      .command(.newSession(name: bench.text("c"), bench.program())), .command(.listSessions),
      .command(.newLastingSession(name: bench.text("d"), bench.program())),
      .command(.listSessions),
    ]
    return steps
  }

  static let servers = ConformanceScript(name: "servers") { bench in
    let a = bench.exact("a")
    let name = bench.text("exit-empty")
    return [
      .command(.listSessions), .command(.killServer),
      .command(.newSession(name: .empty, bench.program())),
      .command(.listSessions), .command(.newSession(name: bench.text("a"), bench.program())),
      .command(.killServer), .command(.listSessions), .command(.killServer),
      .command(.newSession(name: bench.text("a"), bench.program())), .command(.listAllPanes),
      .deleteSocket, .command(.listSessions),
      .command(.newSession(name: bench.text("a"), bench.program())), .command(.listAllPanes),
      .command(.setOption(.server, a, name: name, value: bench.text("off"))),
      .command(.killPane(bench.bare("a"))), .command(.listSessions), .command(.listAllPanes),
      .command(.hasSession(a)), .command(.display(a, .sessionName)), .command(.attach(a)),
      .command(.setOption(.session, a, name: bench.text("@x"), value: name)),
      .command(.newWindow(a, bench.program())), .command(.newWindow(.pane(0), bench.program())),
      .command(.newSession(name: bench.text("a"), bench.program())),
      .command(.setOption(.server, a, name: name, value: bench.text("on"))),
      .command(.killSession(a)), .command(.listSessions),
    ]
  }

  static let crash = ConformanceScript(name: "crash") { bench in
    let a = bench.exact("a")
    let on = bench.text("on")
    return [
      .command(.newSession(name: bench.text("a"), bench.program())),
      .command(.setOption(.window, a, name: bench.text("remain-on-exit"), value: on)),
      .command(.paste(a, on)), .kill("a", .kill), .command(.paste(a, on)),
      .command(.listSessions),
    ]
  }

  static let closing = ConformanceScript(name: "compare and kill") { bench in
    func condition(_ value: String, _ unattached: Bool) -> SessionGuard {
      SessionGuard(
        option: bench.text("@generation"), value: bench.text(value), unattached: unattached)
    }
    return [
      .command(.newSession(name: bench.text("a"), bench.program())),
      .command(.newSession(name: bench.text("b"), bench.program())),
      .command(
        .setOption(
          .session, bench.exact("a"), name: bench.text("@generation"), value: bench.text("g7"))),
      .command(.killSessionIf(.session(0), condition("g6", true))),
      .command(.killSessionIf(.session(99), condition("g7", true))),
      .command(.killSessionIf(.session(99), condition("", false))),
      .command(.killSessionIf(bench.equals("b"), condition("", true))),
      .command(.killSessionIf(bench.equals("b"), condition("", false))),
      .command(.listSessions), .command(.killSessionIf(.session(0), condition("g7", true))),
      .command(.listSessions),
    ]
  }
}
