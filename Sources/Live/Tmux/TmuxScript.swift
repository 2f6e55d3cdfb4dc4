import Operations

/// What a client of tmux is given for one command, and how its answer is read.
struct TmuxScript {
  /// The words after the client's own options.
  var words: [String]
  /// How the answer is read.
  var reading: TmuxReading

  /// Makes it of commands that the server carries out one right after the other.
  init(_ commands: [[String]], _ reading: TmuxReading = .nothing) {
    words = Array(commands.map { $0.map(Self.escaped) }.joined(separator: [";"]))
    self.reading = reading
  }

  /// A word that does not end the command.
  private static func escaped(_ word: String) -> String {
    word.utf8.last == UInt8(ascii: ";") ? String(word.dropLast()) + "\\;" : word
  }

  /// Writes scripts.
  struct Writer {
    var settings: TmuxClient.Settings
    var texts: TextTable
  }
}

extension TmuxScript.Writer {
  /// What a command is to a client.
  func script(_ command: TmuxCommand) throws(UnknownProgram) -> TmuxScript {
    switch command {
    case .newSession(name: let name, let launch):
      return try newSession(name, launch, isLasting: false)
    case .newLastingSession(name: let name, let launch):
      return try newSession(name, launch, isLasting: true)
    case .newWindow(let target, let launch):
      return try start(["new-window", "-d"], at: target, launch)
    case .splitWindow(let target, let launch):
      return try start(["split-window", "-d"], at: target, launch)
    case .respawnPane(let target, let launch, kill: let kill):
      let words = try words(of: launch)
      return TmuxScript([
        ["respawn-pane"] + (kill ? ["-k"] : []) + ["-t", spelled(target)] + nonce(launch) + ["--"]
          + words
      ])
    case .hasSession(let target): return plain("has-session", target)
    case .killSession(let target): return plain("kill-session", target)
    case .killPane(let target): return plain("kill-pane", target)
    case .killWindow(let target): return plain("kill-window", target)
    case .killServer: return TmuxScript([["kill-server"]])
    case .attach(let target): return plain("attach-session", target)
    case .detach(let target): return TmuxScript([["detach-client", "-s", spelled(target)]])
    case .renameSession(let target, to: let name):
      return TmuxScript([
        ["rename-session", "-t", spelled(target), "--", Self.format(string(name))]
      ])
    case .sendKeys(let target, let text): return keys(string(text), to: spelled(target))
    case .paste(let target, let text): return paste(string(text), into: spelled(target))
    case .pipePane(let target, to: let path): return pipe(spelled(target), to: string(path))
    case .setOption(let scope, let target, name: let name, value: let value):
      return TmuxScript([
        ["set-option"] + words(of: scope, target) + ["--", string(name), string(value)]
      ])
    case .markSession(let target, let marks):
      var commands: [[String]] = []
      marks.withEach { name, value in
        commands.append(
          ["set-option"] + words(of: .session, target) + ["--", "\(name)", string(value)])
        return true
      }
      return TmuxScript(commands)
    case .killSessionIf(let target, let condition): return kill(target, if: condition)
    case .listSessions, .listAllPanes, .listPanes, .display, .capturePane, .showOption:
      return ask(command)
    }
  }

  /// The commands that print.
  private func ask(_ command: TmuxCommand) -> TmuxScript {
    switch command {
    case .listSessions:
      TmuxScript([["list-sessions", "-F", TmuxReading.sessionFormat], mark], .sessions)
    case .listAllPanes: TmuxScript([["list-panes", "-a", "-F", TmuxReading.paneFormat]], .panes)
    case .listPanes(let target):
      TmuxScript(
        [["list-panes", "-t", spelled(target), "-F", TmuxReading.paneFormat]], .panes)
    case .display(let target, let field):
      TmuxScript([["display-message", "-p", "-t", spelled(target), Self.format(of: field)]], .text)
    case .capturePane(let target):
      TmuxScript([["capture-pane", "-p", "-t", spelled(target)]], .screen)
    case .showOption(let scope, let target, name: let name):
      TmuxScript(
        [["show-options", "-v"] + words(of: scope, target) + ["--", string(name)], mark],
        .markedText)
    default: preconditionFailure("\(command) prints nothing")
    }
  }

  private func newSession(
    _ name: Text, _ launch: Launch, isLasting: Bool
  ) throws(UnknownProgram) -> TmuxScript {
    let words = try words(of: launch)
    var commands = [
      ["new-session", "-d", "-P", "-F", TmuxReading.referenceFormat, "-s"]
        + [Self.format(string(name))] + nonce(launch) + ["--"] + words
    ]
    // Without a target each is of the session that was just made.
    if isLasting { commands.append(["set-option", "destroy-unattached", "off"]) }
    if launch.nonce != 0 { commands.append(["set-environment", "-u", TmuxProgram.nonceName]) }
    return TmuxScript(commands, .reference)
  }

  private func start(
    _ command: [String], at target: TmuxTarget, _ launch: Launch
  ) throws(UnknownProgram) -> TmuxScript {
    let words = try words(of: launch)
    return TmuxScript(
      [
        command + ["-P", "-F", TmuxReading.referenceFormat, "-t", spelled(target)]
          + nonce(launch) + ["--"] + words
      ], .reference)
  }

  private func plain(_ command: String, _ target: TmuxTarget) -> TmuxScript {
    TmuxScript([[command, "-t", spelled(target)]])
  }

  private func words(of launch: Launch) throws(UnknownProgram) -> [String] {
    guard let program = settings.programs[string(launch.program)] else {
      throw UnknownProgram(name: launch.program)
    }
    return program.words(for: launch, argument: string(launch.argument))
  }

  private func nonce(_ launch: Launch) -> [String] {
    guard launch.nonce != 0 else { return [] }
    return ["-e", TmuxProgram.nonceName + "=" + String(launch.nonce, radix: 16)]
  }

  /// Also where the target should not matter it does, to an option that tmux knows and keeps
  /// elsewhere.
  private func words(of scope: OptionScope, _ target: TmuxTarget) -> [String] {
    let sign: [String] =
      switch scope {
      case .session: []
      case .window: ["-w"]
      case .pane: ["-p"]
      case .server: ["-s"]
      case .global: ["-g"]
      }
    return sign + ["-t", spelled(target)]
  }

  /// Says that the command before came to its end, where it may have had nothing to print.
  private var mark: [String] { ["display-message", "-p", TmuxReading.mark] }

  func string(_ text: Text) -> String { texts.string(text) }

  /// A target as it is typed.
  func spelled(_ target: TmuxTarget) -> String {
    switch target {
    case .bare(let name): string(name)
    case .equals(let name): "=" + string(name)
    case .exact(let name): "=" + string(name) + ":"
    case .session(let id): "$\(id)"
    case .window(let id): "@\(id)"
    case .pane(let id): "%\(id)"
    }
  }
}

/// A program whose name means nothing here.
struct UnknownProgram: Error {
  /// The name.
  var name: Text
}
