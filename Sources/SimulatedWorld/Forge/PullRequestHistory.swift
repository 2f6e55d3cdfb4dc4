import Operations

/// The last changes of one branch's pull request, oldest first.
struct PullRequestHistory: Sendable, Foldable {
  /// The branch.
  let branch: Text
  /// The changes; the first `count` of them are real.
  private(set) var changes: InlineArray<8, Change>
  /// How many changes there are.
  private(set) var count = 0
  /// How long the checks stay as they are while they flap; zero when they do not.
  var flapPeriod = Interval.zero
  /// When they began to flap.
  var flapStart = Instant.start

  /// How many changes are kept.
  static let limit = 8

  /// What became true and when.
  struct Change: Hashable, Sendable {
    var facts: PullRequestFacts
    var time: Instant
  }

  /// Begins with nothing: there is no pull request.
  init(branch: Text) {
    self.branch = branch
    changes = InlineArray(repeating: Change(facts: PullRequestFacts(), time: .start))
  }

  /// What is true now.
  var latest: PullRequestFacts {
    count == 0 ? PullRequestFacts() : changes[count - 1].facts
  }

  /// Adds a change; the oldest one is forgotten when there are too many.
  mutating func add(_ facts: PullRequestFacts, _ time: Instant) {
    if count == Self.limit {
      for place in 1..<Self.limit { changes[place - 1] = changes[place] }
      count -= 1
    }
    // A clock that somebody turned back does not put a later change before an earlier one.
    let last = count == 0 ? time : max(time, changes[count - 1].time)
    changes[count] = Change(facts: facts, time: last)
    count += 1
  }

  /// What was true at a time, or so many changes before that.
  ///
  /// Before the first change there was no pull request, unless older changes were forgotten.
  func facts(notAfter due: Int64, behind: Int32) -> PullRequestFacts {
    var place = count - 1
    while place >= 0, changes[place].time.nanoseconds > due { place -= 1 }
    place -= Int(behind)
    if place >= 0 { return changes[place].facts }
    return count == Self.limit ? changes[0].facts : PullRequestFacts()
  }

  /// What flapping checks say at a time; nil when they do not flap or nothing is there to check.
  func flappedChecks(at due: Int64) -> CheckState? {
    guard flapPeriod > .zero, due >= flapStart.nanoseconds, latest.state != .none else {
      return nil
    }
    let turn = (due - flapStart.nanoseconds) / flapPeriod.nanoseconds
    return turn % 2 == 0 ? .failing : .passing
  }

  /// Folds the branch and its changes.
  func fold(into digest: inout Digest) {
    digest.fold(branch)
    digest.fold(count)
    for place in 0..<count {
      changes[place].facts.fold(into: &digest)
      digest.fold(changes[place].time.nanoseconds)
    }
    digest.fold(flapPeriod.nanoseconds)
    digest.fold(flapStart.nanoseconds)
  }
}
