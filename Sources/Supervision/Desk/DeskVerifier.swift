import Operations

/// A verifier in a pane, as a scenario wants it: answers each prompt with the next verdict.
///
/// Its argument is the folder of the mission's files. The last verdict is repeated.
public struct DeskVerifier: Machine {
  private let verdicts: [DeskVerdict]
  private let time: Interval
  private var folder = Text.empty
  private var next = 0

  /// Makes a verifier that takes so long for each verdict.
  public init(_ verdicts: [DeskVerdict], after time: Interval = .seconds(10)) {
    precondition(!verdicts.isEmpty, "a verifier without verdicts")
    self.verdicts = verdicts
    self.time = time
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      folder = start.argument
    case .message(let message, from: _):
      guard message.topic == Text("keys"), message.body != Text("continue") else { return }
      next += 1
      emit.perform(.timer(time), Tag(rawValue: 1))
    case .outcome(_, .fired):
      let word: StaticString =
        switch verdicts[min(next, verdicts.count) - 1] {
        case .complete: "pass\",\"recommended_state_transition\":\"complete"
        case .pass: "pass\",\"recommended_state_transition\":\"continue"
        case .fail: "fail"
        case .requestInfo: "request_info"
        case .blocked: "blocked"
        case .unknown: "unheard-of"
        }
      let verdict = emit.text { builder, _ in
        builder.add("{\"verdict\":\"")
        builder.add(word)
        builder.add("\"}\n")
      }
      let path = emit.text { builder, texts in
        builder.add(folder, from: texts)
        builder.add("/verify-verdict.json")
      }
      emit.perform(.file(.replace(path, content: verdict)), Tag(rawValue: 2))
    case .outcome, .signal:
      // A verdict that could not be written is missed by the one who waits for it.
      break
    }
  }

  /// Folds how far it is.
  public func fold(into digest: inout Digest) {
    digest.fold(folder)
    digest.fold(next)
  }
}
