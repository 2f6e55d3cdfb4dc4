import ExplorationSupport
import Glibc

/// What the command line asks for.
struct Options {
  /// What is to be done.
  enum Mode {
    case flaws
    case field(String)
    case hold
  }

  static let usage = """
    usage: flaws-check [--hunts N] [--limit N] [--runs-max N] [--events N] [--states N] [--only NAME]
                       [--scenarios FOLDER]
                       [--patience N]
           flaws-check --field NAME --base BASE --finder FINDER [the same options]
           flaws-check --hold [--runs N] [--only SCENE] [--seed N [--trace]] [--shard I/N]
      --hunts N      how often each flaw is hunted by each driver; 30 unless said
      --limit N      after how many runs a hunt is given up; 300 unless said
      --runs-max N   after how many runs of a driver no other hunt begins; 1500 unless said
      --events N     after how many events a run is given up; 100000 unless said
      --states N     after how many states a proof is given up; 30000 unless said
      --only NAME    one flaw, or one scene
      --scenarios F  where the scenarios are, with their flaws.txt; scenarios unless said
      --patience N   how many hunts may find nothing before there are no more; 2 unless said
      --field NAME   one flaw, one base and one finder: what came of it in one line
      --base BASE    from the scenario as it is (scripted), or without its timeline (plain)
      --finder F     a driver, or prove
      --hold         plays plain scenes as they should be, varied by the swarm, and prints what was
                     reached
      --runs N       how many runs of each scene; 200 unless said
      --seed N       one run, and how it was violated
      --trace        prints all that happened in it as well
      --shard I/N    only those seeds that leave the remainder I when divided by N
    """

  private(set) var mode = Mode.flaws
  private(set) var hunting = FlawHunting()
  private(set) var finder = FlawTable.Finder.proof
  private(set) var base = HuntedFlaw.Base.scripted
  private(set) var folder = "scenarios"
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
    func word(_ option: String) -> String {
      guard let word = arguments.popFirst() else { Self.refuse("\(option) wants a word") }
      return word
    }
    while let argument = arguments.popFirst() {
      switch argument {
      case "--hunts": hunting.hunts = max(1, number(argument))
      case "--limit": hunting.limit = max(1, number(argument))
      case "--runs-max": hunting.runsMax = max(1, number(argument))
      case "--events": hunting.eventsMax = max(1, number(argument))
      case "--states": hunting.states = max(1, number(argument))
      case "--scenarios": folder = word(argument)
      case "--patience": hunting.patience = max(1, number(argument))
      case "--field": mode = .field(word(argument))
      case "--finder":
        let name = word(argument)
        guard let named = FlawTable.Finder(name) else { Self.refuse("'\(name)' finds nothing") }
        finder = named
      case "--base":
        guard let named = HuntedFlaw.Base(rawValue: word(argument)) else {
          Self.refuse("--base is scripted or plain")
        }
        base = named
      case "--runs": runs = number(argument)
      case "--seed": seed = number(argument)
      case "--hold": mode = .hold
      case "--trace": isTraced = true
      case "--only": only = word(argument)
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
