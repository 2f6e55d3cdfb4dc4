import Operations
import SimulatedWorld
import Testing

@Suite("The host of pull requests")
struct PullRequestHostTests {
  private let branch = Text("forge/abcd-fix")

  private func time(_ seconds: Int64) -> Instant { .start + .seconds(seconds) }

  private func observe(_ host: inout PullRequestHost, at seconds: Int64) -> PullRequestFacts? {
    var moment = Moment(seed: 1)
    moment.now = time(seconds)
    if case .facts(let facts) = host.perform(.observe(branch: branch), &moment) { return facts }
    return nil
  }

  private func opened() -> PullRequestHost {
    var host = PullRequestHost()
    host.open(branch, draft: false, now: time(10))
    return host
  }

  @Test("a branch without a pull request is told as one that has none")
  func none() {
    var host = PullRequestHost()
    let facts = observe(&host, at: 1)
    #expect(facts == PullRequestFacts())
  }

  @Test("an open pull request refuses a second one; a closed one makes room")
  func refusesASecond() {
    var host = PullRequestHost()
    var moment = Moment(seed: 1)
    let request = PullRequestOperation.create(branch: branch, title: .empty)
    let first = host.perform(request, &moment)
    #expect(
      first == .facts(PullRequestFacts(state: .open, number: 1, isMergeable: true)))
    let second = host.perform(request, &moment)
    #expect(second == .refused)
    let closed = host.close(branch, now: time(1))
    #expect(closed)
    let third = host.perform(request, &moment)
    #expect(
      third == .facts(PullRequestFacts(state: .open, number: 2, isMergeable: true)))
  }

  @Test("a draft is not merged, an open one is, and only once")
  func merges() {
    var host = PullRequestHost()
    host.open(branch, draft: true, now: time(1))
    let early = host.merge(branch, now: time(2))
    #expect(!early)
    host.change(branch, now: time(3)) { $0.state = .open }
    let due = host.merge(branch, now: time(4))
    #expect(due)
    let again = host.merge(branch, now: time(5))
    #expect(!again)
    #expect(host.facts(of: branch).state == .merged)
  }

  @Test("checks and reviews are told as they were set")
  func changes() {
    var host = opened()
    host.change(branch, now: time(11)) { facts in
      facts.checks = .failing
      facts.review = .changesRequested
      facts.hasHumanComment = true
    }
    let facts = observe(&host, at: 12)
    #expect(facts?.checks == .failing)
    #expect(facts?.review == .changesRequested)
    #expect(facts?.hasHumanComment == true)
  }

  @Test("nothing changes where there is no pull request")
  func changesNothing() {
    var host = PullRequestHost()
    let changed = host.change(branch, now: time(1)) { $0.checks = .failing }
    #expect(!changed)
    let closed = host.close(branch, now: time(1))
    #expect(!closed)
  }

  @Test("a failing fetch tells nothing, and the next one does")
  func fetchFails() {
    var host = opened()
    host.failNext()
    #expect(observe(&host, at: 20) == nil)
    #expect(observe(&host, at: 21)?.state == .open)
    host.setUnreachable(true)
    #expect(observe(&host, at: 22) == nil)
    host.setUnreachable(false)
    #expect(observe(&host, at: 23)?.state == .open)
  }

  @Test("a request can hang for ever")
  func hangs() {
    var host = opened()
    var moment = Moment(seed: 1)
    host.hangNext()
    let outcome = host.perform(.observe(branch: branch), &moment)
    #expect(outcome == nil)
  }

  @Test("a stale host tells what was true an interval ago")
  func staleByTime() {
    var host = opened()
    host.merge(branch, now: time(20))
    host.setStale(by: .seconds(30))
    #expect(observe(&host, at: 25)?.state == PullRequestState.none)
    #expect(observe(&host, at: 45)?.state == .open)
    #expect(observe(&host, at: 50)?.state == .merged)
  }

  @Test("a stale host tells what was true some changes ago")
  func staleByChanges() {
    var host = opened()
    host.change(branch, now: time(11)) { $0.checks = .pending }
    host.change(branch, now: time(12)) { $0.checks = .passing }
    host.setStale(by: .zero, changes: 1)
    #expect(observe(&host, at: 20)?.checks == .pending)
    host.setStale(by: .zero, changes: 2)
    #expect(observe(&host, at: 20)?.checks == CheckState.none)
    #expect(observe(&host, at: 20)?.state == .open)
  }

  @Test("an older fact can come after a newer one, once")
  func outOfOrder() {
    var host = opened()
    host.merge(branch, now: time(20))
    #expect(observe(&host, at: 30)?.state == .merged)
    host.setBackNext()
    #expect(observe(&host, at: 31)?.state == .open)
    #expect(observe(&host, at: 32)?.state == .merged)
  }

  @Test("checks that flap fail and pass in turn until it ends")
  func flapping() {
    var host = opened()
    host.flapChecks(of: branch, every: .seconds(10), now: time(20))
    let told = [20, 29, 30, 41].map { observe(&host, at: $0)?.checks }
    #expect(told == [.failing, .failing, .passing, .failing])
    host.flapChecks(of: branch, every: .zero, now: time(50))
    #expect(observe(&host, at: 51)?.checks == CheckState.none)
  }

  @Test("two hosts that were told the same in another order of branches are the same")
  func digestHasNoOrder() {
    let names: [Text] = [Text("a"), Text("b"), Text("c")]
    func digest(_ names: [Text]) -> Digest {
      var host = PullRequestHost()
      for name in names {
        host.set(PullRequestFacts(state: .open, number: 1), of: name, now: time(1))
      }
      var digest = Digest()
      host.fold(into: &digest)
      return digest
    }
    #expect(digest(names) == digest(names.reversed()))
    #expect(digest(names) != digest([Text("a"), Text("b")]))
  }

  @Test("100,000 random operations and faults never trap", arguments: [1, 2])
  func storm(_ seed: UInt64) {
    var host = PullRequestHost()
    var moment = Moment(seed: seed)
    var random = RandomStream(seed: seed, name: "storm")
    let names: [Text] = [Text("a"), Text("b"), Text("c"), Text("d"), .empty]
    for round in 0..<100_000 {
      let name = names[Int(random.next(below: 5))]
      moment.now = moment.now + .milliseconds(Int64(random.next(below: 2_000)))
      switch random.next(below: 24) {
      case 0: host.open(name, draft: random.happens(perMillion: 500_000), now: moment.now)
      case 1: host.merge(name, now: moment.now)
      case 2: host.close(name, now: moment.now)
      case 3: host.change(name, now: moment.now) { $0.checks = .failing }
      case 4: host.change(name, now: moment.now) { $0.review = .approved }
      case 5: host.failNext()
      case 6: host.hangNext()
      case 7: host.setUnreachable(random.happens(perMillion: 200_000))
      case 8: host.setStale(by: .seconds(Int64(random.next(below: 90))), changes: 9)
      case 9: host.setStale(by: .zero)
      case 10: host.setBackNext()
      case 11: host.flapChecks(of: name, every: .milliseconds(1), now: moment.now)
      case 12: host.flapChecks(of: name, every: .zero, now: moment.now)
      case 13: host.set(PullRequestFacts(), of: name, now: .start)
      case 14: _ = host.perform(.create(branch: name, title: .empty), &moment)
      default: _ = host.perform(.observe(branch: name), &moment)
      }
      if round % 16 == 0 { host.checkInvariants() }
    }
  }
}
