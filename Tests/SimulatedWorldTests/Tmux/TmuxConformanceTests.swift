import Foundation
import Operations
import SimulatedWorld
import Testing

/// The same commands to the simulated tmux and to the one of this machine, on a socket of its own.
@Suite("conformance with tmux 3.3a", .enabled(if: RealTmux.isInstalled), .serialized)
struct TmuxConformanceTests {
  @Test(
    "both answer every command alike", .timeLimit(.minutes(5)), arguments: ConformanceScript.all)
  func alike(script: ConformanceScript) throws {
    let real = try RealTmux()
    defer { real.end() }
    let bench = TmuxBench(socket: real.socket)
    for step in script.steps(bench) {
      switch step {
      case .command(let command):
        var simulated = bench.run(command)
        var measured = try real.run(command, bench.moment.texts)
        // On a busy machine a pane is for a while still the fork of its server, and its death or
        // the end of a server is seen later: what only looks may look again.
        for _ in 0..<100 where command.onlyLooks && measured != simulated {
          Thread.sleep(forTimeInterval: 0.02)
          measured = try real.run(command, bench.moment.texts)
        }
        if measured.contains(" 1 [] [] ") {
          // The status of a dead pane may be missing, at times for seconds; nothing else may differ.
          simulated = simulated.replacingOccurrences(of: " 1 [] [9] ", with: " 1 [] [] ")
          simulated = simulated.replacingOccurrences(of: " 1 [] [15] ", with: " 1 [] [] ")
        }
        #expect(simulated == measured, "\(real.arguments(command, bench.moment.texts))")
      case .kill(let session, let signal):
        bench.end(session, .signalled(signal))
        real.kill(session, Int32(signal.rawValue))
      case .wait:
        Thread.sleep(forTimeInterval: 1)
      case .deleteSocket:
        bench.change { tmux, _, _ in tmux.deleteSocket(at: bench.socket) }
        real.deleteSocket()
      }
    }
  }
}

/// A real server on a private socket in a directory of its own.
final class RealTmux {
  static let path = "/usr/bin/tmux"
  let directory: String
  let socket: String
  private var servers: Set<Int32> = []

  static var isInstalled: Bool {
    guard let (status, output) = try? run([path, "-V"]) else { return false }
    return status == 0 && output == "tmux 3.3a"
  }

  init() throws {
    directory = NSTemporaryDirectory() + "rehearsal-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    socket = directory + "/s"
  }

  func end() {
    note()
    for server in servers { Foundation.kill(server, SIGKILL) }
    try? FileManager.default.removeItem(atPath: directory)
  }

  func deleteSocket() {
    note()
    try? FileManager.default.removeItem(atPath: socket)
  }

  func kill(_ session: String, _ signal: Int32) {
    let pid = call(["display-message", "-p", "-t", "=\(session):", "#{pane_pid}"])?.1
    guard let pid = pid.flatMap(Int32.init) else { return }
    Foundation.kill(pid, signal)
    // The status of a dead pane may be late, by more than half a second.
    Thread.sleep(forTimeInterval: 0.2)
    for _ in 0..<40 {
      let format = "#{pane_dead}#{pane_dead_status}#{pane_dead_signal}"
      let seen = call(["display-message", "-p", "-t", "=\(session):", format])?.1
      guard seen == "1" || seen == "0" else { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
  }

  private func note() {
    let pid = call(["display-message", "-p", "#{pid}"])?.1
    if let pid = pid.flatMap(Int32.init) { servers.insert(pid) }
  }

  private func call(_ arguments: [String]) -> (Int32, String)? {
    try? Self.run([Self.path, "-S", socket, "-f", "/dev/null"] + arguments)
  }

  /// Runs a program to its end.
  ///
  /// Foundation's `Process` would wait for the server that it starts.
  private static func run(_ words: [String]) throws -> (Int32, String) {
    let path = NSTemporaryDirectory() + "rehearsal-output-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Blocked signals would be inherited by the server and its panes.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let variables: [String] = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "SHELL=/bin/sh"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { word in strdup(word) }
    arguments.append(nil)
    var environment: [UnsafeMutablePointer<CChar>?] = variables.map { word in strdup(word) }
    environment.append(nil)
    defer { for word in arguments + environment { free(word) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, words[0], &actions, &attributes, &arguments, &environment) == 0 else {
      return (127, "")
    }
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let text = String(decoding: data, as: UTF8.self)
    return (status >> 8 & 0xFF, String(text.dropLast(text.hasSuffix("\n") ? 1 : 0)))
  }

  func run(_ command: TmuxCommand, _ texts: Texts) throws -> String {
    let words = [Self.path, "-S", socket, "-f", "/dev/null"] + arguments(command, texts)
    let (status, output) = try Self.run(words)
    // A server that ends with this command may take a while to be gone.
    if case .newSession = command, status != 0 { Thread.sleep(forTimeInterval: 0.1) }
    if status == 0 {
      switch command {
      case .listPanes, .listAllPanes, .listSessions: return output.isEmpty ? "0" : "0\n" + output
      case .killServer, .killSession, .killSessionIf, .killWindow, .killPane,
        .setOption(.global, _, _, _):
        Thread.sleep(forTimeInterval: 0.05)
      default: break
      }
    }
    return output.isEmpty && status == 0 ? "0" : "\(status) \(output)"
  }

  private static let paneFormat =
    "#{session_name} #{session_id} #{window_id} #{pane_id} #{session_attached} #{pane_dead}"
    + " [#{pane_dead_status}] [#{pane_dead_signal}] #{pane_current_command} <#{@owner}>"

  func arguments(_ command: TmuxCommand, _ texts: Texts) -> [String] {
    func name(_ target: TmuxTarget) -> String {
      switch target {
      case .bare(let name): texts.string(name)
      case .equals(let name): "=" + texts.string(name)
      case .exact(let name): "=" + texts.string(name) + ":"
      case .session(let id): "$\(id)"
      case .window(let id): "@\(id)"
      case .pane(let id): "%\(id)"
      }
    }
    func words(_ launch: Launch) -> [String] {
      ["-P", "-F", "#{session_id} #{window_id} #{pane_id}"] + program(launch)
    }
    func program(_ launch: Launch) -> [String] {
      texts.string(launch.program) == "sleep"
        ? ["sleep", "1000"] : [texts.string(launch.program), "-"]
    }
    func scope(_ scope: OptionScope) -> [String] {
      switch scope {
      case .session: []
      case .window: ["-w"]
      case .pane: ["-p"]
      case .server: ["-s"]
      case .global: ["-g"]
      }
    }
    switch command {
    case .newSession(let session, let launch):
      return ["new-session", "-d", "-s", texts.string(session)] + words(launch)
    case .newLastingSession(let session, let launch):
      return ["new-session", "-d", "-s", texts.string(session)] + words(launch) + [
        ";", "set-option", "destroy-unattached", "off",
      ]
    case .hasSession(let target): return ["has-session", "-t", name(target)]
    case .killSession(let target): return ["kill-session", "-t", name(target)]
    case .renameSession(let target, let new):
      return ["rename-session", "-t", name(target), texts.string(new)]
    case .listSessions:
      return [
        "list-sessions", "-F",
        "#{session_name} #{session_id} #{session_windows} #{session_attached}",
      ]
    case .listAllPanes: return ["list-panes", "-a", "-F", Self.paneFormat]
    case .listPanes(let target): return ["list-panes", "-t", name(target), "-F", Self.paneFormat]
    case .display(let target, let field):
      let format =
        switch field {
        case .sessionName: "#{session_name}"
        case .paneID: "#{pane_id}"
        case .paneDead: "#{pane_dead}"
        case .paneDeadStatus: "#{pane_dead_status}"
        case .panePid: "#{pane_pid}"
        case .currentCommand: "#{pane_current_command}"
        case .serverPid: "#{pid}"
        }
      return ["display-message", "-p", "-t", name(target), format]
    case .newWindow(let target, let launch):
      return ["new-window", "-d", "-t", name(target)] + words(launch)
    case .splitWindow(let target, let launch):
      return ["split-window", "-d", "-t", name(target)] + words(launch)
    case .respawnPane(let target, let launch, let kill):
      return ["respawn-pane"] + (kill ? ["-k"] : []) + ["-t", name(target)] + program(launch)
    case .killPane(let target): return ["kill-pane", "-t", name(target)]
    case .killWindow(let target): return ["kill-window", "-t", name(target)]
    case .killServer: return ["kill-server"]
    case .sendKeys(let target, let keys):
      return ["send-keys", "-t", name(target), texts.string(keys)]
    case .paste(let target, let text):
      return ["set-buffer", texts.string(text), ";", "paste-buffer", "-t", name(target)]
    case .capturePane(let target): return ["capture-pane", "-p", "-t", name(target)]
    case .pipePane(let target, let path):
      return ["pipe-pane", "-t", name(target), "cat >> " + texts.string(path)]
    case .setOption(let where_, let target, let option, let value):
      return ["set-option"] + scope(where_)
        + ["-t", name(target), texts.string(option), texts.string(value)]
    case .markSession(let target, let marks):
      var words: [String] = []
      marks.withEach { option, value in
        if !words.isEmpty { words.append(";") }
        words += ["set-option", "-t", name(target), "\(option)", texts.string(value)]
        return true
      }
      return words
    case .showOption(let where_, let target, let option):
      return ["show-options", "-v"] + scope(where_) + ["-t", name(target), texts.string(option)]
    case .killSessionIf(let target, let condition):
      let option = texts.string(condition.option)
      var format = "#{==:#{\(option)},\(texts.string(condition.value))}"
      if condition.unattached { format = "#{&&:\(format),#{==:#{session_attached},0}}" }
      return [
        "if-shell", "-F", "-t", name(target), format, "kill-session -t '\(name(target))'",
      ]
    case .attach(let target): return ["attach-session", "-t", name(target)]
    case .detach(let target): return ["detach-client", "-s", name(target)]
    }
  }
}

extension TmuxCommand {
  /// Whether it changes nothing, so that it can be repeated.
  fileprivate var onlyLooks: Bool {
    switch self {
    case .hasSession, .listSessions, .listAllPanes, .listPanes, .display, .showOption,
      .capturePane:
      true
    default: false
    }
  }
}
