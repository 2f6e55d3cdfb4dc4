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
}
