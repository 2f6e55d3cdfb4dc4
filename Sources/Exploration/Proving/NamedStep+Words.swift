import Operations
import Scenarios

extension NamedStep {
  /// Who does it, and what it is; the scenario is the one that was gone through.
  public func words(in scenario: Scenario) -> (actor: String, words: String) {
    if let call {
      return (call.actor, call.nth == 1 ? "\(call.verb.name)" : "\(call.verb.name) #\(call.nth)")
    }
    switch step {
    case .happening(let place): return ("", "item \(place + 1) of the timeline happens")
    case .crash: return (actor ?? "", "crashes")
    case .reuse: return ("", "a stranger gets the pid of \(actor ?? "somebody")")
    case .word: return ("", "a message or signal arrives")
    case .world: return ("", "the world goes on")
    case .call: return ("", "something takes effect")
    }
  }
}
