import TestSupport
import Testing

/// The built program over real files and streams; what the answers say is tested with the reducer.
@Suite("rehearse reduce")
struct ReduceTests {
  private static let good = #"{"id":"a","events":[{"at":0,"type":"spawn_initiated"}]}"#
  private static let bad = #"{"id":"b","events":[{"at":0,"type":"spawn_inititaed"}]}"#

  private static let answer =
    #"{"id":"a","steps":[{"effects":[],"lifecycle":{"activity":{"source":"","state":""},"#
    + #""pr":{"number":0,"reason":"not_created","state":"none","url":""},"revision":1,"#
    + #""runtime":{"reason":"spawn_incomplete","state":"unknown"},"#
    + #""session":{"reason":"spawn_requested","state":"not_started"}},"status":"spawning"}]}"#

  private func reduce(_ text: String, _ words: String...) throws -> Program {
    try TextFile.withTemporaryDirectory { directory in
      let path = directory + "/lines.jsonl"
      try TextFile.write(text, to: path)
      return try Program.run(Program.built, ["reduce"] + words, input: path)
    }
  }

  @Test("answers each line of standard input, and a last one without its line feed")
  func standardInput() throws {
    let program = try reduce(Self.good + "\n\n" + Self.good)
    #expect(program.output == Self.answer + "\n" + Self.answer + "\n")
    #expect(program.errors == "")
    #expect(program.status == 0)
  }

  @Test("reads the file that it is given; '-' is standard input")
  func file() throws {
    try TextFile.withTemporaryDirectory { directory in
      let path = directory + "/lines.jsonl"
      try TextFile.write(Self.good + "\n", to: path)
      #expect(try Program.rehearse("reduce", path).output == Self.answer + "\n")
      #expect(try Program.rehearse("reduce", "-", input: path).output == Self.answer + "\n")
    }
  }

  @Test("refuses a malformed line with its place, answers the others, and ends with 65")
  func refusal() throws {
    let program = try reduce(Self.bad + "\n" + Self.good + "\n")
    let lines = program.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix(#"{"id":"b","error":"line 1: events[0].type: "#) == true)
    #expect(lines.first?.contains("spawn_initiated") == true, "the nearest word")
    #expect(lines.last == Self.answer)
    #expect(program.errors == "Error: 1 line was refused of 2.\n")
    #expect(program.status == 65)
  }

  @Test("an input that cannot be read is 74, and so is an output that cannot be written")
  func streams() throws {
    let missing = try Program.rehearse("reduce", "/nowhere/at/all")
    #expect(missing.status == 74)
    #expect(missing.errors == "Error: Cannot read '/nowhere/at/all': No such file or directory.\n")
    let directory = try Program.rehearse("reduce", "/")
    #expect(directory.status == 74)
    #expect(directory.errors == "Error: Cannot read '/': Is a directory.\n")
    try TextFile.withTemporaryDirectory { directory in
      let path = directory + "/lines.jsonl"
      try TextFile.write(Self.good + "\n", to: path)
      let full = try Program.rehearse("reduce", path, outputTo: "/dev/full")
      #expect(full.status == 74)
    }
  }

  @Test("--explain prints a table with a row an event")
  func explanation() throws {
    let program = try reduce(Self.good + "\n", "--explain")
    let lines = program.output.split(separator: "\n", omittingEmptySubsequences: true)
    #expect(lines.count == 3)
    #expect(lines.first == "a")
    #expect(lines.dropFirst().first?.hasPrefix("time  event") == true)
    #expect(lines.last?.hasPrefix("0s    spawn_initiated") == true)
    #expect(lines.last?.hasSuffix("spawn requested") == true)
  }
}
