import Exploration
import Forms
import ScenarioFiles
import Scenarios
import Testing

@Suite struct ScaffoldTests {
  @Test(arguments: ["fix-1", "a", "x2-", "exactly-forty-letters-are-a-name-as-well"])
  func theScaffoldHoldsAsItIs(name: String) throws {
    let text = Scaffold.text(named: name)
    #expect(text.hasPrefix("# yaml-language-server: $schema=\(Scaffold.schemaPath)\n"))
    let scenario = try ScenarioFile.load(Array(text.utf8), file: "f")
    let trial = try Trial(scenario)
    #expect(trial.verdict == .held, "\(trial.verdict)")
  }

  @Test(arguments: ["", "Fix", "1a", "a b", "a#", "é", "true", "null", "-a"])
  func whatIsNoNameIsRefused(name: String) { #expect(!Scaffold.isName(name)) }

  @Test func theSchemaOfTheRepositoryIsUpToDate() {
    let isSame = Samples.text(of: "schema/scenario.json") == ScenarioFile.schema
    #expect(isSame, "write it anew: rehearse schema > schema/scenario.json")
  }
}
