import Operations
import Scenarios
import Search

/// A run that a search has found, as a scenario: what takes effect after what, and who crashes when.
struct ProvenScenario {
  let scenario: Scenario

  /// Writes the steps of a model of a scenario out; the calls that were pending come after them.
  init(_ steps: [NamedStep], pending: [Schedule.Call], of original: Scenario) {
    var scenario = original
    scenario.seeds = 1...1
    scenario.reds = []
    var calls: [Schedule.Call] = []
    var happenings: [Happening] = []
    for step in steps {
      if let call = step.call { calls.append(call) }
      // What comes after no call comes first; that a timer has fired cannot be waited for.
      let trigger: Happening.Trigger
      if let last = calls.last(where: { $0.verb != .timer }) {
        trigger = .after(.verb(last.verb), nth: last.nth, of: last.actor)
      } else {
        trigger = .at(.zero ... .zero)
      }
      switch step.step {
      case .happening(let place):
        var happening = original.timeline[place]
        happening.trigger = trigger
        happening.times = 1
        happening.every = .zero
        happening.delay = .zero ... .zero
        happenings.append(happening)
      case .crash:
        if let actor = step.actor { happenings.append(Happening(trigger, .crash(actor))) }
      case .reuse:
        guard let actor = step.actor else { break }
        happenings.append(
          Happening(trigger, .reusePid(of: Target(actor), program: "stranger")))
      case .call, .word, .world: break
      }
    }
    scenario.timeline = happenings
    // Time might bring what had not come yet too early.
    for call in pending where !calls.contains(call) { calls.append(call) }
    scenario.schedule = calls.isEmpty ? .byTime : .order(calls)
    self.scenario = scenario
  }
}
