import Operations

/// What a desk works on and with.
public struct DeskSetup: Hashable, Sendable {
  /// The project's root, as the caller spells it; the argument of a start takes its place.
  public var root: Text
  /// The mission.
  public var slug: Text
  /// The socket of the tmux server.
  public var socket: Text
  /// Whether nobody watches: a taken name is answered by another name, and the session stays when
  /// its clients leave.
  public var isBackground: Bool
  /// The program of the first pane, for people.
  public var leaderProgram: Text
  /// The program of the worker's pane.
  public var workerProgram: Text
  /// The program of the verifier's pane.
  public var verifierProgram: Text

  /// Makes a setup.
  public init(
    root: Text, slug: Text, socket: Text = Text("/tmp/tmux"), isBackground: Bool = true,
    leaderProgram: Text = Text("sh"), workerProgram: Text = Text("worker"),
    verifierProgram: Text = Text("verifier")
  ) {
    self.root = root
    self.slug = slug
    self.socket = socket
    self.isBackground = isBackground
    self.leaderProgram = leaderProgram
    self.workerProgram = workerProgram
    self.verifierProgram = verifierProgram
  }
}
