import Glibc

/// The server that a workflow runs on.
enum GitHub {
  /// Whether this runs on one: it says so in the environment.
  static var isServer: Bool {
    getenv("GITHUB_ACTIONS").map { String(cString: $0) } == "true"
  }
}
