import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// Brings people on the stage and lets things happen when they are due.
///
/// Whatever has an instant is a cue in the universe's own queue, so that it happens in that instant
/// and in the order of the file. Whatever waits for a condition is looked at after each event.
struct Director {
  private let happenings: [Happening]
  private var engagements: [Company.Engagement]
  private let variants: [ProgramVariants]
  private var cues: [Cue] = []
  private var waiting: [Waiting] = []
  private var draws = RandomStream(seed: 0, name: "timeline")
  /// What has happened at least once, by its place in the timeline.
  private(set) var struck: [Bool]

  /// What is to be done at an instant.
  enum Cue: Sendable {
    /// Somebody comes on.
    case enter(Int)
    /// Something happens, for the nth time.
    case happen(Int, time: Int)
    /// A server, a store or a process is well again.
    case heal(Healing)
    /// Nothing any more.
    case done
  }

  /// Something that waits for its condition.
  private struct Waiting {
    var happening: Int
    var seen = 0
  }

  /// How something that lasts a while ends.
  enum Healing: Sendable {
    case resume(String)
    case continueServer
    case healStore
    case wake(ProcessIndex)
  }

  init(
    _ scenario: Scenario, _ engagements: [Company.Engagement], variants: [ProgramVariants] = []
  ) {
    self.variants = variants
    happenings = scenario.timeline
    self.engagements = engagements
    struck = Array(repeating: false, count: scenario.timeline.count)
  }

  /// Puts what those who come on are called and asked for into the table of texts, so that no run
  /// has to.
  mutating func prepare(_ texts: inout Texts) {
    for place in engagements.indices {
      engagements[place].called = texts.text(engagements[place].name)
      let argument: Text
      switch engagements[place].errand {
      case .words(let words): argument = texts.text(words)
      case .request(let verb, let run, let prompt):
        argument = Request.text(verb, run: run, prompt: prompt, &texts)
        // It is read as well, which is kept beside the text.
        _ = SessionRequest(argument, &texts)
      case .genieID(let run): argument = texts.text(run)
      case .forge(let part): argument = Request.text(part, &texts)
      case .migration(let part): argument = Request.text(part, &texts)
      }
      engagements[place].argument = argument
    }
  }

  /// Plans all that has an instant.
  mutating func begin(_ universe: inout Universe<Cast>, _ stream: RandomStream) {
    draws = stream
    for number in engagements.indices {
      plan(.enter(number), after: Play.draw(engagements[number].start, &draws), &universe)
    }
    for (number, happening) in happenings.enumerated() {
      if case .at(let range) = happening.trigger {
        let first = Play.draw(range, &draws) + Play.draw(happening.delay, &draws)
        for time in 0..<max(1, happening.times) {
          let later = Interval(nanoseconds: happening.every.nanoseconds * Int64(time))
          plan(.happen(number, time: time), after: first + later, &universe)
        }
      } else {
        waiting.append(Waiting(happening: number))
      }
    }
  }

  /// Puts a cue so much later.
  mutating func plan(_ cue: Cue, after delay: Interval, _ universe: inout Universe<Cast>) {
    universe.schedule(.cue(Int32(cues.count)), at: universe.now + delay)
    cues.append(cue)
  }

  /// What the cue of a number is; nil when it was given already.
  func cue(_ number: Int32) -> Cue? {
    guard number >= 0 else { return nil }
    if case .done = cues[Int(number)] { return nil }
    return cues[Int(number)]
  }

  // MARK: - Names

  /// Everybody who is meant by a name: of a program with variants, all of them.
  func everybody(called name: String) -> [Text] {
    variants.first { $0.base == name }?.names ?? [Bookkeeper.text(name)]
  }

  /// Who is meant by a name now: of several, the last one that lives.
  func actor(called name: String, _ universe: borrowing Universe<Cast>) -> Text {
    let names = everybody(called: name)
    let alive = names.last { name in
      universe.actor(named: name).map { universe.state(of: $0) != .gone } ?? false
    }
    return alive ?? names.last { universe.actor(named: $0) != nil } ?? names[0]
  }

  // MARK: - After each event

  /// Does what is due now.
  mutating func direct(_ universe: inout Universe<Cast>, _ books: inout Bookkeeper) {
    if !books.marks.isDisjoint(with: [.fault, .entrance]) { follow(&universe, &books) }
    guard !waiting.isEmpty else { return }
    fallDue(&universe, &books)
  }

  private mutating func follow(_ universe: inout Universe<Cast>, _ books: inout Bookkeeper) {
    for entry in books.account.entries {
      // A number below zero is that of no cue: it only lets follow what a change calls for.
      if case .fault(.cue(let number)) = entry.kind, number >= 0 {
        follow(Int(number), &universe, &books)
      }
    }
  }

  private mutating func fallDue(_ universe: inout Universe<Cast>, _ books: inout Bookkeeper) {
    var ready: [Int] = []
    for place in waiting.indices where isReady(&waiting[place], books) { ready.append(place) }
    let numbers = ready.map { waiting[$0].happening }
    for place in ready.reversed() { waiting.remove(at: place) }
    for number in numbers { fall(number, &universe, &books) }
  }

  private mutating func follow(
    _ number: Int, _ universe: inout Universe<Cast>, _ books: inout Bookkeeper
  ) {
    let cue = cues[number]
    cues[number] = .done
    switch cue {
    case .enter(let engagement): enter(engagements[engagement], &universe, &books)
    case .happen(let happening, _): strike(happening, &universe, &books)
    case .heal(let healing): heal(healing, &universe)
    case .done: break
    }
  }

  /// A condition has come true: what waited for it happens now, or after its delay.
  private mutating func fall(
    _ number: Int, _ universe: inout Universe<Cast>, _ books: inout Bookkeeper
  ) {
    let happening = happenings[number]
    let delay = Play.draw(happening.delay, &draws)
    for time in 0..<max(1, happening.times) {
      let later = delay + Interval(nanoseconds: happening.every.nanoseconds * Int64(time))
      if later == .zero {
        strike(number, &universe, &books)
      } else {
        plan(.happen(number, time: time), after: later, &universe)
      }
    }
  }

  private mutating func strike(
    _ number: Int, _ universe: inout Universe<Cast>, _ books: inout Bookkeeper
  ) {
    if act(happenings[number].action, &universe, &books) { struck[number] = true }
  }

  private mutating func heal(_ healing: Healing, _ universe: inout Universe<Cast>) {
    switch healing {
    case .resume(let name): universe.strike(.resume(actor(called: name, universe)))
    case .continueServer:
      universe.strike(.world(.tmux(.serverContinued(socket: universe.text(Company.socket)))))
    case .healStore: universe.strike(.world(.store(.trouble(nil))))
    case .wake(let process):
      universe.world.processes.send(.continue, to: process, &universe.world.moment)
    }
  }

  /// What lasts for ever by the file ends, and what has waited in vain does not happen any more, so
  /// that all can come to rest.
  ///
  /// What has an instant still happens then.
  mutating func endWeather(_ universe: inout Universe<Cast>) {
    waiting = []
    universe.strike(.world(.tmux(.serverContinued(socket: universe.text(Company.socket)))))
    universe.strike(.world(.store(.trouble(nil))))
    universe.strike(.world(.file(.diskFull(after: nil))))
    universe.strike(.world(.pullRequest(.unreachable(false))))
  }

  // MARK: - Conditions

  private func isReady(_ waiting: inout Waiting, _ books: Bookkeeper) -> Bool {
    switch happenings[waiting.happening].trigger {
    case .at: return false
    case .after(let calls, let nth, let actor):
      waiting.seen += books.callCount(calls, of: actor)
      return waiting.seen >= nth
    case .between(let first, let second, let actor):
      // The second takes the chance away; the next time that the first is done brings a new one.
      return books.callCount(first, of: actor) > 0 && books.callCount(second, of: actor) == 0
    case .when(let condition): return books.isSo(condition)
    }
  }

  // MARK: - Entrances

  private func enter(
    _ engagement: Company.Engagement, _ universe: inout Universe<Cast>, _ books: inout Bookkeeper
  ) {
    var argument = engagement.argument
    if case .genieID = engagement.errand { argument = books.genieID(of: argument) ?? argument }
    universe.add(
      actor: engagement.called, program: engagement.program, argument: argument, at: universe.now)
  }

  // MARK: - Comparing

  /// Folds what is still to come and what has come.
  func fold(into digest: inout Digest) {
    for waiting in waiting {
      digest.fold(waiting.happening)
      digest.fold(waiting.seen)
    }
    for isStruck in struck { digest.fold(isStruck ? 1 : 0) }
  }
}
