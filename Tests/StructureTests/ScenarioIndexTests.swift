import Testing

/// The index of the scenario library is what its script prints, and leaves no bug out.
@Suite struct ScenarioIndexTests {
  @Test func theIndexIsWhatTheScriptPrints() throws {
    let printed = try Command.run(["scripts/scenario-index.sh"], in: Tree.root)
    #expect(printed.status == 0)
    #expect(
      printed.output == Tree.text(of: "scenarios/README.md"),
      "run scripts/scenario-index.sh >scenarios/README.md")
  }

  @Test func everyPublicBugHasAScenarioOrAReason() throws {
    let index = try #require(Tree.text(of: "scenarios/README.md"))
    let missing = index.split(separator: "\n").filter { $0.hasSuffix("| **none** |") }
    #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
    #expect(index.split(separator: "\n").filter { $0.hasPrefix("| A") }.count > 5)
  }
}
