/// Changes documents a little, the same way for the same seed.
struct Mutator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A document with one to three changes.
  mutating func mutate(_ document: [UInt8]) -> [UInt8] {
    var bytes = document
    for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = Int.random(in: bytes.indices, using: &self)
    let end = min(bytes.count, place + Int.random(in: 1...20, using: &self))
    switch Int.random(in: 0..<7, using: &self) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
    case 1: bytes.remove(at: place)
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4:
      bytes[place] = Array(" :-[]{},#&*!|>'\"\\\n\t0a~?".utf8).randomElement(using: &self) ?? 0
    case 5: changeLines(&bytes) { lines, first, second in lines.swapAt(first, second) }
    default:
      changeLines(&bytes) { lines, first, second in lines.insert(lines[first], at: second) }
    }
  }

  private mutating func changeLines(
    _ bytes: inout [UInt8], _ body: (inout [ArraySlice<UInt8>], Int, Int) -> Void
  ) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let first = Int.random(in: lines.indices, using: &self)
    let second = Int.random(in: lines.indices, using: &self)
    body(&lines, first, second)
    bytes = Array(lines.joined(separator: [0x0A]))
  }
}
