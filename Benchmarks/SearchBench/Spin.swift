import Glibc

/// Spin's searches of the folder lock, each in a process of its own.
struct Spin {
  /// What one search came to.
  struct Search {
    var states: Int
    var transitions: Int
    /// As it says itself, without its start.
    var seconds: Double
    /// The steps to the violation; nil when there is none.
    var stepCount: Int?
  }

  private let folder = ".build/peers/spin"

  /// Nil when it has not been built; `Benchmarks/Peers/install-spin.sh` does.
  init?() {
    for name in ["pan", "pan-full", "pan-flawed"] where access("\(folder)/\(name)", X_OK) != 0 {
      return nil
    }
  }

  /// The sound lock, with Spin's default reductions.
  func reduced() -> Search? { run("./pan -m100000 -w24") }
  /// The sound lock, with none.
  func full() -> Search? { run("./pan-full -m100000 -w24") }
  /// The flawed lock, breadth first.
  func flawed() -> Search? { run("./pan-flawed -m100000 -w24") }

  private func run(_ command: String) -> Search? {
    guard let output = Shell.output(of: "cd \(folder) && timeout 120 \(command) 2>&1") else {
      return nil
    }
    let words = output.split { " \n\t()".contains($0) }.map(String.init)
    // Large numbers come as 2.8133393e+07.
    func number(before phrase: String...) -> Double? {
      guard
        let place = words.indices.first(where: {
          $0 > 0 && words[$0...].prefix(phrase.count).elementsEqual(phrase)
        })
      else { return nil }
      return Double(words[place - 1])
    }
    guard let states = number(before: "states,", "stored"),
      let transitions = number(before: "transitions", "="),
      let place = words.firstIndex(of: "elapsed"), place + 2 < words.count,
      let seconds = Double(words[place + 2])
    else { return nil }
    let depth = words.firstIndex(of: "violated").flatMap { violated in
      words[violated...].firstIndex(of: "depth").flatMap { Int(words[$0 + 1]) }
    }
    return Search(
      states: Int(states), transitions: Int(transitions), seconds: seconds,
      stepCount: depth.map { $0 + 1 })
  }
}
