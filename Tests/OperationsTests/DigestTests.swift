import Operations
import Testing

@Suite("The digest")
struct DigestTests {
  @Test("is the same today and next year")
  func pinned() {
    var digest = Digest(seed: 42)
    for word: UInt64 in 0..<1_000 { digest.fold(word &* 0x9E37_79B9) }
    #expect(digest.description == "f835f1313b7316bf0a582b8e7a35d4d8")
  }

  @Test("tells orders, lengths and zeros apart")
  func sensitivity() {
    func digest(_ words: [UInt64]) -> Digest {
      var digest = Digest()
      for word in words { digest.fold(word) }
      return digest
    }
    let all = [[], [0], [0, 0], [1], [1, 0], [0, 1], [.max], [.max, .max]].map(digest)
    #expect(Set(all).count == all.count)
  }

  @Test("one flipped bit changes about half of the bits, wherever it is", arguments: 0..<64)
  func avalanche(_ bit: Int) {
    var left = Digest()
    var right = Digest()
    left.fold(0x1234_5678_9ABC_DEF0 as UInt64)
    right.fold((0x1234_5678_9ABC_DEF0 as UInt64) ^ 1 << UInt64(bit))
    // The first word mixes fully once another has been folded over it.
    for _ in 0..<2 {
      left.fold(7 as UInt64)
      right.fold(7 as UInt64)
    }
    let changed =
      (left.high ^ right.high).nonzeroBitCount + (left.low ^ right.low).nonzeroBitCount
    #expect((34...94).contains(changed), "\(changed) of 128 bits")
  }

  @Test("every kind of operation has a name and folds differently")
  func verbs() {
    let names = Verb.allCases.map { "\($0.name)" }
    // A few verbs share a word with a verb of another part, as `list` of the store and of others.
    #expect(Set(names).count > 85)
    #expect(Set(Verb.allCases.map(\.rawValue)).count == Verb.allCases.count)
    var digests: Set<Digest> = []
    let operations: [Operation] = [
      .process(.probe(pid: 1)), .process(.inspect(pid: 1)), .process(.reap(pid: 1)),
      .process(.awaitExit(pid: 1)),
      .file(.read(.empty)), .file(.remove(.empty)), .tmux(.killServer, socket: .empty),
      .tmux(.listAllPanes, socket: .empty), .store(.get(key: .empty)), .forge(.getTask(1)),
      .forge(.getAttempt(1)), .git(.status(path: .empty)), .timer(.zero),
      .timer(.milliseconds(1)), .cancelTimer(Tag(rawValue: 0)), .drawNumber,
    ]
    for operation in operations {
      var digest = Digest()
      operation.fold(into: &digest)
      digests.insert(digest)
    }
    #expect(digests.count == operations.count)
  }
}
