import ScenarioFolders

/// Why a subcommand gave up: one message for the person, one status for the caller.
struct Failure: Error {
  let status: ExitStatus
  let message: String
}

extension Failure {
  /// What could not be read.
  init(_ trouble: FileTrouble) {
    self.init(status: .inputOutput, message: trouble.message)
  }
}
