import Operations
import Search

/// A model that is drawn: places, arrows with the name of whoever takes them, and what is so where.
struct Graph: Model {
  /// An arrow.
  struct Arrow: Hashable, Sendable {
    var from: Int
    var to: Int
    var actor: Int?
    var isLocal = false

    init(_ from: Int, _ to: Int, by actor: Int? = 0, isLocal: Bool = false) {
      self.from = from
      self.to = to
      self.actor = actor
      self.isLocal = isLocal
    }
  }

  let arrows: [Arrow]
  let wrong: [Int: String]  // lookup only
  let kept: Set<Int>  // lookup only
  private(set) var place = 0

  init(_ arrows: [Arrow], wrong: [Int: String] = [:], kept: Set<Int> = []) {
    self.arrows = arrows
    self.wrong = wrong
    self.kept = kept
  }

  func enabled(into steps: inout [Arrow]) {
    for arrow in arrows where arrow.from == place { steps.append(arrow) }
  }

  mutating func take(_ step: Arrow) { place = step.to }
  var violation: String? { wrong[place] }
  func fold(into digest: inout Digest) { digest.fold(place) }
  func actor(of step: Arrow) -> Int? { step.actor }
  func isLocal(_ step: Arrow) -> Bool { step.isLocal }
  var isPromiseKept: Bool { kept.contains(place) }
}
