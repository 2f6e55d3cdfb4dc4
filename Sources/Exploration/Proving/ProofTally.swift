import Operations
import Properties

/// What was put to the test in all states of a proof.
public final class ProofTally: @unchecked Sendable {
  /// Whether each property was put to the test somewhere, in the order of the expectations.
  public private(set) var exercised: [Bool] = []

  /// Whether somebody has read a clock, which stands still in a proof.
  var clockWasRead = false
  /// The paths that were resolved at once, because nobody could see it.
  private var quiet: [(path: Text, words: String)] = []
  /// The paths at which something was removed or renamed.
  private var moved: [(path: Text, words: String)] = []

  /// Nothing yet.
  public init() {}

  /// Notes what a run has put to the test so far.
  func note(_ properties: [any Property]) {
    if exercised.count < properties.count {
      exercised = Array(repeating: false, count: properties.count)
    }
    for place in properties.indices where !exercised[place] {
      exercised[place] = properties[place].finding.exerciseCount > 0
    }
  }

  /// Notes that a path was resolved at once.
  func noteQuiet(_ path: Text, _ texts: borrowing Texts) {
    if !quiet.contains(where: { $0.path == path }) { quiet.append((path, texts.string(path))) }
  }

  /// Notes what an operation that takes effect removes or renames.
  func note(_ operation: Operation, _ texts: borrowing Texts) {
    guard case .file(let operation) = operation else { return }
    switch operation {
    case .removeDirectory(let path), .removeTree(let path), .remove(let path),
      .symbolicLink(_, to: let path):
      noteMove(path, texts)
    case .rename(let from, let to):
      noteMove(from, texts)
      noteMove(to, texts)
    default: break
    }
  }

  private func noteMove(_ path: Text, _ texts: borrowing Texts) {
    if !moved.contains(where: { $0.path == path }) { moved.append((path, texts.string(path))) }
  }

  /// Whether somebody has moved what a path leads through that was resolved at once.
  var hasMovedQuiet: Bool {
    quiet.contains { way in
      moved.contains { way.words == $0.words || way.words.hasPrefix($0.words + "/") }
    }
  }
}
