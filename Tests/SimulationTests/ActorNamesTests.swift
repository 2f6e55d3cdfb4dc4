import Operations
import SimulatedWorld
import Testing

@testable import Simulation

@Suite("The index of actor names")
struct ActorNamesTests {
  @Test("agrees with a walk over all actors, whatever is added and renamed")
  func agreesWithAWalk() {
    var stream = RandomStream(seed: 3, name: "names")
    let all = (0..<40).map { Text(fingerprint: UInt64($0) &* 0x9E37_79B9_7F4A_7C15 | 1) }
    var names = ActorNames()
    var list: [Text] = []
    for _ in 0..<3_000 {
      let name = all[Int(stream.next(below: 40))]
      if list.count < 200, stream.next(below: 3) == 0 {
        names.append(name)
        list.append(name)
      } else if !list.isEmpty {
        let place = Int(stream.next(below: UInt64(list.count)))
        names.rename(place, from: list[place], to: name)
        list[place] = name
      }
      for name in all {
        var chain: [Int] = []
        var place = names.last(name)
        while let found = place {
          chain.append(found)
          place = names.before(found)
        }
        let walked = Array(list.indices.filter { list[$0] == name }.reversed())
        guard chain == walked else {
          Issue.record("\(chain) is not \(walked)")
          return
        }
      }
    }
    #expect(list.count == 200)
  }
}
