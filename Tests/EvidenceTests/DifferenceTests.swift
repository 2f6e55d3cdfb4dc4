import Evidence
import Plans
import Testing

struct DifferenceTests {
  private static func results(_ before: Int, _ after: Int, title: String = "It is so") throws
    -> Results
  {
    var sample = Sample(
      .metric(Metric(.timeouts, of: "a.yaml", runs: 1, before: "genie-rc20", target: 1)))
    sample.check.title = title
    sample.invocations = [
      .run(SimulatedRun(.before, value: before, system: "genie-rc20")),
      .run(SimulatedRun(.after, value: after)),
    ]
    return try Results(Array(try sample.results().text.utf8))
  }

  @Test func aVerdictThatChangedAndAFigureThatMovedAreTold() throws {
    let difference = Difference(from: try Self.results(5, 0), to: try Self.results(5, 3))
    #expect(difference.changes.map(\.kind) == [.verdict, .metric])
    #expect(difference.changes.map(\.before) == ["passed", "0"])
    #expect(difference.changes.map(\.after) == ["failed", "3"])
    #expect(difference.isWorse)
  }

  @Test func aFigureThatMovedWithinItsTargetIsToldAndNoHarm() throws {
    let difference = Difference(from: try Self.results(5, 0), to: try Self.results(5, 1))
    #expect(difference.changes.map(\.kind) == [.metric])
    #expect(!difference.isWorse)
  }

  @Test func checksThatCameOrWentAreTold() throws {
    let difference = Difference(
      from: try Self.results(5, 0), to: try Self.results(5, 0, title: "It is otherwise"))
    #expect(difference.changes.map(\.kind) == [.came, .went])
    #expect(difference.isWorse)
  }

  @Test func theSameResultsAreNotDifferent() throws {
    let results = try Self.results(5, 0)
    #expect(Difference(from: results, to: results).changes.isEmpty)
  }
}
