import Testing

@testable import Workers

@Suite struct WorkersTests {
  @Test(arguments: [1, 2, 3, 8], [UInt64(1), 3, 64, 1_000])
  func everyNumberIsHandedOutOnceAndTakenInOrder(threads: Int, chunk: UInt64) throws {
    var expected = UInt64(7)
    try Workers(count: threads).run(7..<1_007, chunk: chunk) { (_, queue: WorkQueue<[UInt64]>) in
      while let range = queue.next() { queue.bring(Array(range), of: range) }
    } take: { range, numbers in
      #expect(range.lowerBound == expected)
      #expect(numbers == Array(range))
      expected = range.upperBound
      return .goOn
    }
    #expect(expected == 1_007)
  }

  @Test func nothingIsTakenOfNoNumbers() throws {
    var count = 0
    try Workers(count: 2).run(5..<5, chunk: 4) { (_, queue: WorkQueue<Int>) in
      while let range = queue.next() { queue.bring(0, of: range) }
    } take: { _, _ in
      count += 1
      return .goOn
    }
    #expect(count == 0)
  }

  @Test func whatIsTakenEndsWithTheOneThatSaidStop() throws {
    var taken: [UInt64] = []
    try Workers(count: 3).run(0..<1_000_000_000, chunk: 1) { (_, queue: WorkQueue<UInt64>) in
      while let range = queue.next() { queue.bring(range.lowerBound, of: range) }
    } take: { _, number in
      taken.append(number)
      return number == 99 ? .stop : .goOn
    }
    #expect(taken == Array(0...99))
  }

  @Test func nobodyRunsFurtherAheadThanAllowed() throws {
    var workers = Workers(count: 4)
    workers.ahead = 2
    // The slowest of all is the one who takes; what was handed out meanwhile shows in the numbers.
    let queue = WorkQueue<UInt64>(0..<100, chunk: 1, window: 8)
    for number in 0..<UInt64(8) { #expect(queue.next() == number..<number + 1) }
    queue.bring(0, of: 0..<1)
    #expect(queue.takeNext()?.1 == 0)
    #expect(queue.next() == 8..<9)
    #expect(workers.count * workers.ahead == 8)
  }

  @Test func eachThreadHasAStateOfItsOwn() throws {
    var threads: Set<Int> = []
    var sum: UInt64 = 0
    try Workers(count: 2).run(0..<10_000, chunk: 10) { (thread, queue: WorkQueue<(Int, UInt64)>) in
      var count: UInt64 = 0
      while let range = queue.next() {
        count += UInt64(range.count)
        queue.bring((thread, count), of: range)
      }
    } take: { range, result in
      threads.insert(result.0)
      sum += UInt64(range.count)
      #expect(result.1 <= 10_000)
      return .goOn
    }
    #expect(sum == 10_000)
    #expect(!threads.isEmpty && threads.isSubset(of: [0, 1]))
  }

  @Test func aStackIsAsLargeAsItWasAskedFor() throws {
    // 6 MB of frames: the 8 MB of the first thread would do, the 2 MB of some libraries would not.
    @Sendable func descend(_ depth: Int) -> Int {
      withUnsafeTemporaryAllocation(byteCount: 4_096, alignment: 8) { buffer in
        buffer.storeBytes(of: depth, as: Int.self)
        return depth == 0 ? 0 : 1 + descend(depth - 1) + buffer.load(as: Int.self) - depth
      }
    }
    var found = 0
    try Workers(count: 1).run(0..<1, chunk: 1) { (_, queue: WorkQueue<Int>) in
      while let range = queue.next() { queue.bring(descend(1_000), of: range) }
    } take: { _, depth in
      found = depth
      return .goOn
    }
    #expect(found == 1_000)
  }

  @Test func whatCannotBeStartedIsSaid() {
    var workers = Workers(count: 2)
    workers.stackBytes = 1
    #expect(throws: ThreadTrouble(number: 22)) {
      try workers.run(0..<1, chunk: 1) { (_, queue: WorkQueue<Int>) in
        while let range = queue.next() { queue.bring(0, of: range) }
      } take: { _, _ in
        .goOn
      }
    }
    #expect(ThreadTrouble(number: 22).message.hasPrefix("Cannot start a thread: "))
  }
}

@Suite struct CoresTests {
  @Test func thereIsAtLeastOne() {
    #expect(Cores.available >= 1)
  }

  @Test func theSchedulersMaskIsCounted() {
    #expect(Cores.scheduled(byStatus: "Name:\tx\nCpus_allowed:\t3\n") == 2)
    #expect(Cores.scheduled(byStatus: "Cpus_allowed:\tff,ffffffff\n") == 40)
    #expect(Cores.scheduled(byStatus: "Cpus_allowed_list:\t0-1\n") == nil)
    #expect(Cores.scheduled(byStatus: "") == nil)
  }

  @Test func aGroupsLimitIsRoundedUpToWholeCores() {
    #expect(Cores.limit(ofGroup: "max 100000\n") == nil)
    #expect(Cores.limit(ofGroup: "200000 100000\n") == 2)
    #expect(Cores.limit(ofGroup: "150000 100000\n") == 2)
    #expect(Cores.limit(ofGroup: "50000 100000\n") == 1)
    #expect(Cores.limit(ofGroup: "") == nil)
    #expect(Cores.limit(ofGroup: "0 0") == nil)
  }
}
