import Operations

/// What a runner of rlp-desk 0.11.1 works on, and where its two specifications differ.
public struct RlpDeskSetup: Hashable, Sendable {
  /// The project's root as it was spelt; the argument of a start takes its place.
  public var root: Text
  /// The mission.
  public var slug: Text
  /// The socket of the tmux server.
  public var socket: Text
  /// `RLP_BACKGROUND=1`.
  public var isBackground: Bool
  /// Whether a taken name gets the pid as well as the second, as the third plan had it.
  public var hasPidInSuffix: Bool
  /// `POLL_INTERVAL`.
  public var pollInterval: Interval
  /// `ITER_TIMEOUT`.
  public var iterationTimeout: Interval
  /// `MAX_ITER`.
  public var iterationsMax: Int
  /// The shell that runs in each pane, into which the agents are typed.
  public var shellProgram: Text

  /// Makes a setup.
  public init(
    root: Text, slug: Text, socket: Text = Text("/tmp/tmux"), isBackground: Bool = true,
    hasPidInSuffix: Bool = true, pollInterval: Interval = .seconds(5),
    iterationTimeout: Interval = .seconds(600), iterationsMax: Int = 100,
    shellProgram: Text = Text("zsh")
  ) {
    self.root = root
    self.slug = slug
    self.socket = socket
    self.isBackground = isBackground
    self.hasPidInSuffix = hasPidInSuffix
    self.pollInterval = pollInterval
    self.iterationTimeout = iterationTimeout
    self.iterationsMax = iterationsMax
    self.shellProgram = shellProgram
  }
}
