/// What repeats exactly whenever a workload is run: what thresholds are compared by.
struct Exact: Equatable {
  /// The workload.
  var name: String
  /// Events that were taken.
  var events: Int64
  /// Operations that were performed.
  var operations: Int64
  /// Allocations while it was measured.
  var allocations: Int64
  /// The digest when it had warmed up.
  var warmDigest: String
  /// The digest at the end.
  var digest: String

  /// What of it a short run shows as well.
  var short: Exact {
    var twin = self
    twin.events = 0
    twin.operations = 0
    twin.allocations = 0
    twin.digest = twin.warmDigest
    return twin
  }

  /// Everything in one line, for people.
  var words: String {
    "\(events) events, \(operations) operations, \(allocations) allocations, "
      + "digest \(digest) (warm \(warmDigest))"
  }
}

extension Measurement {
  /// What of it repeats exactly.
  var exact: Exact {
    Exact(
      name: name, events: events, operations: operations, allocations: allocations,
      warmDigest: warmDigest, digest: digest)
  }
}
