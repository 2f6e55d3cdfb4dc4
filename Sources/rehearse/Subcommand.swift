import Commands

/// A subcommand of `rehearse`: its description, and the code that runs it.
protocol Subcommand: SendableMetatype {
  /// What it is called and what it takes.
  static var command: Command { get }

  /// Does the work: results go to `output`, progress and notices to `errors`.
  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus
}
