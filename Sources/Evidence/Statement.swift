import Plans

/// The results as a statement that others read: in-toto's, with the predicate of test results.
///
/// See https://in-toto.io/attestation/test-result/v0.1. Its subject is the file that was tested.
/// It is not signed: that is for whoever has a key.
struct Statement {
  private let material: Material
  private let results: Results

  /// The name of the file.
  static let file = "attestation.json"

  init(_ material: Material, _ results: Results) {
    self.material = material
    self.results = results
  }

  var text: String {
    JSONValue.members([
      ("_type", .string("https://in-toto.io/Statement/v1")),
      (
        "subject",
        .array([
          .members([("name", .string(results.build.name)), ("digest", digest(results.build.sum))])
        ])
      ), ("predicateType", .string("https://in-toto.io/attestation/test-result/v0.1")),
      (
        "predicate",
        .members([
          ("result", .string(result)), ("configuration", .array(configuration)),
          ("passedTests", names(.passed)), ("warnedTests", names(.waiting)),
          ("failedTests", .array(names(.failed).items + names(.vacuous).items)),
        ])
      ),
    ]).page
  }

  private func digest(_ sum: String) -> JSONValue { .members([("sha256", .string(sum))]) }

  /// What passed but for the agreement of a person is a warning.
  private var result: String {
    switch results.verdict {
    case .passed: "PASSED"
    case .waiting: "WARNED"
    case .failed, .vacuous, .skipped: "FAILED"
    }
  }

  /// What the checks were configured by: the plans.
  private var configuration: [JSONValue] {
    let names = [material.asked.plan] + material.includes
    return names.compactMap { name in
      let path = "\(Asked.folder)/\(name)"
      return material.file(path).map {
        .members([("name", .string(path)), ("digest", digest(SHA256.hex(of: $0.bytes)))])
      }
    }
  }

  private func names(_ verdict: Verdict) -> JSONValue {
    .array(
      results.checks.filter { $0.verdict == verdict }.map { .string($0.name) }
        + results.approvals.filter { $0.verdict == verdict }.map { .string("approval: \($0.name)") }
    )
  }
}
