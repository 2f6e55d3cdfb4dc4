import Foundation
import Testing

@Suite struct LinkageTests {
  @Test func pureTargetsLinkTheStandardLibraryAlone() throws {
    let targets = Set(Tree.sources.compactMap(\.target)).filter(Layers.isPure)
    for target in targets.sorted() {
      let objects = try Linkage.objects(of: target, sources: Tree.sources)
      #expect(!objects.isEmpty, "no object file of \(target) was found, so nothing was checked")
      // Every object of a module names the libraries of the whole module.
      let libraries = try Set(objects.flatMap(Linkage.libraries))
      #expect(libraries.contains("swiftCore"), "the objects of \(target) name no library at all")
      let mayLinkC = Layers.mayImportC.contains(target)
      let foreign = Linkage.foreign(
        libraries.sorted(), mayLinkC: mayLinkC, inherited: Layers.inheritedLibraries(of: target))
      #expect(foreign == [], "\(target)")
    }
  }

  @Test func onlyTheLibrariesOfImportsAreInherited() {
    #expect(Layers.inheritedLibraries(of: "Forms") == ["yaml"])
    #expect(Layers.inheritedLibraries(of: "Simulation") == [])
    let libraries = ["swiftCore", "yaml", "curl"]
    #expect(Linkage.foreign(libraries, mayLinkC: false, inherited: ["yaml"]) == ["curl"])
  }

  @Test(arguments: [
    ("import Foundation\npublic let one = 1\n", "Foundation", true),
    ("import Glibc\npublic let one = 1\n", "swiftGlibc", false),
    ("import Synchronization\npublic let one = 1\n", "swiftSynchronization", false),
  ])
  func aForeignLibraryIsFound(text: String, library: String, isFoundAlways: Bool) throws {
    let libraries = try compile(text)
    #expect(Linkage.foreign(libraries, mayLinkC: false).contains(library))
    #expect(Linkage.foreign(libraries, mayLinkC: true).contains(library) == isFoundAlways)
  }

  @Test func theStandardLibraryIsNotForeign() throws {
    let libraries = try compile("public let words = [\"b\", \"a\"].sorted()\n")
    #expect(libraries.contains("swiftCore"))
    #expect(Linkage.foreign(libraries, mayLinkC: false) == [])
  }

  private func compile(_ text: String) throws -> [String] {
    try Command.withTemporaryFolder { folder in
      let source = folder.appendingPathComponent("Planted.swift")
      let object = folder.appendingPathComponent("Planted.o")
      try Data(text.utf8).write(to: source)
      let compiled = try Command.run(
        ["swiftc", "-parse-as-library", "-c", source.path, "-o", object.path], in: folder)
      try #require(compiled.status == 0)
      return try Linkage.libraries(of: object)
    }
  }
}
