/// What is pending further ahead than the heap reaches, unsorted, in buckets of time.
///
/// Instants are numbers of eleven digits of six bits. An event stands on the rung of the highest
/// digit in which its instant differs from the base, in the bucket of that digit, so each rung is
/// 64 times as fine as the one above it, and lower rungs come before higher ones. A bucket that is
/// too large for the heap is dealt out to the rungs below. Each event is moved at most once a rung,
/// mostly once or twice at all, and always from one end of a bucket to the other: a million events
/// that lie in no cache are read in the order in which they lie.
///
/// Buckets are chains of chunks out of one pool, and chunks are used again, so that nothing is
/// allocated unless there are more events than ever before.
///
/// Complexity: O(1) to add, O(rungs) over the life of an event to move it.
struct EventLadder: Sendable {
  /// The chain of a bucket.
  private struct Bucket: Sendable {
    /// The chunk that is being filled: the others of the chain are full.
    var last: Int32 = -1
    var count: Int32 = 0
  }

  private static let digitBits = 6
  private static let rungs = 11
  private static let digits = 64
  private static let chunk = 64

  /// No event lies before it.
  private(set) var base: UInt64 = 0
  /// How many events there are.
  private(set) var count = 0
  private var buckets = [Bucket](repeating: Bucket(), count: rungs * digits)
  /// The buckets of each rung that hold anything, a bit each.
  private var occupied = [UInt64](repeating: 0, count: rungs)
  private var pool: [UInt128] = []
  /// The chunk that was filled before this one, or the next free one.
  private var before: [Int32] = []
  private var firstFree: Int32 = -1

  /// The instant of an event, as a number.
  static func time(of word: UInt128) -> UInt64 { UInt64(truncatingIfNeeded: word >> 64) }

  // MARK: - Adding

  /// Adds an event that does not lie before the base.
  mutating func add(_ word: UInt128) {
    let place = bucket(of: Self.time(of: word))
    var bucket = buckets[place]
    let filled = Int(bucket.count) % Self.chunk
    if filled == 0 {
      bucket.last = takeChunk(before: bucket.last)
      occupied[place / Self.digits] |= 1 << UInt64(place % Self.digits)
    }
    pool[Int(bucket.last) * Self.chunk + filled] = word
    bucket.count += 1
    buckets[place] = bucket
    count += 1
  }

  /// Puts the base where no event lies before it, nor any that is about to be added.
  ///
  /// What stands on rungs below the highest digit that changes is dealt out anew, into one bucket.
  mutating func lowerBase(to time: UInt64) {
    guard count > 0 else {
      base = time
      return
    }
    guard time < base else { return }
    let highest = Self.rung(of: time ^ base)
    base = time
    for rung in 0..<highest {
      while occupied[rung] != 0 { deal(rung * Self.digits + occupied[rung].trailingZeroBitCount) }
    }
  }

  // MARK: - Taking

  /// The bucket that comes before all others, if there is any event.
  var firstBucket: Int? {
    guard let rung = occupied.firstIndex(where: { $0 != 0 }) else { return nil }
    return rung * Self.digits + occupied[rung].trailingZeroBitCount
  }

  /// How many events a bucket holds.
  func count(in place: Int) -> Int { Int(buckets[place].count) }

  /// Whether all events of a bucket are at one instant.
  func isOneInstant(_ place: Int) -> Bool { place < Self.digits }

  /// Deals out the first bucket to the rungs below.
  mutating func divide(_ place: Int) {
    base = start(of: place)
    deal(place)
  }

  /// Moves the first bucket into an array; the instant at which it ends.
  mutating func move(_ place: Int, to array: inout [UInt128]) -> UInt64 {
    base = start(of: place)
    var bucket = take(place)
    while bucket.count > 0 {
      array.append(contentsOf: pool[words(of: bucket)])
      dropChunk(of: &bucket)
    }
    if count == 0 { forgetChunks() }
    return base + 1 << UInt64(place / Self.digits * Self.digitBits)
  }

  /// Removes one event; false when it is not here.
  mutating func remove(_ word: UInt128) -> Bool {
    let place = bucket(of: Self.time(of: word))
    var chain = buckets[place]
    while chain.count > 0 {
      if let found = pool[words(of: chain)].firstIndex(of: word) {
        removeLast(of: place, to: found)
        if count == 0 { forgetChunks() }
        return true
      }
      skipChunk(of: &chain)
    }
    return false
  }

  /// Keeps only what the closure wants.
  mutating func filter(_ keep: (UInt128) -> Bool) {
    for place in buckets.indices {
      var chain = buckets[place]
      while chain.count > 0 {
        let words = words(of: chain)
        skipChunk(of: &chain)
        // From the end, since the last of the bucket takes the place of one that goes.
        for word in words.reversed() where !keep(pool[word]) { removeLast(of: place, to: word) }
      }
    }
    if count == 0 { forgetChunks() }
  }

  // MARK: - Looking

  /// The events of all buckets that begin by an instant.
  func words(until limit: UInt64) -> Words { Words(self, limit) }

  /// Goes through the events of the buckets that begin by an instant.
  struct Words: IteratorProtocol {
    private let ladder: EventLadder
    private let limit: UInt64
    private var place = -1
    private var chain = Bucket()
    private var words = 0..<0

    fileprivate init(_ ladder: EventLadder, _ limit: UInt64) {
      self.ladder = ladder
      self.limit = limit
    }

    mutating func next() -> UInt128? {
      while words.isEmpty {
        if chain.count > 0 {
          words = ladder.words(of: chain)
          ladder.skipChunk(of: &chain)
        } else {
          place += 1
          guard place < ladder.buckets.count else { return nil }
          chain = ladder.buckets[place]
          guard chain.count == 0 || ladder.start(of: place) <= limit else { return nil }
        }
      }
      defer { words = words.dropFirst() }
      return ladder.pool[words.lowerBound]
    }
  }

  // MARK: - Buckets

  private static func rung(of difference: UInt64) -> Int {
    (63 - (difference | 1).leadingZeroBitCount) / digitBits
  }

  private func bucket(of time: UInt64) -> Int {
    let rung = Self.rung(of: time ^ base)
    return rung * Self.digits + Int(time >> UInt64(rung * Self.digitBits)) % Self.digits
  }

  /// The first instant of a bucket.
  private func start(of place: Int) -> UInt64 {
    let shift = UInt64(place / Self.digits * Self.digitBits)
    let higher = base >> shift & ~63
    return (higher | UInt64(place % Self.digits)) << shift
  }

  private mutating func deal(_ place: Int) {
    var bucket = take(place)
    while bucket.count > 0 {
      for word in words(of: bucket) { add(pool[word]) }
      dropChunk(of: &bucket)
    }
  }

  /// Empties a bucket; its chain is the caller's.
  private mutating func take(_ place: Int) -> Bucket {
    let bucket = buckets[place]
    buckets[place] = Bucket()
    occupied[place / Self.digits] &= ~(1 << UInt64(place % Self.digits))
    count -= Int(bucket.count)
    return bucket
  }

  /// Lets the last of a bucket take the place of another, or of itself.
  private mutating func removeLast(of place: Int, to word: Int) {
    var bucket = buckets[place]
    pool[word] = pool[words(of: bucket).upperBound - 1]
    bucket.count -= 1
    count -= 1
    if Int(bucket.count) % Self.chunk == 0 {
      let chunk = bucket.last
      bucket.last = before[Int(chunk)]
      free(chunk)
      if bucket.count == 0 {
        occupied[place / Self.digits] &= ~(1 << UInt64(place % Self.digits))
      }
    }
    buckets[place] = bucket
  }

  // MARK: - Chunks

  /// Where the words of the chunk stand that is being filled.
  private func words(of bucket: Bucket) -> Range<Int> {
    let first = Int(bucket.last) * Self.chunk
    return first..<first + (Int(bucket.count) - 1) % Self.chunk + 1
  }

  private func skipChunk(of chain: inout Bucket) {
    chain.count = (chain.count - 1) / Int32(Self.chunk) * Int32(Self.chunk)
    chain.last = before[Int(chain.last)]
  }

  private mutating func dropChunk(of chain: inout Bucket) {
    let chunk = chain.last
    skipChunk(of: &chain)
    free(chunk)
  }

  private mutating func takeChunk(before last: Int32) -> Int32 {
    var chunk = firstFree
    if chunk >= 0 {
      firstFree = before[Int(chunk)]
      before[Int(chunk)] = last
    } else {
      if pool.count + Self.chunk > pool.capacity { reserveChunks() }
      chunk = Int32(before.count)
      before.append(last)
      pool.append(contentsOf: repeatElement(0, count: Self.chunk))
    }
    return chunk
  }

  /// Makes room for twice as many events, and for one chunk of each bucket that is not full.
  ///
  /// With as many events as there are, the number of chunks goes up and down by chance; this is
  /// the most that it can come to.
  private mutating func reserveChunks() {
    let chunks = 2 * (count / Self.chunk + 1) + Self.rungs * Self.digits
    before.reserveCapacity(chunks)
    pool.reserveCapacity(chunks * Self.chunk)
  }

  private mutating func free(_ chunk: Int32) {
    before[Int(chunk)] = firstFree
    firstFree = chunk
  }

  /// Begins the pool anew when nothing is in it, so that a copy has nothing to copy.
  private mutating func forgetChunks() {
    pool.removeAll(keepingCapacity: true)
    before.removeAll(keepingCapacity: true)
    firstFree = -1
  }

  // MARK: - Invariants

  /// Traps if an event stands in a bucket that is not its own, or the chunks do not add up.
  ///
  /// Complexity: O(n).
  func checkInvariants() {
    var uses = [Int](repeating: 0, count: before.count)
    var found = 0
    for (place, bucket) in buckets.enumerated() {
      let bit = occupied[place / Self.digits] >> UInt64(place % Self.digits) & 1
      precondition((bit == 1) == (bucket.count > 0), "not noted as what it is: bucket \(place)")
      var chain = bucket
      while chain.count > 0 {
        uses[Int(chain.last)] += 1
        for word in words(of: chain) {
          let time = Self.time(of: pool[word])
          precondition(time >= base, "before the base \(base): \(time)")
          precondition(self.bucket(of: time) == place, "\(time) in bucket \(place) from \(base)")
        }
        found += words(of: chain).count
        skipChunk(of: &chain)
      }
      precondition(chain.last < 0, "an empty chunk in bucket \(place)")
    }
    precondition(found == count, "\(found) on the ladder, counted \(count)")
    var chunk = firstFree
    while chunk >= 0 {
      uses[Int(chunk)] += 1
      precondition(uses[Int(chunk)] == 1, "a used chunk among the free ones: \(chunk)")
      chunk = before[Int(chunk)]
    }
    precondition(uses.allSatisfy { $0 == 1 }, "chunks are lost or shared: \(uses)")
    precondition(pool.count == before.count * Self.chunk, "not whole chunks: \(pool.count)")
  }
}
