import Exploration

/// Something to be proven or refuted, and how fast that has to be.
struct Question {
  let name: String
  /// The scenario, by the name of its file.
  let file: String
  /// The red of the file that it is asked of; the real machines otherwise.
  var red: Int?
  var crashes = 0
  var reusesPids = false
  /// Whether it has to hold.
  var holds = false
  /// How long it may take, in seconds: for what fails, until the first run that does is known.
  let secondsMax: Double

  /// All of them, the quick ones first.
  static let all: [Question] =
    ["two", "three"].flatMap { count in
      [
        Question(
          name: "rlp-desk 0.11.1, \(count) wrappers", file: "\(count)-wrappers", red: 1,
          secondsMax: 0.05),
        Question(
          name: "rlp-desk 0.11.1, \(count) wrappers, stale lock", file: "\(count)-wrappers-stale",
          red: 1, secondsMax: 0.05),
        Question(
          name: "rlp-desk 0.11.1, \(count) wrappers, stale lock, a crash",
          file: "\(count)-wrappers-stale", red: 1, crashes: 1, secondsMax: 0.05),
      ]
    } + [
      Question(
        name: "desk lock, 3 wrappers, stale files, a crash", file: "three-wrappers-stale",
        crashes: 1, reusesPids: true, holds: true, secondsMax: 10),
      Question(
        name: "desk lock, 3 wrappers, 2 rounds, a crash, pids used again",
        file: "three-wrappers-two-rounds", crashes: 1, reusesPids: true, holds: true,
        secondsMax: 10),
    ]

  var bounds: ProofBounds {
    var bounds = ProofBounds()
    bounds.crashes = crashes
    bounds.reusesPids = reusesPids
    return bounds
  }
}
