import Operations

/// What a world answered: an outcome, and the rows of its listing.
struct ProcessAnswer {
  var outcome: Outcome
  var rows: [ProcessFacts] = []
}
