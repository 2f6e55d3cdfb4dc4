/// What stopped a search before it had seen everything.
public enum Bound: String, Hashable, Sendable {
  case states, depth, transitions, bytes
}
