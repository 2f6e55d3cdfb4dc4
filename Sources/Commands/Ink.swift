/// Whether text is coloured: decided once for each stream, and passed to what renders.
public enum Ink: Sendable {
  /// Text as it is.
  case plain
  /// Text with the escape sequences of a terminal.
  case colored

  /// Colours are for terminals that can show them and for people who have not declined them.
  ///
  /// An empty `NO_COLOR` is the same as none (no-color.org).
  public init(isTerminal: Bool, noColor: String?, term: String?) {
    let isDeclined = noColor.map { !$0.isEmpty } ?? false
    self = isTerminal && !isDeclined && term != "dumb" ? .colored : .plain
  }

  func bold(_ text: String) -> String { paint(text, code: "1") }

  func red(_ text: String) -> String { paint(text, code: "1;31") }

  /// A word that a reader is not to miss.
  public func emphasised(_ text: String) -> String { red(text) }

  /// How a message about a failure begins.
  public var errorHeading: String { red("Error:") }

  private func paint(_ text: String, code: String) -> String {
    self == .plain ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
