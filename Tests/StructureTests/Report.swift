import Testing

/// Fails the running test once for each offence, so that each stands on a line of its own.
func expectNone(_ offences: [Offence], sourceLocation: SourceLocation = #_sourceLocation) {
  for offence in offences {
    Issue.record("\(offence)", sourceLocation: sourceLocation)
  }
}
