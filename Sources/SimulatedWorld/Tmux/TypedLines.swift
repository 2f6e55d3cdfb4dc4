import Operations

/// What was typed into a pane and printed in it last, at most four lines, the oldest first.
public struct TypedLines: Hashable, Sendable, Foldable {
  private var first = Text.empty
  private var second = Text.empty
  private var third = Text.empty
  private var fourth = Text.empty
  /// How many lines there are.
  public private(set) var count = 0
  /// Whether there were more: the first of the screen is none of these then.
  private(set) var hasForgotten = false

  /// The line at a place.
  public subscript(place: Int) -> Text {
    precondition(place >= 0 && place < count, "no line \(place) of \(count)")
    return switch place {
    case 0: first
    case 1: second
    case 2: third
    default: fourth
    }
  }

  /// Adds a line, and forgets the oldest of four.
  mutating func add(_ line: Text) {
    switch count {
    case 0: first = line
    case 1: second = line
    case 2: third = line
    case 3: fourth = line
    default:
      (first, second, third, fourth) = (second, third, fourth, line)
      hasForgotten = true
    }
    count = min(count + 1, 4)
  }

  /// Folds every line, and whether there were more.
  public func fold(into digest: inout Digest) {
    for place in 0..<count { digest.fold(self[place]) }
    if hasForgotten { digest.fold(1, 0) }
  }
}
