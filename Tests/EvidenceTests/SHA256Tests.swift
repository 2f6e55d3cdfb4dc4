import Evidence
import TestSupport
import Testing

struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func theExamplesOfTheStandardComeOut(text: String, sum: String) {
    #expect(SHA256.hex(of: text) == sum)
  }

  @Test func everyLengthUpToThreeBlocksComesToWhatAnotherProgramSays() throws {
    try TextFile.withTemporaryDirectory { folder in
      var list = ""
      for count in 0...200 {
        let text = String(repeating: "x", count: count)
        try TextFile.write(text, to: "\(folder)/\(count)")
        list += "\(SHA256.hex(of: text))  \(folder)/\(count)\n"
      }
      try TextFile.write(list, to: "\(folder)/sums")
      let run = try Program.run("/usr/bin/sha256sum", ["-c", "--quiet", "\(folder)/sums"])
      #expect(run.status == 0, "\(run.output)\(run.errors)")
    }
  }
}
