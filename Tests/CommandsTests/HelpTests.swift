import Commands
import Testing

@testable import rehearse

@Suite("Help")
struct HelpTests {
  @Test("The help of rehearse and of each of its subcommands", arguments: [80, 60])
  func rehearse(width: Int) throws {
    let paths = [[]] + Rehearse.command.subcommands.map { [$0.name] }
    for path in paths {
      let text = try Help.text(for: path, under: Rehearse.command, width: width, ink: .plain)
      try expectSnapshot(text + "\n", (["help", "\(width)", "rehearse"] + path).dashed)
    }
  }

  @Test(
    "The help of one of everything",
    arguments: [
      [], ["replay"], ["store"], ["store", "list"], ["store", "drop"],
    ])
  func sample(path: [String]) throws {
    for width in [80, 60] {
      let text = try Help.text(for: path, under: Sample.command, width: width, ink: .plain)
      try expectSnapshot(text + "\n", (["help", "\(width)", "sample"] + path).dashed)
    }
  }

  @Test("No line is wider than the terminal, down to 40 columns")
  func width() throws {
    for width in 40...120 {
      let text = try Help.text(for: ["replay"], under: Sample.command, width: width, ink: .plain)
      let lines = text.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= width }, "at \(width):\n\(text)")
    }
  }

  @Test("Headings are bold where there is ink, and nothing else changes")
  func ink() throws {
    let plain = try Help.text(for: ["replay"], under: Sample.command, width: 80, ink: .plain)
    let colored = try Help.text(for: ["replay"], under: Sample.command, width: 80, ink: .colored)
    #expect(colored.contains("\u{1B}[1mOPTIONS:\u{1B}[0m\n"))
    #expect(colored.removing("\u{1B}[1m").removing("\u{1B}[0m") == plain)
    #expect(!plain.contains("\u{1B}"))
  }

  @Test("What is hidden is not shown")
  func hidden() throws {
    for path in [[], ["replay"]] {
      let text = try Help.text(for: path, under: Sample.command, width: 80, ink: .plain)
      #expect(!text.contains("internals") && !text.contains("selftest"))
    }
  }
}

extension [String] {
  var dashed: String { joined(separator: "-") }
}

extension String {
  func removing(_ part: String) -> String { split(separator: part).joined() }
}
