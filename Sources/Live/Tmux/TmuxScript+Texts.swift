import Operations

// Commands whose words tmux reads once more: as keys, as a format, as a command or in a shell.

extension TmuxScript.Writer {
  /// A text as a format that makes that text, also as one side of a comparison.
  static func format(_ text: String, isCompared: Bool = false) -> String {
    var format = ""
    var signs = 0
    for character in text.unicodeScalars {
      if character == "#" {
        signs += 1
        continue
      }
      format += String(repeating: "#", count: character == "[" ? signs : signs * 2)
      signs = 0
      if isCompared, character == "," || character == "}" { format += "#" }
      format.unicodeScalars.append(character)
    }
    return format + String(repeating: "#", count: signs * 2)
  }

  /// A line and the key that ends it; `C-` and a letter are that key and nothing more.
  func keys(_ text: String, to target: String) -> TmuxScript {
    let bytes = Array(text.utf8)
    let isLetter = bytes.last.map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") } ?? false
    if bytes.count == 3, text.hasPrefix("C-"), isLetter {
      return TmuxScript([["send-keys", "-t", target, text]])
    }
    return TmuxScript([
      ["send-keys", "-t", target, "-l", "--", text], ["send-keys", "-t", target, "C-m"],
    ])
  }

  /// A line through a buffer, and the key that ends it; an empty buffer is none, so there is nothing
  /// to paste then, and only the target must be there.
  func paste(_ text: String, into target: String) -> TmuxScript {
    guard !text.isEmpty else { return TmuxScript([["send-keys", "-t", target, "-l", "--", ""]]) }
    return TmuxScript([
      ["set-buffer", "-b", Self.buffer, "--", text],
      ["paste-buffer", "-d", "-b", Self.buffer, "-t", target],
      ["send-keys", "-t", target, "C-m"],
    ])
  }

  private static var buffer: String { "rehearsal" }

  /// A pipe is always read by a shell, after tmux has read it as a format of a time.
  func pipe(_ target: String, to path: String) -> TmuxScript {
    guard !path.isEmpty else { return TmuxScript([["pipe-pane", "-t", target]]) }
    var line = "exec cat >> '"
    for character in Self.format(path).unicodeScalars {
      switch character {
      case "'": line += "'\\''"
      case "%": line += "%%"
      default: line.unicodeScalars.append(character)
      }
    }
    return TmuxScript([["pipe-pane", "-t", target, line + "'"]])
  }

  /// Compares and kills in one transaction; the kill is a line that tmux reads as a command.
  func kill(_ target: TmuxTarget, if condition: SessionGuard) -> TmuxScript {
    let option = string(condition.option)
    var format = "#{==:#{\(option)},\(Self.format(string(condition.value), isCompared: true))}"
    if condition.unattached { format = "#{&&:\(format),#{==:#{session_attached},0}}" }
    return TmuxScript([
      [
        "if-shell", "-F", "-t", spelled(target), format,
        "kill-session -t \(Self.quoted(spelled(target)))",
      ]
    ])
  }

  /// A text as one word of a line of tmux.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  /// What stands for a field.
  static func format(of field: PaneField) -> String {
    switch field {
    case .sessionName: "#{session_name}"
    case .paneID: "#{pane_id}"
    case .paneDead: "#{pane_dead}"
    case .paneDeadStatus: "#{pane_dead_status}"
    case .panePid: "#{pane_pid}"
    case .currentCommand: "#{pane_current_command}"
    case .serverPid: "#{pid}"
    }
  }
}
