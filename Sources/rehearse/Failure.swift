/// Why a subcommand gave up: one message for the person, one status for the caller.
struct Failure: Error {
  let status: ExitStatus
  let message: String
}
