import Properties
import Scenarios

/// What kind of failure it is: which property, and how, whatever names and numbers it is about.
///
/// Two runs that fail in the same way have one class, and a smaller run that fails in another way is
/// another failure.
public struct FailureClass: Hashable, Sendable {
  /// The name of what was expected.
  public let expectation: String
  /// How it was violated, without names and numbers.
  public let shape: String

  /// The class of a violation of an expectation; the names are those of actors and runs.
  public init(_ expectation: String, _ violation: Violation, names: [String]) {
    self.expectation = expectation
    shape = Self.shape(of: violation.words, names)
  }

  init(expectation: String, shape: String) {
    self.expectation = expectation
    self.shape = shape
  }

  /// A run that was given up because it came to no end.
  public static let endless = FailureClass(
    expectation: "comes-to-an-end", shape: "it goes on and on")

  /// Both, in one line.
  public var text: String { "\(expectation): \(shape)" }

  /// The words without what differs from run to run: every word that is a number, a path, an id or
  /// a list of names becomes one mark.
  private static func shape(of words: String, _ names: [String]) -> String {
    var shape: [String] = []
    for word in words.split(separator: " ") {
      let letters = String(word.filter { $0.isLetter || $0 == "-" })
      let bare =
        word.last.map { ",:".contains($0) } == true ? String(word.dropLast()) : String(word)
      let isName = bare.contains { !$0.isLetter } || names.contains(bare)
      if isName, shape.last == "_" { continue }
      shape.append(isName ? "_" : letters)
    }
    return shape.joined(separator: " ")
  }
}

extension Scenario {
  /// What those who take part are called, and what they ask for.
  var names: [String] {
    actors.flatMap { player in
      switch player.part {
      case .command(let part): player.names + [part.run]
      case .forge(let part): player.names + [part.run]
      default: player.names
      }
    }
  }
}
