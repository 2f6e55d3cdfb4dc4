import Glibc

/// What the command line asks for.
struct Options {
  /// What is to be done.
  enum Mode {
    case flaws
    case hold
  }

  static let usage = """
    usage: flaws-check [--hunts N] [--limit N] [--only NAME] [--shard I/N]
           flaws-check --hold [--runs N] [--only SCENE] [--seed N [--trace]] [--shard I/N]
      --hunts N    how often each flaw is hunted by each driver; 30 unless said
      --limit N    after how many runs a hunt is given up; 300 unless said
      --only NAME  one flaw, or one scene
      --shard I/N  only those rows, or seeds, that leave the remainder I when divided by N
      --hold       plays the scenes as they should be, varied by the swarm, and prints what was reached
      --runs N     how many runs of each scene; 200 unless said
      --seed N     one run, and how it was violated
      --trace      prints all that happened in it as well
    """

  private(set) var mode = Mode.flaws
  private(set) var hunts = 30
  private(set) var limit = 300
  private(set) var runs = 200
  private(set) var only: String?
  private(set) var seed: UInt64?
  private(set) var isTraced = false
  private(set) var shard = 0
  private(set) var shards = 1

  init(_ arguments: [String]) {
    var arguments = arguments.dropFirst()
    func number<Number: FixedWidthInteger>(_ option: String) -> Number {
      guard let number = arguments.popFirst().flatMap({ Number($0) }), number >= 0 else {
        Self.refuse("\(option) wants a number")
      }
      return number
    }
    while let argument = arguments.popFirst() {
      switch argument {
      case "--hunts": hunts = max(1, number(argument))
      case "--limit": limit = max(1, number(argument))
      case "--runs": runs = number(argument)
      case "--seed": seed = number(argument)
      case "--hold": mode = .hold
      case "--trace": isTraced = true
      case "--only": only = arguments.popFirst()
      case "--shard":
        let parts = arguments.popFirst()?.split(separator: "/").compactMap { Int($0) } ?? []
        guard parts.count == 2, parts[0] >= 0, parts[0] < parts[1] else {
          Self.refuse("--shard wants two numbers, such as 0/2")
        }
        (shard, shards) = (parts[0], parts[1])
      default: Self.refuse("unknown argument '\(argument)'")
      }
    }
  }

  static func refuse(_ why: String) -> Never {
    Console.notice("error: \(why)\n\(usage)")
    exit(64)
  }
}
