import Operations
import SimulatedWorld

/// Who reads a log or a diff is shown every entry once, in order, and within the lag limit.
///
/// It is violated at the event at which an entry was passed over, shown again, shown after a later
/// one, or left waiting longer than the limit while the connection was open.
///
/// Systems: Forge.
public struct StreamsAreComplete: Property {
  /// What must hold.
  public static let sentence =
    "Who reads a log or a diff is shown every entry once, in order, and within the lag limit."
  /// The limits that a file may set.
  public static let takes: PropertyLimits.Names = .lag
  /// What it is called in files and reports.
  public let name = PropertyName.streamsAreComplete
  /// What it has found so far.
  public var finding = Finding()
  /// How long an entry may be there and not be shown.
  public var lagMax = Interval.milliseconds(100)

  private var shown: [Int] = []

  /// Watches nothing yet.
  public init() {}

  /// Takes the limits that a file sets.
  public mutating func take(_ limits: PropertyLimits) {
    lagMax = limits.lag ?? lagMax
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    while shown.count < account.streams.count { shown.append(0) }
    for place in account.streams.indices {
      let stream = account.streams[place]
      if stream.shownCount > shown[place] {
        shown[place] = stream.shownCount
        exercise()
      }
      guard let words = words(stream) else { continue }
      violate(
        account,
        Violation(
          "\(account.say(stream.reader, world)) reads \(world.say(stream.source)) and \(words)",
          actors: [stream.reader], subjects: [stream.source],
          state: [
            .init("produced", "\(stream.producedCount)"), .init("shown", "\(stream.shownCount)"),
            .init("lost", "\(stream.lostCount)"), .init("repeated", "\(stream.repeatedCount)"),
            .init("out of order", "\(stream.reorderedCount)"),
            .init("longest lag", stream.lagMax.words),
          ]))
    }
  }

  /// Looks at the run when it is over and all is quiet.
  public mutating func conclude(_ account: borrowing Account, _ world: borrowing World) {
    watch(account, world)
  }

  private func words(_ stream: StreamFacts) -> String? {
    if stream.lostCount > 0 { return "has missed \(stream.lostCount) entries" }
    if stream.repeatedCount > 0 { return "was shown \(stream.repeatedCount) entries again" }
    if stream.reorderedCount > 0 { return "was shown \(stream.reorderedCount) entries too late" }
    guard stream.lagMax > lagMax else { return nil }
    return "was shown an entry \(stream.lagMax.words) after it was there"
  }
}
