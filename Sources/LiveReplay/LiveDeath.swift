import Operations
import Scenarios
import Supervision

/// A program of the manager that kills itself at one of its calls, because the scenario says so.
struct LiveDeath: Hashable, Sendable {
  /// The player whose program it is; empty for the runner of whoever spawns.
  var actor: String
  /// What the program finds in its environment.
  var variable: String

  /// The death that a happening stands for; nil when it is something else.
  ///
  /// A command dies at a call of its own, or the first runner at one of its own. Others cannot be told
  /// apart before they begin.
  init?(_ happening: Happening, in scenario: Scenario) {
    guard happening.times == 1, happening.delay == .zero ... .zero else { return nil }
    switch (happening.trigger, happening.action) {
    case (.after(.verb(let verb), let nth, let name), .crash(let victim)) where victim == name:
      self.init(of: name, verb, nth, isAfter: true, in: scenario)
    case (.at(let range), .interfere(let interfering))
    where range.upperBound == .zero && interfering.count == 1 && interfering.percent == 100:
      let verb: Verb?
      switch interfering.calls {
      case .any: verb = nil
      case .verb(let one): verb = one
      case .family: return nil
      }
      let isAfter: Bool
      switch interfering.how {
      case .crashBeforeEffect: isAfter = false
      case .crashBeforeAnswer, .crashAfterAnswer: isAfter = true
      default: return nil
      }
      self.init(
        of: interfering.actor, verb, Int(interfering.skip) + 1, isAfter: isAfter, in: scenario)
    default: return nil
    }
  }

  private init?(
    of name: String, _ verb: Verb?, _ nth: Int, isAfter: Bool, in scenario: Scenario
  ) {
    let point = (verb.map { "\($0.name):" } ?? "") + "\(nth)" + (isAfter ? "+" : "")
    if name == "runner" {
      // All runners of one server find the same; only one may be there to die.
      let launches = scenario.actors.filter { player in
        guard case .command(let part) = player.part else { return false }
        return [.spawn, .restore].contains(part.verb)
      }
      guard launches.count == 1, launches[0].count == 1 else { return nil }
      (actor, variable) = (launches[0].name, "REHEARSAL_DIES_AT=runner:\(point)")
      return
    }
    let player = scenario.actors.first { $0.names.contains(name) }
    guard case .command? = player?.part else { return nil }
    (actor, variable) = (name, "REHEARSAL_DIES_AT=command:\(point)")
  }
}
