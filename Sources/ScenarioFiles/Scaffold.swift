import Forms

/// The first scenario of somebody who writes one: it holds as it is, and says what each part does.
public enum Scaffold {
  /// Where its schema is, as seen from the folder `scenarios`.
  public static let schemaPath = "../schema/scenario.json"

  /// The text of the file; the name becomes the run that it is about.
  public static func text(named name: String) -> String {
    precondition(isName(name), "'\(name)' is no name")
    return """
      # yaml-language-server: $schema=\(schemaPath)
      # All that can stand here is described in docs/scenarios.md.

      # What it is about, in one sentence.
      scenario: One session of \(name), whoever asks for it, and whatever dies on the way

      # Each seed is a run of its own.
      seeds: 1..5
      lasts: 2m

      # Who takes part, by names that you choose. Each does one thing.
      actors:
        # Two ask for the same run, the second at an instant that the seed draws.
        ada: { spawn: \(name) }
        ben: { spawn: \(name), at: 1s..10s }
        # Somebody watches over all sessions.
        watch: { supervisor: }

      # What goes wrong, and when: 'at', 'after', 'between' or 'when'.
      timeline:
        # The one who watches dies as soon as there is an agent, and comes back.
        - { when: { has-agent: \(name) }, crash: watch }
        - { when: { is-gone: watch }, then: 5s, restart: watch }

      # What must hold all the same: properties, and what there is in the end.
      expect:
        - one-session-per-run
        - count: { of: agents-ever, which: \(name), is: 1 }

      # What makes it fail. A scenario that nothing can make fail shows nothing.
      red:
        - { without: [run-key-checked], violates: [one-session-per-run, count] }

      """
  }

  /// Whether it can be the name of a run: small letters, digits and dashes, a letter first.
  public static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return name.utf8.count <= 40
      && name.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      } && !["true", "false", "null"].contains(name)
  }
}
