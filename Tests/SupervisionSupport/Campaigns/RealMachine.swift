import Operations
import Scenarios

/// The real machines that are let loose in bad weather.
package enum RealMachine: String, CaseIterable, Sendable {
  case sessions
  case desk
  case projectLock = "project-lock"
  case generationLock = "generation-lock"
  case forge
  case migration
  case retention

  /// What is claimed of them, in words.
  package var claim: String {
    switch self {
    case .sessions: "one agent a session, none declared dead that lives, nothing left over"
    case .desk: "one runner a root, deaths recorded in time and none made up, all cleared away"
    case .projectLock: "one holder a root at a time, had again whatever was left (flock)"
    case .generationLock: "one holder a root at a time, had again whatever was left (files)"
    case .forge: "one task and one agent a key, each line once, no stop believed too early"
    case .retention: "no close of what is at work, attached, another's or changed, and none lost"
    case .migration: "the same end after any interruption, one task a session, the way back too"
    }
  }

  /// How many of a hundred runs are its own.
  package var percent: Int {
    switch self {
    case .sessions: 45
    case .desk: 15
    case .projectLock, .generationLock: 10
    case .forge: 10
    case .migration, .retention: 5
    }
  }

  /// How many of so many runs are its own, at least one.
  package func runs(of all: Int) -> Int { max(1, all * percent / 100) }

  /// One run from a seed; planted: with a flaw of which the judge has to speak.
  package func report(seed: UInt64, isPlanted: Bool = false, isTraced: Bool = false) -> RunReport {
    switch self {
    case .sessions:
      var campaign = SessionCampaign(seed: seed, isPlanted: isPlanted)
      return campaign.report(isTraced: isTraced)
    case .desk:
      var campaign = DeskCampaign(seed: seed, isPlanted: isPlanted)
      return campaign.report(isTraced: isTraced)
    case .projectLock:
      return race(.kernel, seed, isPlanted, isTraced)
    case .generationLock:
      return race(.generations, seed, isPlanted, isTraced)
    case .forge:
      var campaign = ForgeCampaign(seed: seed, isPlanted: isPlanted)
      return campaign.report(isTraced: isTraced)
    case .migration:
      var campaign = MigrationCampaign(seed: seed, isPlanted: isPlanted)
      return campaign.report(isTraced: isTraced)
    case .retention:
      var campaign = RetentionCampaign(seed: seed, isPlanted: isPlanted)
      return campaign.report(isTraced: isTraced)
    }
  }

  private func race(
    _ kind: LockContender.Kind, _ seed: UInt64, _ isPlanted: Bool, _ isTraced: Bool
  ) -> RunReport {
    guard isPlanted else {
      var race = LockRace(kind, seed: seed)
      return race.report(isTraced: isTraced)
    }
    let path: StaticString = "/srv/blog/careless"
    var race = LockRace(
      CarelessContender(path: Text(path)), seed: seed, recordAt: "/srv/blog/careless")
    return race.report(isTraced: isTraced)
  }
}
