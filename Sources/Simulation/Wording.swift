import Operations
import SimulatedWorld

/// Puts what happened into words: texts by their bytes, times with units, cases by their names.
///
/// It goes by reflection, which is slow and always complete; it is for failures, not for the loop.
public struct Wording {
  private let texts: Texts
  private let names: [Text]

  /// Knows the texts and the actors of a universe.
  public init<M: Machine>(of universe: borrowing Universe<M>) {
    texts = universe.world.moment.texts
    names = universe.actorNames
  }

  /// Knows texts, and no actors.
  public init(of texts: Texts) {
    self.texts = texts
    names = []
  }

  /// One line for an entry: time, actor and what happened, in columns.
  public func line(_ entry: TraceEntry) -> String {
    let time = words(entry.time)
    let actor =
      entry.actor == .none ? "-" : texts.string(names[Int(entry.actor.rawValue)])
    return Self.padded(time, 12, toTheLeft: true) + "  " + Self.padded(actor, 14) + "  "
      + words(entry.kind)
  }

  /// The words for one kind of entry.
  public func words(_ kind: TraceEntry.Kind) -> String {
    switch kind {
    case .performed(let operation, let outcome):
      "\(words(operation)) -> \(outcome.map(words) ?? "later")"
    case .lost(let operation): "\(words(operation)): lost, its caller is gone"
    case .answered(_, let outcome): "hears: \(words(outcome))"
    case .unheard(_, let outcome): "gone before it heard: \(words(outcome))"
    case .fired: "timer fires"
    case .told(let message, let sender):
      "told by \(words(sender)): \(words(message.topic)) \(words(message.body)) \(message.number)"
    case .signalled(let signal): "catches \(signal)"
    case .began(let start):
      "\(start.isRestart ? "begins again" : "begins"), pid \(start.identity.pid)"
    case .ended(let ending): "ends: \(arguments(of: ending))"
    case .world(let event): "world: \(arguments(of: event))"
    case .fault(let fault): "FAULT \(arguments(of: fault))"
    case .interference(let interference, let verb):
      "FAULT \(arguments(of: interference)) on \(verb.name)"
    }
  }

  /// The name of an operation and what it was given.
  public func words(_ operation: Operation) -> String {
    let given = payload(of: operation).map { arguments(of: $0, isOperation: true) } ?? ""
    return given.isEmpty ? "\(operation.verb.name)" : "\(operation.verb.name) \(given)"
  }

  /// What an operation came to.
  public func words(_ outcome: Outcome) -> String {
    switch outcome {
    case .tmux(.failed(let failure)): "status 1: \(failure.message(in: texts))"
    case .process(.failed(let errno)), .file(.failed(let errno)): "\(errno.message)"
    default: payload(of: outcome).map { arguments(of: $0) } ?? "\(outcome)"
    }
  }

  // MARK: - Reflection

  private func arguments(of value: Any, isOperation: Bool = false) -> String {
    if let plain = plain(value) { return plain }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      return mirror.children.first.map { arguments(of: $0.value) } ?? "none"
    case .enum:
      guard let child = mirror.children.first else { return isOperation ? "" : "\(value)" }
      let inner = arguments(of: child.value, isOperation: false)
      return isOperation ? inner : [child.label ?? "", inner].joined(separator: " ")
    case .tuple, .struct:
      return mirror.children.map { child in
        let inner = arguments(of: child.value)
        guard let label = child.label, !label.hasPrefix(".") else { return inner }
        return "\(label)=\(inner)"
      }.joined(separator: " ")
    default:
      return "\(value)"
    }
  }

  private func plain(_ value: Any) -> String? {
    switch value {
    case let text as Text: words(text)
    case let instant as Instant: words(instant)
    case let interval as Interval:
      interval == .unlimited ? "unlimited" : words(Instant(nanoseconds: interval.nanoseconds))
    case let time as WallTime: "\(time.milliseconds)ms"
    case let tag as Tag: "#\(tag.rawValue)"
    case let index as ProcessIndex: process(index)
    case let operation as Operation: words(operation)
    case let outcome as Outcome: words(outcome)
    case let listing as Listing: "\(listing.count) rows"
    case let flag as Bool: flag ? "yes" : "no"
    case let identity as ProcessIdentity:
      "pid \(identity.pid) tick \(identity.startTick) nonce \(identity.nonce)"
    default: nil
    }
  }

  private func process(_ index: ProcessIndex) -> String {
    "process \(index.slot).\(index.generation)"
  }

  private func payload(of value: Any) -> Any? {
    Mirror(reflecting: value).children.first?.value
  }

  private func words(_ text: Text) -> String {
    guard !text.isEmpty else { return "''" }
    guard texts.knows(text) else { return "?\(text.fingerprint % 10_000)" }
    let string = texts.string(text)
    return string.contains { $0 == " " || $0 == "\n" } ? "'\(string)'" : string
  }

  /// A time in the unit that shows it best.
  public func words(_ instant: Instant) -> String {
    let nanoseconds = instant.nanoseconds
    if nanoseconds == Int64.max { return "never" }
    let microseconds = nanoseconds / 1_000
    let seconds = microseconds / 1_000_000
    let fraction = Self.padded("\(microseconds % 1_000_000)", 6, toTheLeft: true, with: "0")
    return "\(seconds).\(fraction)s"
  }

  private static func padded(
    _ string: String, _ width: Int, toTheLeft: Bool = false, with pad: String = " "
  ) -> String {
    let padding = String(repeating: pad, count: max(0, width - string.count))
    return toTheLeft ? padding + string : string + padding
  }
}

extension Universe where M: Machine {
  /// What happened in both universes at the event where they part, side under side.
  public borrowing func report(_ divergence: Divergence) -> String {
    let wording = Wording(of: self)
    func side(_ title: String, _ entries: [TraceEntry]) -> [String] {
      [title] + (entries.isEmpty ? ["  (nothing)"] : entries.map { "  " + wording.line($0) })
    }
    var lines = ["The runs part at event \(divergence.number)."]
    lines += side("first:", divergence.left)
    lines += side("second:", divergence.right)
    if divergence.endedEarly { lines.append("One of them has nothing left to do.") }
    return lines.joined(separator: "\n")
  }
}
