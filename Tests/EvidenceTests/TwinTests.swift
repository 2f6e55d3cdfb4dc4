import Evidence
import Forms
import Plans
import TestSupport
import Testing

/// Every historical system that the scenarios of a plan name, in the place of what is tested: it has
/// to fail in the group that it is known from, for the reason that it is known for.
struct TwinTests {
  /// A twin, where it has to be noticed, and by what.
  struct Notice: CustomTestStringConvertible, Sendable {
    var twin: String
    var plan: String
    var group: String
    var property: String
    var testDescription: String { twin }
  }

  static let notices: [Notice] = [
    .init(twin: "genie-v1", plan: "rc21", group: "group-c", property: "output"),
    .init(twin: "genie-rc19", plan: "rc21", group: "group-a", property: "no-false-timeout"),
    .init(twin: "genie-rc20", plan: "rc21", group: "group-b", property: "one-session-per-run"),
    .init(twin: "genie-rc21", plan: "rc21", group: "group-b", property: "no-lost-update"),
    .init(twin: "genie-rc23", plan: "rc21", group: "group-d", property: "no-false-timeout"),
    .init(twin: "genie-rc29", plan: "rc21", group: "group-a", property: "no-false-timeout"),
    .init(
      twin: "claude-squad", plan: "retention", group: "ac-3", property: "close-is-safe"),
    .init(
      twin: "naive-reaper", plan: "lifecycle", group: "invariant-3",
      property: "failed-probe-is-not-death"),
    .init(
      twin: "reference-rules", plan: "lifecycle", group: "invariant-3",
      property: "failed-probe-is-not-death"),
    .init(
      twin: "rlp-desk-0.11.1", plan: "desk", group: "us026", property: "one-runner-per-root"),
    .init(twin: "careless-lock", plan: "desk", group: "us026", property: "one-runner-per-root"),
    .init(twin: "naive-forge", plan: "forge", group: "metrics", property: "streams-are-complete"),
    .init(
      twin: "shipped-migration", plan: "forge", group: "migration",
      property: "migration-is-lossless"),
  ]

  @Test(arguments: notices)
  func aTwinFailsInTheRightGroupForTheRightReason(notice: Notice) throws {
    try TextFile.withTemporaryDirectory { folder in
      let text = try #require(TextFile.read("plans/\(notice.plan).yaml"))
      var plan = try PlanFile.load(Array(text.utf8), file: notice.plan)
      plan.groups.removeAll { $0.name != notice.group }
      try TextFile.write(PlanFile.text(of: plan), to: "\(folder)/one.yaml")
      let run = try Repository.rehearse(
        "qa", "\(folder)/one.yaml", "--twin", notice.twin, "--out", "\(folder)/out",
        "--stories", "0")
      #expect(run.status == 1, "\(run.output)\(run.errors)")
      let results = try Results(
        Array((TextFile.read("\(folder)/out/results.json") ?? "").utf8))
      let failed = results.checks.filter { $0.verdict == .failed }
      #expect(failed.allSatisfy { $0.group == notice.group })
      #expect(
        failed.contains { check in
          check.remarks.contains { $0.contains(notice.property) }
            || check.metric?.measure.contains(notice.property) == true
        }, "\(run.output)")
      #expect(try Repository.rehearse("qa", "verify", "\(folder)/out").status == 0)
    }
  }

  @Test func noTwinOfAPlanIsLeftOut() throws {
    let words = try Repository.shell(
      "cat $(grep -oh 'scenarios/[a-z0-9/-]*' plans/*.yaml | sort -u | sed 's/$/.yaml/') "
        + "$(find scenarios/genie scenarios/forge scenarios/desk scenarios/locks "
        + "scenarios/lifecycle scenarios/migration scenarios/retention -name '*.yaml') 2>/dev/null"
    ).output
    let systems = try Repository.rehearse("qa", "plans/rc21.yaml", "--twin", "nobody").errors
    let known = Self.notices.map(\.twin)
    var seen = 0
    // A lock that is as sound as ours; it is in the place of nothing.
    let sound = ["generation-lock"]
    for part in systems.split(whereSeparator: { " ,\n".contains($0) }) {
      let name = part.hasSuffix(".") ? String(part.dropLast()) : String(part)
      guard name.contains("-"), !sound.contains(name), words.contains(": \(name)") else { continue }
      seen += 1
      #expect(known.contains(name), "\(name) stands in a plan's scenarios and is not tried")
    }
    #expect(seen >= 12)
  }
}
