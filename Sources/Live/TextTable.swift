import Glibc
import Operations

/// The texts of a program that works on this machine, for all its threads.
///
/// Operations name texts by their fingerprints; whoever carries them out looks up the bytes here, and
/// puts here what it has read.
public final class TextTable: @unchecked Sendable {
  private var texts = Texts()
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  /// Makes an empty table.
  public init() {
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Lends the texts to one thread at a time.
  public func withTexts<Result>(_ body: (inout Texts) -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body(&texts)
  }

  /// A text as a string.
  public func string(_ text: Text) -> String { withTexts { $0.string(text) } }

  /// A text's bytes.
  public func bytes(_ text: Text) -> [UInt8] { withTexts { $0.withBytes(text) { Array($0) } } }

  /// Adds a string, or finds it.
  public func text(_ string: String) -> Text { withTexts { $0.text(string) } }

  /// Adds bytes, or finds them.
  public func text(_ bytes: [UInt8]) -> Text {
    withTexts { texts in bytes.withUnsafeBufferPointer { texts.text($0) } }
  }
}

/// What came of an operation on this machine: the outcome, and the rows of the listing it names.
public struct Answer: Sendable {
  /// The outcome; a listing in it names slot 0.
  public var outcome: Outcome
  /// The rows of its listing.
  public var rows: [Row]

  /// An answer without rows.
  public init(_ outcome: Outcome) {
    self.outcome = outcome
    rows = []
  }

  /// An answer with rows; the outcome is made of the listing that names them.
  public init(_ rows: [Row], _ outcome: (Listing) -> Outcome) {
    self.outcome = outcome(Listing(slot: 0, count: UInt32(rows.count)))
    self.rows = rows
  }
}
