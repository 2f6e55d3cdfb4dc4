/// What a command gets for one of its parameters: one value, perhaps one (`Int?`), or many (`[Int]`).
public protocol Answer: Sendable {
  /// The type of a single value.
  associatedtype Item: Word

  /// How many values there can be.
  static var quantity: Quantity { get }

  /// The answer that these words give, or nil when they do not fit.
  init?(words: [String])

  /// The words that give this answer.
  var words: [String] { get }
}

/// How many values a parameter can have.
public enum Quantity: Sendable {
  /// One: written, or else the default.
  case one
  /// One or none.
  case optional
  /// Any number, in the order in which they were written.
  case many
}

extension Word {
  /// A bare value stands for itself.
  public static var quantity: Quantity { .one }

  /// The last word counts, so that a script can append to a command line to overrule it.
  public init?(words: [String]) {
    guard let last = words.last else { return nil }
    self.init(last)
  }

  /// The one word.
  public var words: [String] { [description] }
}

extension Optional: Answer where Wrapped: Word {
  /// A single value is a wrapped one.
  public typealias Item = Wrapped

  /// One or none.
  public static var quantity: Quantity { .optional }

  /// The last word counts; no word is nil.
  public init?(words: [String]) {
    guard let last = words.last else {
      self = .none
      return
    }
    guard let value = Wrapped(last) else { return nil }
    self = .some(value)
  }

  /// One word or none.
  public var words: [String] { map { [$0.description] } ?? [] }
}

extension Array: Answer where Element: Word {
  /// A single value is an element.
  public typealias Item = Element

  /// Any number.
  public static var quantity: Quantity { .many }

  /// Every word counts.
  public init?(words: [String]) {
    self = words.compactMap { Element($0) }
    guard count == words.count else { return nil }
  }

  /// One word for each element.
  public var words: [String] { map(\.description) }
}
