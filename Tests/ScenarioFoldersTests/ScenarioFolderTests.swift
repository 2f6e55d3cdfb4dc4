import Glibc
import ScenarioFolders
import TestSupport
import Testing

@Suite struct ScenarioFolderTests {
  @Test func filesBelowAFolderComeInTheOrderOfTheirNames() throws {
    try TextFile.withTemporaryDirectory { folder in
      mkdir("\(folder)/b", 0o700)
      mkdir("\(folder)/.hidden", 0o700)
      for name in ["c.yaml", "b/z.yml", "b/a.yaml", "a.txt", ".hidden/x.yaml", ".y.yaml"] {
        try TextFile.write("x", to: "\(folder)/\(name)")
      }
      let files = try ScenarioFolder.files(at: [folder])
      #expect(files == ["b/a.yaml", "b/z.yml", "c.yaml"].map { "\(folder)/\($0)" })
    }
  }

  @Test func namedFilesAreTakenWhateverTheyAreCalledAndInTheirOrder() throws {
    try TextFile.withTemporaryDirectory { folder in
      for name in ["b.txt", "a.yaml"] { try TextFile.write("x", to: "\(folder)/\(name)") }
      let names = ["\(folder)/b.txt", "\(folder)/a.yaml"]
      let files = try ScenarioFolder.files(at: names)
      #expect(files == names)
    }
  }

  @Test func emptyFolderAndMissingPlaceAreNamed() throws {
    try TextFile.withTemporaryDirectory { folder -> Void in
      let failure = FileTrouble.nothingBelow(path: folder)
      #expect(throws: failure) {
        try ScenarioFolder.files(at: [folder])
      }
    }
    let missing = FileTrouble.refused(path: "/no/such", reason: "No such file or directory")
    #expect(throws: missing) { try ScenarioFolder.files(at: ["/no/such"]) }
    #expect(throws: missing) { try ScenarioFolder.bytes(of: "/no/such") }
  }

  @Test func linkThatLeadsBackIsNotFollowedForEver() throws {
    try TextFile.withTemporaryDirectory { folder in
      symlink(folder, "\(folder)/again")
      try TextFile.write("x", to: "\(folder)/a.yaml")
      let files = try ScenarioFolder.files(at: [folder])
      #expect(files.first == "\(folder)/a.yaml")
      #expect(files.count < 50)
    }
  }

  @Test func bytesAreThoseOfTheFile() throws {
    try TextFile.withTemporaryDirectory { folder in
      let text = String(repeating: "scenario: x\n", count: 20_000)
      try TextFile.write(text, to: "\(folder)/a.yaml")
      let bytes = try ScenarioFolder.bytes(of: "\(folder)/a.yaml")
      #expect(bytes == Array(text.utf8))
      #expect(throws: FileTrouble.self) { try ScenarioFolder.bytes(of: folder) }
    }
  }
}
