/// The strongly connected components among the states in which the promise is not kept.
///
/// Tarjan, "Depth-First Search and Linear Graph Algorithms", 1972; without recursion.
struct Components {
  /// By state: the number of its component; nil where the promise is kept.
  private(set) var numbers: [Int?]
  /// How many there are.
  private(set) var count = 0

  init(of graph: StateGraph) {
    numbers = Array(repeating: nil, count: graph.count)
    var indices = [Int](repeating: 0, count: graph.count)
    var lows = [Int](repeating: 0, count: graph.count)
    var nextEdges = [Int](repeating: 0, count: graph.count)
    var open: [Int] = []
    var path: [Int] = []
    var index = 0
    for root in 0..<graph.count where !graph.isKept[root] && indices[root] == 0 {
      path.append(root)
      while let state = path.last {
        if indices[state] == 0 {
          index += 1
          indices[state] = index
          lows[state] = index
          nextEdges[state] = graph.edges(of: state).lowerBound
          open.append(state)
        }
        if nextEdges[state] < graph.edges(of: state).upperBound {
          let target = Int(graph.targets[nextEdges[state]])
          nextEdges[state] += 1
          guard target < graph.count, !graph.isKept[target], numbers[target] == nil else {
            continue
          }
          if indices[target] == 0 {
            path.append(target)
          } else {
            lows[state] = min(lows[state], indices[target])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { lows[parent] = min(lows[parent], lows[state]) }
        guard lows[state] == indices[state] else { continue }
        while let member = open.popLast() {
          numbers[member] = count
          if member == state { break }
        }
        count += 1
      }
    }
  }
}
