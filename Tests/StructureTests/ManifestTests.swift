import Foundation
import Testing

@Suite struct ManifestTests {
  private func target(
    _ name: String, _ dependencies: [String] = [], type: String = "regular", path: String? = nil
  ) -> Manifest.Target {
    Manifest.Target(
      name: name, type: type, path: path,
      dependencies: dependencies.map { Manifest.Dependency(name: $0) })
  }

  private func offences(
    _ targets: [Manifest.Target], folders: [String: [String]] = [:], sources: [SourceFile] = []
  ) -> [String] {
    ManifestCheck.offences(
      in: Manifest(targets: targets), folders: folders, sources: sources
    ).map(\.what)
  }

  @Test func theManifestKeepsToTheLayers() throws {
    let manifest = try Manifest.read()
    try #require(manifest.targets.contains { $0.name == "StructureTests" })
    let folders = Tree.folders(in: "Sources").map { "Sources/" + $0 }
    let files = Dictionary(
      uniqueKeysWithValues: folders.map { folder in
        (folder, Tree.files.filter { $0.hasPrefix(folder + "/") })
      })
    expectNone(
      ManifestCheck.offences(in: manifest, folders: files, sources: Tree.sources))
  }

  @Test func aSoundManifestIsAccepted() {
    let targets = [
      target("Lifecycle"), target("LifecycleTests", ["Lifecycle"], type: "test"),
      target("CLinux", type: "system"),
      target("rehearse", ["Lifecycle"], type: "executable"),
      target("CommandTests", ["rehearse"], type: "test"),
      target("TestSupport", ["Lifecycle"], path: "Tests/TestSupport"),
      target(
        "lifecycle-bench", ["Lifecycle", "TestSupport"], type: "executable",
        path: "Benchmarks/Lifecycle"),
    ]
    #expect(offences(targets, folders: ["Sources/Lifecycle": ["A.swift"]]) == [])
  }

  @Test func aDependencyUpwardsIsFound() {
    let tests = target("LifecycleTests", type: "test")
    #expect(
      offences([target("Lifecycle", ["Operations"]), tests])
        == ["Lifecycle depends on Operations"])
    let support = target("TestSupport", path: "Tests/TestSupport")
    #expect(
      offences([target("Lifecycle", ["TestSupport"]), tests, support])
        == ["Lifecycle depends on TestSupport"])
    #expect(offences([target("Lifecycle", ["CLinux"]), tests]) == ["Lifecycle depends on CLinux"])
    #expect(
      offences([target("Surprise"), target("SurpriseTests", type: "test")]) == ["target Surprise"])
  }

  @Test func aFolderWithoutTargetOrFilesIsFound() {
    #expect(
      offences([], folders: ["Sources/Live": ["A.swift"]]) == ["no target for Sources/Live"])
    let targets = [target("Live"), target("LiveTests", type: "test")]
    #expect(offences(targets, folders: ["Sources/Live": []]) == ["Sources/Live is empty"])
  }

  @Test func aTargetWithoutTestsIsFound() {
    #expect(offences([target("Lifecycle")]) == ["no tests for Lifecycle"])
    let command = target("rehearse", type: "executable")
    #expect(offences([command]) == ["no tests for rehearse"])
  }

  @Test func anImportWithoutDependencyIsFound() {
    let targets = [target("Simulation"), target("SimulationTests", type: "test")]
    let file = SourceFile(path: "Sources/Simulation/A.swift", text: "import Operations\n")
    #expect(offences(targets, sources: [file]) == ["import Operations"])
  }

  @Test func dependenciesAreReadInAllTheirSpellings() throws {
    let text = """
      {"targets": [{"name": "A", "type": "regular", "dependencies": [
        {"byName": ["B", null]}, {"target": ["C", {"platformNames": ["linux"]}]},
        {"product": ["D", "package", null, null]}]}]}
      """
    let manifest = try JSONDecoder().decode(Manifest.self, from: Data(text.utf8))
    #expect(manifest.targets.first?.dependencies.map(\.name) == ["B", "C", "D"])
  }
}
