import Forms
import Lifecycle
import Operations
import Scenarios

extension Form<Target> {
  /// Something that runs for somebody: `fix-1`, `fix-1.agent`, `desk.worker`.
  static var target: Form {
    .converting(
      .nonEmptyText,
      make: { text throws(Refusal) in
        guard let dot = text.lastIndex(of: "."),
          let part = Target.Part.allCases.first(where: {
            $0.text == text[text.index(after: dot)...]
          })
        else { return Target(text) }
        guard dot > text.startIndex else { throw Refusal("'\(text)' does not say whose it is") }
        return Target(String(text[..<dot]), part)
      },
      part: { $0.part == .whole ? $0.owner : "\($0.owner).\($0.part.text)" })
  }
}

extension Form<Happening.Calls> {
  /// Kinds of operations: a verb such as `new-session`, a family such as `tmux`, or `any`.
  static var calls: Form {
    .converting(
      .word(
        among: ["any"] + Happening.Family.allCases.map(\.text)
          + Verb.allCases.filter(\.canBeStruck).map { "\($0.name)" }, "a kind of call"),
      make: { word in
        if word == "any" { return .any }
        if let family = Happening.Family.allCases.first(where: { $0.text == word }) {
          return .family(family)
        }
        guard let verb = Verb.allCases.first(where: { "\($0.name)" == word }) else {
          preconditionFailure("\(word) is no kind of call")
        }
        return .verb(verb)
      },
      part: { calls in
        switch calls {
        case .any: "any"
        case .family(let family): family.text
        case .verb(let verb): "\(verb.name)"
        }
      })
  }
}

extension Verb {
  /// Whether it goes through the world, so that something can go wrong with it.
  var canBeStruck: Bool {
    switch self {
    case .timer, .cancelTimer, .readClock, .drawNumber: false
    default: true
    }
  }
}

extension Form<Ending> {
  /// How a process ends: a status such as `1`, or a signal such as `KILL`.
  static var ending: Form {
    .scalar(
      "an exit status such as 1, or a signal such as KILL", pattern: "^(HUP|INT|KILL|SEGV|TERM)$",
      integers: 0...255,
      read: { text in
        if let signal = SignalWord.signal(text), SignalWord.ends(signal) {
          return .signalled(signal)
        }
        return UInt8(text).map { .exited($0) }
      },
      write: { ending in
        switch ending {
        case .exited(let status): "\(status)"
        case .signalled(let signal): SignalWord.word(signal)
        }
      })
  }
}

extension Form<Signal> {
  /// A signal by its name.
  static var signal: Form {
    .converting(
      .word(among: SignalWord.all.map(\.word), "a signal"),
      make: { SignalWord.signal($0) ?? .terminate }, part: { SignalWord.word($0) })
  }
}

/// Signals by their names.
enum SignalWord {
  static let all: [(word: String, signal: Signal)] = [
    ("HUP", .hangUp), ("INT", .interrupt), ("KILL", .kill), ("SEGV", .segmentationFault),
    ("TERM", .terminate), ("CONT", .continue), ("STOP", .stop),
  ]

  static func signal(_ word: String) -> Signal? { all.first { $0.word == word }?.signal }

  static func word(_ signal: Signal) -> String {
    all.first { $0.signal == signal }?.word ?? "TERM"
  }

  static func ends(_ signal: Signal) -> Bool { signal != .continue && signal != .stop }
}
