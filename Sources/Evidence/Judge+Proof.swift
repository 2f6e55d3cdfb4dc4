import Plans

extension Judge {
  /// A proof: it was finished, it holds, and under the red it does not.
  func look(at work: ProofWork, _ invocations: [Invocation], _ opinion: inout Opinion) {
    var proofs: [ProofRun] = []
    for case .proof(let run) in invocations where run.file == work.scenario { proofs.append(run) }
    opinion.count("proofs", proofs.count, mark: #""proof":"#)
    guard let proof = proofs.first(where: { $0.red == nil }) else {
      opinion.gaps.append("nothing was proven")
      return
    }
    switch proof.conclusion {
    case .violated: opinion.failures.append(proof.words)
    case .unfinished: opinion.gaps.append("the proof was not finished: \(proof.words)")
    case .nothing: opinion.gaps.append("nothing that is expected can be proven")
    case .holds:
      if proof.watched.isEmpty { opinion.gaps.append("nothing was watched") }
      for name in proof.idle {
        opinion.gaps.append("'\(name)' was put to the test in no run")
      }
    }
    guard let canary = proofs.first(where: { $0.red == work.canary }) else {
      opinion.gaps.append("red \(work.canary) was not tried")
      return
    }
    if canary.conclusion != .violated {
      opinion.gaps.append(
        "red \(work.canary) was not found, so that a proof says nothing: it "
          + (canary.conclusion == .holds ? "holds as well" : "was not finished"))
    }
    opinion.praise =
      "\(proof.stateCount) states hold; red \(work.canary) fails after \(canary.steps.count) steps"
  }
}
