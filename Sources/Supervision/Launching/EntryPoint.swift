import Operations

/// What a person types to reach the program, as its hints spell it.
///
/// A hint that names a command which does not exist costs the reader more than no hint: every
/// command shown stands after the entry point, and the entry point is the one that was configured.
public struct EntryPoint: Hashable, Sendable, Foldable {
  /// The words before the command, such as `npx automagik-genie` or `rehearse session`.
  public var words: Text

  /// Names an entry point.
  public init(_ words: Text) {
    self.words = words
  }

  /// The command that shows what a session prints, after what is put before it.
  public func view(_ session: Text, _ emit: inout Emitter, after indent: StaticString = "") -> Text
  {
    line(indent, "view", session, "", &emit)
  }

  /// The command that goes on with a session.
  public func resume(
    _ session: Text, _ emit: inout Emitter, after indent: StaticString = ""
  ) -> Text {
    line(indent, "resume", session, " \"...\"", &emit)
  }

  /// The command that stops a session.
  public func stop(_ session: Text, _ emit: inout Emitter, after indent: StaticString = "") -> Text
  {
    line(indent, "stop", session, "", &emit)
  }

  private func line(
    _ indent: StaticString, _ command: StaticString, _ session: Text, _ rest: StaticString,
    _ emit: inout Emitter
  ) -> Text {
    emit.text { builder, texts in
      builder.add(indent)
      builder.add(words, from: texts)
      builder.add(" ")
      builder.add(command)
      builder.add(" ")
      builder.add(session, from: texts)
      builder.add(rest)
    }
  }

  /// Folds the words.
  public func fold(into digest: inout Digest) {
    digest.fold(words)
  }
}
