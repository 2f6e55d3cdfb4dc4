import Glibc

/// What the command line asks for.
struct Options {
  /// What is to be done.
  enum Mode {
    case all
    case merge
    case rows
    case one(String, seed: UInt64)
  }

  static let usage = """
    usage: machines-check [--runs N] [--historical N] [--shard I/N] [--figures] [--plant]
           machines-check --merge
           machines-check --rows
           machines-check --only NAME --seed N [--trace] [--plant]
      --runs N        how many runs of the real machines in all; 1000 unless said
      --historical N  how many runs of each known flaw; 400 unless said
      --shard I/N     only those seeds that leave the remainder I when divided by N
      --figures       prints figures for --merge instead of the table
      --merge         adds up the figures on standard input and prints the table
      --rows          prints the rows of docs/twins.md
      --only NAME     one run, of a real machine or a known flaw, from the seed
      --trace         prints all that happened in it as well
      --plant         with a flaw planted in each real machine, which the check is there to find
    """

  private(set) var mode = Mode.all
  private(set) var runs = 1_000
  private(set) var historical = 400
  private(set) var shard: UInt64 = 0
  private(set) var shards: UInt64 = 1
  private(set) var printsFigures = false
  private(set) var isPlanted = false
  private(set) var isTraced = false

  init(_ arguments: [String]) {
    var arguments = arguments.dropFirst()
    var name: String?
    var seed: UInt64?
    func number<Number: FixedWidthInteger>(_ option: String) -> Number {
      guard let number = arguments.popFirst().flatMap({ Number($0) }), number >= 0 else {
        Self.refuse("\(option) wants a number")
      }
      return number
    }
    while let argument = arguments.popFirst() {
      switch argument {
      case "--runs": runs = number(argument)
      case "--historical": historical = number(argument)
      case "--seed": seed = number(argument)
      case "--merge": mode = .merge
      case "--rows": mode = .rows
      case "--figures": printsFigures = true
      case "--plant": isPlanted = true
      case "--trace": isTraced = true
      case "--only": name = arguments.popFirst()
      case "--shard":
        let parts = arguments.popFirst()?.split(separator: "/").compactMap { UInt64($0) } ?? []
        guard parts.count == 2, parts[0] < parts[1] else {
          Self.refuse("--shard wants two numbers, such as 0/2")
        }
        (shard, shards) = (parts[0], parts[1])
      default: Self.refuse("unknown argument '\(argument)'")
      }
    }
    guard name != nil || seed != nil else { return }
    guard let name, let seed else { Self.refuse("--only and --seed belong together") }
    mode = .one(name, seed: seed)
  }

  static func refuse(_ why: String) -> Never {
    Console.notice("error: \(why)\n\(usage)")
    exit(64)
  }
}
