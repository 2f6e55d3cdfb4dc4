import Operations
import SimulatedWorld

/// The faults that lie ahead and the rules that are in force.
struct FaultPlan: Sendable {
  /// Faults that come at an instant; an event names them by number.
  var scripted: [Fault] = []
  /// Rules that watch every operation.
  private(set) var rules: [Rule] = []

  /// Puts a rule in force.
  mutating func arm(_ rule: Rule) {
    if rule.count > 0 { rules.append(rule) }
  }

  /// Puts every rule out of force.
  mutating func disarm() {
    rules.removeAll(keepingCapacity: true)
  }

  /// What is done to an operation, by the first rule that strikes it; spent rules are dropped.
  mutating func interference(
    with verb: Verb, of actor: Text, _ stream: inout RandomStream
  ) -> Interference? {
    for place in rules.indices {
      let rule = rules[place]
      guard rule.verb == nil || rule.verb == verb, rule.actor.isEmpty || rule.actor == actor else {
        continue
      }
      if rule.skip > 0 {
        rules[place].skip -= 1
        continue
      }
      if rule.perMillion < 1_000_000, !stream.happens(perMillion: rule.perMillion) { continue }
      rules[place].count -= 1
      if rules[place].count <= 0 { rules.remove(at: place) }
      return rule.interference
    }
    return nil
  }
}
