import Glibc
import JSON
import TestSupport
import Testing

@Suite("rehearse bench")
struct BenchCommandTests {
  private static let names = ["bench.md", "bench.csv", "bench.json", "index.html"]

  /// Measures a little into a folder, and reads what it has left.
  private func measured(_ words: [String]) throws -> [String] {
    try TextFile.withTemporaryDirectory { folder in
      let asked =
        ["bench", "--only", "genie-rc21", "--only", "rehearsal", "--load", "3"] + words
      let program = try Program.run(
        Program.built, asked + ["--launches", "9", "--out", "\(folder)/new/place"], secondsMax: 120)
      #expect(program.status == 0, "\(program.errors)")
      return try [program.output]
        + Self.names.map { try #require(TextFile.read("\(folder)/new/place/\($0)")) }
    }
  }

  @Test("Two measurements from one seed are the same bytes, on one thread and on two")
  func deterministic() throws {
    let first = try measured(["--jobs", "1"])
    #expect(try measured(["--jobs", "1"]) == first)
    #expect(try measured(["--jobs", "2"]) == first)
    #expect(try measured(["--jobs", "2", "--seed", "8"]) != first)
  }

  @Test("The table of commas has as many fields in each line, and the JSON can be read")
  func readable() throws {
    let files = try measured([])
    let lines = files[2].split(separator: "\n")
    let counts = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }
    #expect(lines.count == 1 + 2 * 5)
    #expect(Set(counts).count == 1)
    #expect(lines[0].hasPrefix("system,load,boot,mix,runs,launches,answered,started,p50_us,"))
    let cells = try Array(files[3].utf8).withUnsafeBufferPointer { bytes in
      try Self.cells(bytes)
    }
    #expect(cells == lines.count - 1)
  }

  /// How many cells there are in JSON, all of which is read.
  private static func cells(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Int {
    var scanner = JSONScanner(bytes)
    var count = 0
    var isFirst = true
    try scanner.beginObject()
    while let key = try scanner.nextKey(isFirst: &isFirst) {
      guard key.equals("cells") else {
        try scanner.skipValue()
        continue
      }
      var isFirst = true
      try scanner.beginArray()
      while try scanner.nextElement(isFirst: &isFirst) {
        try scanner.skipValue()
        count += 1
      }
    }
    try scanner.finish()
    return count
  }

  @Test("Without launches there are no figures, and the status says so")
  func vacuous() throws {
    let program = try Program.rehearse("bench", "--launches", "0")
    #expect(program.status == 2)
  }

  @Test(
    "What cannot be measured is refused",
    arguments: [
      (["--load", "0"], "'--load' wants a number from 1 to 4000, not 0."),
      (["--only", "genie-rc22"], "genie-rc21"), (["--live", "--only", "forge"], "'--live'"),
    ])
  func refused(words: [String], message: String) throws {
    let program = try Program.run(Program.built, ["bench"] + words)
    #expect(program.status == 64)
    #expect(program.errors.contains(message), "\(program.errors)")
  }

  @Test("On this machine no session is doubled or lost, and nothing is left of any")
  func live() throws {
    guard Program.find("tmux") != nil, Program.find("git") != nil else { return }
    let program = try Program.run(
      Program.built, ["bench", "--live", "--load", "2", "--launches", "2", "--json"],
      secondsMax: 100)
    #expect(program.status == 0, "\(program.errors)")
    let cells = program.output.split(separator: "\n").filter { $0.hasPrefix("{\"system\"") }
    #expect(cells.count == 2)
    for cell in cells {
      for word in ["\"launches\":2,", "\"started\":2,", "\"duplicates\":0,", "\"lost\":0,"] {
        #expect(cell.contains(word), "\(cell)")
      }
    }
  }
}
