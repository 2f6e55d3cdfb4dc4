import Commands

/// A command tree with one of everything that a description can hold.
enum Sample {
  enum Format: String, CaseIterable, Word {
    case json, text
  }

  static let scenario = Argument<Path>("scenario", help: "The scenario file to replay.")
  static let plan = Argument<Path?>("plan", help: "The release plan it belongs to.")
  static let seed = Option<UInt64>(
    "seed", short: "s", default: 1, help: "The seed of the universe, from which all chance comes.")
  static let limit = Option<Int?>("limit", short: "n", help: "How many steps to take at most.")
  static let format = Option<Format>(
    "format", short: "f", default: .text, help: "How to print the trace.")
  static let faults = Option<[String]>(
    "fault", placeholder: "name", default: [], help: "A fault to inject; may be repeated.")
  static let output = Option<Path?>(
    "trace-output", placeholder: "file", help: "Where to write the trace.")
  static let json = Flag("json", short: "j", help: "Print the result as JSON: [for] 'programs'.")
  static let verbose = Flag("verbose", short: "v", help: "Tell more.")
  static let internals = Flag("internals", help: "Not for people.", isHidden: true)

  static let replay = Command(
    "replay",
    abstract: "Replay a scenario under a seed.",
    discussion: "The same scenario and the same seed give the same trace, to the byte.",
    parameters: [
      scenario, plan, seed, limit, format, faults, output, json, verbose, internals,
    ])

  static let key = Option<String>("key", help: "The key of the store; there is no default.")
  static let names = Argument<[String]>("name", help: "The records to drop.")
  static let drop = Command("drop", abstract: "Drop records.", parameters: [key, names])
  static let list = Command("list", abstract: "List records.", parameters: [json])
  static let store = Command(
    "store", abstract: "Look into the session store.", subcommands: [list, drop])

  static let selftest = Command(
    "selftest", abstract: "Not for people.", isHidden: true, parameters: [])
  static let subcommand = Argument<[CommandName]>("subcommand", default: [], help: "Which one.")
  static let help = Command("help", abstract: "Show help.", parameters: [subcommand])

  static let command = Command(
    "sample", abstract: "A sample of everything.", version: "9.8.7",
    subcommands: [replay, store, selftest, help])

  /// The values of a command line that is expected to run something.
  static func values(_ words: String...) throws -> Values {
    guard case .run(_, let values) = try command.parse(words) else {
      throw Unexpected(description: "\(words) does not run a command")
    }
    return values
  }

  /// The message of a command line that is expected to be refused.
  static func refusal(_ words: String...) throws -> String {
    do {
      _ = try command.parse(words)
    } catch {
      return error.message
    }
    throw Unexpected(description: "\(words) was accepted")
  }
}

struct Unexpected: Error, CustomStringConvertible {
  let description: String
}
