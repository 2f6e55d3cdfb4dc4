import Glibc

/// Hypothesis, finding and shrinking the failure of the rule model in a process of its own.
struct Hypothesis {
  private let python = ".build/peers/hypothesis/bin/python"
  private let script = "Benchmarks/Peers/hypothesis_rules.py"
  /// How long it may take.
  static let limit_s = 120

  /// Nil when it has not been installed; `Benchmarks/Peers/install-hypothesis.sh` does.
  init?() {
    guard access(python, X_OK) == 0, access(script, R_OK) == 0 else { return nil }
  }

  /// Its seconds and the steps of its last example; nil when it fails, or takes too long.
  func run() -> (seconds: Double, stepCount: Int)? {
    let command = "timeout \(Self.limit_s) \(python) \(script) 2>/dev/null"
    let words = Shell.output(of: command)?.split { " \n".contains($0) } ?? []
    guard words.count == 2, let seconds = Double(words[0]), let stepCount = Int(words[1]) else {
      return nil
    }
    return (seconds, stepCount)
  }
}
