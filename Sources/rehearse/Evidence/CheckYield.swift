import Evidence

/// What came of one check: the lines of its raw material, the files that they name, and what was
/// measured.
struct CheckYield: Sendable {
  var invocations: [Invocation] = []
  var files: [EvidenceFile] = []
  var commands: [Measured.Command] = []
  /// How many failures are told event by event.
  var stories = 0
}
