/// A way round through states in which the promise is not kept, on which nobody is kept waiting for
/// ever: each actor takes a step or cannot take one somewhere.
///
/// A component in which an actor can always go and never does has no fair cycle in any part of it,
/// so that looking at the largest components is enough.
struct FairCycle {
  /// Where it begins: the first state of its component that was reached.
  private(set) var start: Int
  /// The ranks of its steps.
  private(set) var ranks: [Int] = []

  /// The fair cycle that begins first; nil when there is none.
  init?(in graph: StateGraph) {
    let components = Components(of: graph)
    var always = [UInt64](repeating: .max, count: components.count)
    var moved = [UInt64](repeating: 0, count: components.count)
    var turns = [Bool](repeating: false, count: components.count)
    for state in 0..<graph.count {
      guard let own = components.numbers[state] else { continue }
      always[own] &= graph.enabled[state]
      for edge in graph.edges(of: state) {
        let target = Int(graph.targets[edge])
        guard target < graph.count, components.numbers[target] == own else { continue }
        turns[own] = true
        moved[own] |= graph.actors[edge]
      }
    }
    let first = (0..<graph.count).first { state in
      guard let own = components.numbers[state] else { return false }
      return turns[own] && always[own] & ~moved[own] == 0
    }
    guard let first, let own = components.numbers[first] else { return nil }
    start = first
    close(graph) { components.numbers[$0] == own }
  }

  /// Goes to what is still owed, nearest first, and then home.
  private mutating func close(_ graph: StateGraph, _ isInside: (Int) -> Bool) {
    // Whoever cannot go at the start is not kept waiting.
    var owed = graph.enabled[start]
    var place = start
    while owed != 0 { walk(graph, from: &place, isInside, owed: &owed, to: nil) }
    if place != start || ranks.isEmpty {
      walk(graph, from: &place, isInside, owed: &owed, to: start)
    }
  }

  /// Takes a shortest way inside to a state, or else to where less is owed.
  private mutating func walk(
    _ graph: StateGraph, from place: inout Int, _ isInside: (Int) -> Bool, owed: inout UInt64,
    to end: Int?
  ) {
    var edgeTo = [Int?](repeating: nil, count: graph.count)
    var comesFrom = [Int](repeating: place, count: graph.count)
    var queue = [place]
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      for edge in graph.edges(of: state) {
        let target = Int(graph.targets[edge])
        guard target < graph.count, isInside(target) else { continue }
        let isEnd =
          end.map { $0 == target }
          ?? (graph.actors[edge] & owed != 0 || owed & ~graph.enabled[target] != 0)
        if isEnd {
          var way = [edge]
          var back = state
          while back != place, let edge = edgeTo[back] {
            way.append(edge)
            back = comesFrom[back]
          }
          for edge in way.reversed() {
            ranks.append(Int(graph.ranks[edge]))
            owed &= ~graph.actors[edge] & graph.enabled[Int(graph.targets[edge])]
          }
          place = target
          return
        }
        if target != place && edgeTo[target] == nil {
          edgeTo[target] = edge
          comesFrom[target] = state
          queue.append(target)
        }
      }
    }
    preconditionFailure("no way inside the component from state \(place), owed \(owed)")
  }
}
