import Glibc
import TestSupport
import Testing

@Suite("Scaffold and schema")
struct ScaffoldTests {
  @Test("What is printed can be saved and replayed as it is")
  func replays() throws {
    try TextFile.withTemporaryDirectory { folder in
      let path = folder + "/first.yaml"
      let saved = try Program.rehearse("scaffold", "job-7", "--output", path)
      #expect(saved.status == 0 && saved.output == "" && saved.errors == "")
      let printed = try Program.rehearse("scaffold", "job-7")
      #expect(printed.status == 0)
      #expect(printed.output == TextFile.read(path))
      #expect(printed.output.hasPrefix("# yaml-language-server: $schema=../schema/scenario.json\n"))
      let replayed = try Program.rehearse("replay", path)
      #expect(replayed.status == 0, "\(replayed.output)\(replayed.errors)")
    }
  }

  @Test("A file that is there is not written over")
  func refusal() throws {
    try TextFile.withTemporaryDirectory { folder in
      let path = folder + "/mine.yaml"
      try TextFile.write("mine\n", to: path)
      let program = try Program.rehearse("scaffold", "-o", path)
      #expect(program.status == 73)
      #expect(program.errors == "Error: Cannot write '\(path)': it is there already.\n")
      #expect(TextFile.read(path) == "mine\n")
      let nowhere = try Program.rehearse("scaffold", "-o", folder + "/none/a.yaml")
      #expect(nowhere.status == 73)
    }
  }

  @Test("What is no name is refused")
  func names() throws {
    let program = try Program.rehearse("scaffold", "Fix 1")
    #expect(program.status == 64 && program.output == "")
    #expect(program.errors.hasPrefix("Error: 'Fix 1' is no name"))
  }

  @Test("The schema is the file of the repository")
  func schema() throws {
    let program = try Program.rehearse("schema")
    #expect(program.status == 0)
    let isSame = program.output == TextFile.read(TextFile.beside("../../schema/scenario.json"))
    #expect(isSame)
    let tables = try Program.rehearse("schema", "--reference")
    #expect(tables.output.hasPrefix("### scenario\n\n"))
  }
}
