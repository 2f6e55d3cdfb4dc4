import Operations
import Testing

@testable import Search

/// States are told apart by all of their fingerprints.
@Suite struct StateTableTests {
  @Test func oneBitIsEnoughAndEveryStateIsFoundAgain() {
    var table = StateTable()
    // The first thousands differ in bits that no slot knows of.
    let digests =
      (0..<4_000 as Range<UInt64>).map { Digest(high: 7, low: $0) }
      + (0..<64 as Range<UInt64>).map { Digest(high: 1 << $0, low: 0) }
    for (number, digest) in digests.enumerated() {
      let (found, isNew) = table.insert(digest, parent: UInt32(number / 2), rank: number % 9)
      #expect(isNew && Int(found) == number)
    }
    for (number, digest) in digests.enumerated() {
      let (found, isNew) = table.insert(digest, parent: 0, rank: 0)
      #expect(!isNew && Int(found) == number)
      #expect(Int(table[found].parent) == number / 2)
    }
    let count = table.count
    #expect(count == digests.count)
  }
}
