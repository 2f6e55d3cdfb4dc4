import Lifecycle
import Operations
import Properties
import Scenarios

/// Scenarios in which some claim one project root: what the searches are measured by.
enum Locks {
  static let folder = "/srv/blog/.claude/ralph-desk/logs"

  /// Some who claim a root at once, each once.
  static func claims(
    by system: System, count: Int = 2, _ properties: [PropertyName] = [.oneRunnerPerRoot]
  ) -> Scenario {
    var scenario = Scenario(title: "\(count) claim one root at once")
    scenario.length = .seconds(10)
    scenario.stage.folders = [folder]
    scenario.actors = ["ada", "ben", "cat", "dan"].prefix(count).map { name in
      Player(
        name: name, part: .lock(LockPart(root: "/srv/blog")), variant: Variant(system: system))
    }
    scenario.expectations = properties.map { .property($0, PropertyLimits()) }
    return scenario
  }

  /// The same, with the lock of a wrapper that is gone still there.
  static func staleClaims(
    by system: System, count: Int = 2, _ properties: [PropertyName] = [.oneRunnerPerRoot]
  ) -> Scenario {
    var scenario = claims(by: system, count: count, properties)
    let lock = "\(folder)/.rlp-desk-runner-088f096a.lock"
    scenario.stage.files = [
      Stage.Entry(path: "\(lock).d/made", content: "x"),
      Stage.Entry(path: lock, content: "{\"pid\":4711,\"slug\":\"old\"}"),
    ]
    return scenario
  }
}
