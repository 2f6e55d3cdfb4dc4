/// What a run of `rehearse` says to the program that started it.
enum ExitStatus: Int32 {
  /// Everything that was asked for was done, and all that was checked held.
  case success = 0
  /// A property or a check failed.
  case violated = 1
  /// Nothing happened, or nothing was checked.
  case vacuous = 2
  /// The same universe and seed ran differently.
  case nondeterministic = 3
  /// The command line cannot be carried out.
  case usage = 64
  /// The input is malformed.
  case badInput = 65
  /// A file could not be written.
  case cannotWrite = 73
  /// A file or stream could not be read, or a result could not be written to its stream.
  case inputOutput = 74
  /// Somebody asked it to end before it was done.
  case interrupted = 130
}

extension ExitStatus {
  /// Which of several files decides what a run says: the one that weighs most.
  var weight: Int {
    switch self {
    case .success: 0
    case .vacuous: 1
    case .violated: 2
    case .nondeterministic: 3
    case .badInput: 4
    case .cannotWrite, .inputOutput, .usage, .interrupted: 5
    }
  }

  /// The word for what became of a file.
  var word: String {
    switch self {
    case .success: "held"
    case .violated: "violated"
    case .vacuous: "vacuous"
    case .nondeterministic: "nondeterministic"
    case .badInput: "wrong"
    case .cannotWrite: "not written"
    case .inputOutput: "not read"
    case .usage: "misused"
    case .interrupted: "interrupted"
    }
  }
}
