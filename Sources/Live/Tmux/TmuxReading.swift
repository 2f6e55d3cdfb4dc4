import Operations

/// How what a client printed is read.
enum TmuxReading {
  /// Nothing is printed.
  case nothing
  /// A line.
  case text
  /// A line, or nothing, and the mark.
  case markedText
  /// The lines of a pane.
  case screen
  /// What was made.
  case reference
  /// A row a pane.
  case panes
  /// A row a session, and the mark.
  case sessions

  /// What is printed after what may print nothing.
  static let mark = "."

  /// Which pane of which session of which server: six numbers.
  static let referenceFormat =
    "#{pid} #{start_time} #{session_id} #{window_id} #{pane_id} #{pane_pid}"

  /// Numbers, among them the lengths of the texts that follow the colon.
  ///
  /// The command of a pane may change while the row is written, so it has no length: it goes to the
  /// end of the line, and no control character of it is told. (A class by its name would not do: a
  /// colon ends the pattern.)
  static let paneFormat =
    referenceFormat + " #{session_created} #{session_attached} #{pane_dead}"
    + " #{pane_dead_status} #{pane_dead_signal}"
    + " #{n:session_name} #{n:@owner} #{n:@generation} #{n:@state}"
    + ":#{session_name}#{@owner}#{@generation}#{@state}"
    + "#{s/[\u{1}-\u{1F}]/?/:pane_current_command}"

  /// The same for a session.
  static let sessionFormat =
    "#{session_id} #{session_windows} #{session_created} #{session_attached}"
    + " #{n:session_name}:#{session_name}"

  /// The answer that the output of a client with status 0 is.
  ///
  /// A server that ends in good order lets its clients go with status 0 and nothing printed.
  func answer(_ output: [UInt8], _ texts: TextTable) -> Answer {
    if output.isEmpty { return Answer(.tmux(.done)) }
    var rows = TmuxRows(output)
    switch self {
    case .nothing:
      return Answer(.tmux(.done))
    case .text:
      return Answer(.tmux(.text(texts.text(Array(output.dropLast())))))
    case .markedText:
      return Answer(.tmux(.text(texts.text(Array(output.dropLast(2 + Self.mark.utf8.count))))))
    case .screen:
      let end = output.lastIndex { $0 != UInt8(ascii: "\n") }.map { $0 + 1 } ?? 0
      return Answer(.tmux(.text(texts.text(Array(output[..<end])))))
    case .reference:
      guard let reference = rows.reference() else { return Self.unreadable(output, texts) }
      return Answer(.tmux(.created(reference)))
    case .panes:
      var panes: [Row] = []
      while !rows.isAtEnd {
        guard let pane = rows.pane(texts) else { return Self.unreadable(output, texts) }
        panes.append(.pane(pane))
      }
      return Answer(panes) { .tmux(.listing($0)) }
    case .sessions:
      var sessions: [Row] = []
      while !rows.isAtMark {
        guard let session = rows.session(texts) else { return Self.unreadable(output, texts) }
        sessions.append(.session(session))
      }
      return Answer(sessions) { .tmux(.listing($0)) }
    }
  }

  private static func unreadable(_ output: [UInt8], _ texts: TextTable) -> Answer {
    Answer(.tmux(.failed(TmuxFailure(.clientFailed, texts.text(output)))))
  }
}
