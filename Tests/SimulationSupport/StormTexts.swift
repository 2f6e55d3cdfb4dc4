import Operations

/// The names that a storm uses; the scene puts their bytes into the table of texts.
enum StormTexts {
  static let programs: [StaticString] = ["storm", "catcher", "hardy"]
  static let tools: [StaticString] = ["sleep", "cat", "claude"]
  static let depths: [StaticString] = ["0", "1", "2", "3"]
  static let actors: [StaticString] = [
    "storm", "catcher", "hardy", "a0", "a1", "a2", "a3", "ghost",
  ]
  static let persons: [StaticString] = ["maria", "jan"]
  static let sessions: [StaticString] = ["a", "ab", "abc", "b", "s:1", "0", "=a", "*", ""]
  static let sockets: [StaticString] = ["/tmp/tmux", "/tmp/other"]
  static let options: [StaticString] = [
    "@owner", "@state", "remain-on-exit", "destroy-unattached", "exit-empty", "nonsense",
  ]
  static let values: [StaticString] = ["on", "off", "failed", "x", "a longer text\n", ""]
  static let paths: [StaticString] = [
    "/tmp", "/tmp/f", "/tmp/g", "/tmp/d", "/tmp/d/e", "/tmp/d/e/f", "/tmp/link", "/tmp/../tmp/f",
    "/repo/a", "/w/x/new", "/", "relative",
  ]
  static let repositories: [StaticString] = ["/repo", "/repo", "/repo", "/tmp"]
  static let worktrees: [StaticString] = ["/w/x", "/w/y", "/w/z", "/repo", "/tmp/d"]
  static let branches: [StaticString] = ["main", "x", "y", "z", "feature"]
  static let keys: [StaticString] = ["k1", "k2", "k3", "k4"]

  /// Every one of them.
  static let all: [StaticString] =
    programs + tools + depths + actors + persons + sessions + sockets + options + values + paths
    + repositories + worktrees + branches + keys
}

extension Dice {
  /// One of these names.
  mutating func text(_ names: [StaticString]) -> Text { Text(pick(names)) }
}
