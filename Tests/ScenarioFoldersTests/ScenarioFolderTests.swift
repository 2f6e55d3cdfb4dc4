import Glibc
import ScenarioFolders
import Testing

@Suite struct ScenarioFolderTests {
  /// Gives the body a new folder, which is gone afterwards.
  private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    var template = Array("/tmp/rehearsal-XXXXXX".utf8CString)
    let path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
    }
    try #require(!path.isEmpty)
    defer { system("rm -rf '\(path)'") }
    return try body(path)
  }

  private func write(_ text: String, _ path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    var bytes = Array(text.utf8)
    Glibc.write(descriptor, &bytes, bytes.count)
    close(descriptor)
  }

  @Test func filesBelowAFolderComeInTheOrderOfTheirNames() throws {
    try withFolder { folder in
      mkdir("\(folder)/b", 0o700)
      mkdir("\(folder)/.hidden", 0o700)
      for name in ["c.yaml", "b/z.yml", "b/a.yaml", "a.txt", ".hidden/x.yaml", ".y.yaml"] {
        write("x", "\(folder)/\(name)")
      }
      let files = try ScenarioFolder.files(at: [folder])
      #expect(files == ["b/a.yaml", "b/z.yml", "c.yaml"].map { "\(folder)/\($0)" })
    }
  }

  @Test func namedFilesAreTakenWhateverTheyAreCalledAndInTheirOrder() throws {
    try withFolder { folder in
      for name in ["b.txt", "a.yaml"] { write("x", "\(folder)/\(name)") }
      let names = ["\(folder)/b.txt", "\(folder)/a.yaml"]
      let files = try ScenarioFolder.files(at: names)
      #expect(files == names)
    }
  }

  @Test func emptyFolderAndMissingPlaceAreNamed() throws {
    try withFolder { folder -> Void in
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
    try withFolder { folder in
      symlink(folder, "\(folder)/again")
      write("x", "\(folder)/a.yaml")
      let files = try ScenarioFolder.files(at: [folder])
      #expect(files.first == "\(folder)/a.yaml")
      #expect(files.count < 50)
    }
  }

  @Test func bytesAreThoseOfTheFile() throws {
    try withFolder { folder in
      let text = String(repeating: "scenario: x\n", count: 20_000)
      write(text, "\(folder)/a.yaml")
      let bytes = try ScenarioFolder.bytes(of: "\(folder)/a.yaml")
      #expect(bytes == Array(text.utf8))
      #expect(throws: FileTrouble.self) { try ScenarioFolder.bytes(of: folder) }
    }
  }
}
