import Operations
import Search

/// Judges promises in another way than the search does: by fixed points over all states.
struct Liveness {
  private var states: [RandomSystem] = []
  private var edges: [[(actor: Int?, target: Int)]] = []
  private var numbers: [Digest: Int] = [:]  // lookup only

  /// Nil when there are too many states, or something is wrong somewhere.
  init?(_ system: RandomSystem, states_max: Int) {
    _ = number(of: system)
    var next = 0
    while next < states.count {
      guard states.count <= states_max, states[next].violation == nil else { return nil }
      var steps: [UInt8] = []
      states[next].enabled(into: &steps)
      for step in steps {
        var state = states[next]
        state.take(step)
        let target = number(of: state)
        edges[next].append((states[next].actor(of: step), target))
      }
      next += 1
    }
  }

  private mutating func number(of state: RandomSystem) -> Int {
    var digest = Digest()
    state.fold(into: &digest)
    if let number = numbers[digest] { return number }
    numbers[digest] = states.count
    states.append(state)
    edges.append([])
    return states.count - 1
  }

  /// Whether a run can end without what was promised.
  var canBeStuck: Bool {
    states.indices.contains { edges[$0].isEmpty && !states[$0].isPromiseKept }
  }

  /// Whether a fair run can go on for ever without it (Emerson, Lei 1986).
  var canBeEndless: Bool {
    var inside = states.map { !$0.isPromiseKept }
    while true {
      var smaller = inside
      for actor in 0..<3 {
        // From where can one, staying inside, come to a turn of the actor or a place without one?
        var good = states.indices.map { state in
          inside[state]
            && (!edges[state].contains { $0.actor == actor }
              || edges[state].contains { $0.actor == actor && inside[$0.target] })
        }
        var grows = true
        while grows {
          grows = false
          for state in states.indices where inside[state] && !good[state] {
            if edges[state].contains(where: { good[$0.target] }) {
              good[state] = true
              grows = true
            }
          }
        }
        for state in states.indices where smaller[state] {
          // One step on, inside, such a way has to begin.
          smaller[state] =
            good[state] && edges[state].contains { inside[$0.target] && good[$0.target] }
        }
      }
      if smaller == inside { return inside.contains(true) }
      inside = smaller
    }
  }
}
