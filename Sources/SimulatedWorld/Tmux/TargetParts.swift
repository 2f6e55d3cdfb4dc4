import Operations

/// A target by name, cut into what it says of session, window and pane.
struct TargetParts {
  /// The session that it names.
  var session: Text?
  /// The window that it names, by name or index.
  var window: Text?
  /// The pane that it names, by index.
  var pane: Text?
  /// Whether the session must have that very name.
  var exactSession = false
  /// Whether the window must have that very name.
  var exactWindow = false
  /// Whether a dot said that it is a pane and nothing else.
  var paneOnly = false

  /// Cuts a target; one that says nothing at all is the current one.
  init(_ target: TmuxTarget, _ kind: TargetKind, _ moment: inout Moment) {
    let name: Text
    switch target {
    case .bare(let text), .equals(let text), .exact(let text): name = text
    case .session, .window, .pane: return
    }
    if Self.isPlain(name, moment.texts) {
      set(target, name, kind, &moment)
    } else {
      cut(TmuxServers.name(of: target, &moment), kind, &moment)
    }
  }

  private mutating func set(
    _ target: TmuxTarget, _ name: Text, _ kind: TargetKind, _ moment: inout Moment
  ) {
    switch (target, kind) {
    case (_, _) where name.isEmpty:
      break
    case (.exact, _), (.equals, .session):
      session = name
      exactSession = true
    case (.equals, .window):
      window = name
      exactWindow = true
    case (.equals, .pane):
      // The sign is no sign to a pane command: it is part of the name.
      pane = TmuxServers.name(of: target, &moment)
    case (_, .session): session = name
    case (_, .window): window = name
    case (_, .pane): pane = name
    }
  }

  private static func isPlain(_ name: Text, _ texts: borrowing Texts) -> Bool {
    texts.withBytes(name) { bytes in
      guard let first = bytes.first else { return true }
      return first != UInt8(ascii: "=")
        && !bytes.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }
  }

  private mutating func cut(_ whole: Text, _ kind: TargetKind, _ moment: inout Moment) {
    let bytes = moment.texts.withBytes(whole) { Array($0) }
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    let afterColon = colon.map { $0 + 1 } ?? 0
    let dot = bytes[afterColon...].firstIndex(of: UInt8(ascii: "."))
    let middle = bytes[afterColon..<(dot ?? bytes.count)]
    if let colon {
      session = moment.texts.piece(bytes[..<colon])
      window = moment.texts.piece(middle)
    } else if dot != nil {
      window = moment.texts.piece(middle)
    } else {
      switch kind {
      case .session: session = moment.texts.piece(middle)
      case .window: window = moment.texts.piece(middle)
      case .pane: pane = moment.texts.piece(middle)
      }
    }
    if let dot {
      pane = moment.texts.piece(bytes[(dot + 1)...])
      paneOnly = true
    }
    (session, exactSession) = Self.strip(session, &moment)
    (window, exactWindow) = Self.strip(window, &moment)
  }

  /// Takes away the sign of an exact name.
  private static func strip(_ name: Text?, _ moment: inout Moment) -> (Text?, Bool) {
    guard let name else { return (nil, false) }
    let bytes = moment.texts.withBytes(name) { Array($0) }
    guard bytes.first == UInt8(ascii: "=") else { return (name, false) }
    return (moment.texts.piece(bytes[1...]), true)
  }
}

extension Texts {
  /// A piece of a text as a text; nil when it is empty.
  fileprivate mutating func piece(_ bytes: ArraySlice<UInt8>) -> Text? {
    bytes.isEmpty ? nil : bytes.withUnsafeBufferPointer { text($0) }
  }
}
