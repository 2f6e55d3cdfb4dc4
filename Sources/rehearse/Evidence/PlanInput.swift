import Conformance
import Evidence
import Forms
import Plans
import ScenarioFiles
import Scenarios

/// A plan that is carried out: its files, what they say, and the scenarios that they name.
struct PlanInput {
  /// The path that it was asked for by.
  let path: String
  /// The plan with those that belong to it.
  let plan: Plan
  /// The files, as they are kept.
  let files: [EvidenceFile]
  /// The historical system in the place of what is tested; nil for none.
  let twin: System?
  /// How many failures of a check are told event by event.
  let storiesMax: Int

  /// Reads a plan and all that belongs to it; what is wrong goes to `errors`.
  init(_ path: String, twin: String?, storiesMax: Int, errors: Output) throws(Failure) {
    self.path = path
    self.storiesMax = storiesMax
    if let name = twin {
      guard let system = System.allCases.first(where: { "\($0.word)" == name }),
        system != .rehearsal
      else {
        throw Failure(
          status: .usage,
          message: "There is no historical system '\(name)'; there are "
            + System.allCases.dropFirst().map { "\($0.word)" }.joined(separator: ", ") + ".")
      }
      self.twin = system
    } else {
      self.twin = nil
    }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) + "/" } ?? ""
    let name = String(path.dropFirst(folder.count))
    let (plan, bytes) = try Self.read(path, errors)
    var files = [EvidenceFile("\(Asked.folder)/\(name)", bytes)]
    var others: [Plan] = []
    for other in plan.includes {
      guard !other.contains("/") else {
        throw Failure(
          status: .badInput,
          message: "\(path): '\(other)' lies elsewhere; included plans lie beside the plan.")
      }
      let (included, bytes) = try Self.read(folder + other, errors)
      guard included.includes.isEmpty else {
        throw Failure(
          status: .badInput,
          message: "\(folder + other) includes others; a plan that is included cannot.")
      }
      others.append(included)
      files.append(EvidenceFile("\(Asked.folder)/\(other)", bytes))
    }
    self.plan = plan.including(others)
    files.append(
      EvidenceFile(Asked.file, Asked(plan: name, twin: twin ?? "").text))
    self.files = files
    try check()
  }

  private static func read(
    _ path: String, _ errors: Output
  ) throws(Failure) -> (Plan, [UInt8]) {
    let bytes = try Replay.bytes(of: path)
    do throws(Diagnostics) {
      return (try PlanFile.load(bytes, file: path), bytes)
    } catch {
      try errors.print(error.text)
      throw Failure(status: .badInput, message: "\(path) is no plan.")
    }
  }

  // MARK: - What a plan can only know with all files at hand

  private func check() throws(Failure) {
    for (group, _, check) in plan.checks {
      func fail(_ sentence: String) -> Failure {
        Failure(
          status: .badInput, message: "\(path): \(group.name), '\(check.title)': \(sentence)")
      }
      switch check.work {
      case .exploration(let work): try look(for: work.canary, in: work.scenario)
      case .proof(let work): try look(for: work.canary, in: work.scenario)
      case .conformance(let work):
        for area in work.areas where Area(rawValue: area) == nil {
          throw fail(
            "'\(area)' is nothing to compare; there are "
              + Area.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
      case .metric(let work):
        let system = System.allCases.first { "\($0.word)" == work.before }
        guard let system, system != .rehearsal else {
          throw fail("there is no historical system '\(work.before)'.")
        }
        let scenario = try Self.scenario(work.scenario)
        guard !scenario.changes(putting: system).isEmpty else {
          throw fail("nobody in \(work.scenario) can be \(work.before).")
        }
        if case .violations(let name) = work.measure,
          !scenario.expectations.contains(where: { $0.name == name })
        {
          throw fail("\(work.scenario) does not expect '\(name)'.")
        }
      case .scenarios, .commands, .search: break
      }
    }
  }

  private func look(for red: Int, in path: String) throws(Failure) {
    let scenario = try Self.scenario(path)
    guard scenario.reds.indices.contains(red - 1) else {
      throw Failure(
        status: .badInput,
        message: "\(self.path): \(path) has no red \(red); it has \(scenario.reds.count).")
    }
  }

  /// Reads a scenario.
  static func scenario(_ path: String) throws(Failure) -> Scenario {
    let bytes = try Replay.bytes(of: path)
    do throws(Diagnostics) {
      return try ScenarioFile.load(bytes, file: path)
    } catch {
      throw Failure(
        status: .badInput,
        message: error.shown.first?.headline ?? "\(path) is no scenario.")
    }
  }

  /// The name of the twin; empty for none.
  var twinName: String { twin.map { "\($0.word)" } ?? "" }

  /// What is different from how it should be, when a twin is in its place.
  func changes(to scenario: Scenario) -> [Red.Change] {
    twin.map { scenario.changes(putting: $0) } ?? []
  }

  /// The twin that takes part in a scenario; empty for none.
  func system(in scenario: Scenario) -> String {
    changes(to: scenario).isEmpty ? "" : twinName
  }
}

extension Scenario {
  /// What changes when a system does every part that it can do; nothing when it can do none.
  ///
  /// Which parts those are depends on what is asked of them, and shows when they are engaged.
  func changes(putting system: System) -> [Red.Change] {
    var changes: [Red.Change] = []
    for actor in actors where actor.part.kind.systems.contains(system) {
      let more = changes + [Red.Change(actor: actor.name, variant: Variant(system: system))]
      do throws(StagingError) {
        _ = try Production(self, changes: more)
        changes = more
      } catch {
        continue
      }
    }
    return changes
  }
}
