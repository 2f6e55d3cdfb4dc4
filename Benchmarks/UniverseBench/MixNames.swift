import Operations

/// The texts that all machines of the mix use.
struct MixNames {
  let folder = Text("/data")
  let socket = Text("/tmp/tmux-1000/default")
  let agent = Text("agent")
  let content = Text("content")

  /// Puts their bytes where a world finds them.
  static func enter(_ texts: inout Texts) {
    for name in ["/data", "/tmp/tmux-1000/default", "agent", "content"] { _ = texts.text(name) }
  }
}
