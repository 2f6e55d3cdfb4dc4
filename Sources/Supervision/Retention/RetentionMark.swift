import Operations

/// What the option `@state` of a tmux session says, for those who have no store.
public enum RetentionMark: Hashable, Sendable {
  /// Not set.
  case absent
  /// Somebody works in it; written when it is started, and by whoever gives it work again.
  case active
  /// Its agent has ended by itself; written by its runner.
  case exited
  /// Its work is complete and it is kept to be read; written by whoever judges that.
  case completed
  /// Somebody ends it, who does not know better than to say so here.
  case closing
  /// Something else.
  case unreadable

  /// Reads the option.
  public init(_ text: Text) {
    switch text {
    case .empty: self = .absent
    case Text("active"): self = .active
    case Text("exited"): self = .exited
    case Text("completed"): self = .completed
    case Text("closing"): self = .closing
    default: self = .unreadable
    }
  }
}
