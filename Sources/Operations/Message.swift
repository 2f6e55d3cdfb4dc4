/// Something that one actor tells another, an agent or a person.
///
/// What the numbers mean is agreed between the two; the world carries them as they are.
public struct Message: Hashable, Sendable, Foldable {
  /// What it is about.
  public var topic: Text
  /// What it says.
  public var body: Text
  /// A number that belongs to it: a count, a revision, a nonce.
  public var number: UInt64

  /// Makes a message.
  public init(topic: Text, body: Text = .empty, number: UInt64 = 0) {
    self.topic = topic
    self.body = body
    self.number = number
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(topic)
    digest.fold(body)
    digest.fold(number)
  }
}

/// Who gets a message.
public enum Recipient: Hashable, Sendable {
  /// The actor of that name, if it runs.
  case actor(Text)
  /// Whoever sent the message that is being answered.
  case process(ProcessIdentity)
  /// A person, who reads it some time; the world counts what each was told.
  case person(Text)
}

/// What became of a message.
public enum MessageOutcome: UInt8, Hashable, Sendable {
  /// It was handed over.
  case delivered
  /// Nobody of that name runs.
  case nobody
  /// The mailbox is full.
  case full
}
