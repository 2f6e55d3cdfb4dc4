import Glibc
import TestSupport
import Testing

@testable import rehearse

@Suite("The built program")
struct EndToEndTests {
  @Test(
    "Help goes to standard output",
    arguments: [
      [], ["--help"], ["-h"], ["help"],
    ])
  func help(words: [String]) throws {
    let program = try Program.run(Program.built, words)
    #expect(program.status == 0)
    #expect(program.output.hasPrefix("OVERVIEW: "))
    #expect(program.errors == "")
    try expectSnapshot(program.output, "help-80-rehearse")
  }

  @Test("'help SUBCOMMAND' and 'SUBCOMMAND --help' are the same")
  func helpOfSubcommand() throws {
    let long = try Program.rehearse("help", "completions")
    let short = try Program.rehearse("completions", "--help")
    #expect(long.output == short.output)
    #expect(long.status == 0 && short.status == 0)
    try expectSnapshot(long.output, "help-80-rehearse-completions")
  }

  @Test("The version is one line")
  func version() throws {
    let program = try Program.rehearse("--version")
    #expect(program.output == Rehearse.version + "\n")
    #expect(program.status == 0)
  }

  @Test(
    "What cannot be understood ends with 64 and a hint on standard error",
    arguments: [
      (["completions", "--hlep"], "Unknown option '--hlep'. Did you mean '--help'?"),
      (["compeltions"], "Unknown subcommand 'compeltions'. Did you mean 'completions'?"),
      (["help", "compeltions"], "Unknown subcommand 'compeltions'. Did you mean 'completions'?"),
      (["help", "completions", "bash"], "Unexpected argument 'bash'."),
      (["completions"], "Missing argument '<shell>'."),
    ])
  func usage(words: [String], message: String) throws {
    let program = try Program.run(Program.built, words)
    #expect(program.status == 64)
    #expect(program.output == "")
    #expect(program.errors.hasPrefix("Error: \(message)\nUsage: rehearse "))
    #expect(program.errors.hasSuffix("--help' for more information.\n"))
  }

  @Test("A result that cannot be written is one line and 74")
  func fullOutput() throws {
    let program = try Program.rehearse("completions", "bash", outputTo: "/dev/full")
    #expect(program.status == 74)
    #expect(
      program.errors == "Error: Cannot write to standard output: No space left on device.\n")
  }

  @Test("So is an output that is closed, or whose reader has gone: no signal ends the program")
  func closedOutput() throws {
    let closed = try Program.run("/bin/bash", ["-c", #""$0" >&-; echo $?"#, Program.built])
    #expect(closed.errors == "Error: Cannot write to standard output: Bad file descriptor.\n")
    #expect(closed.output == "74\n")
    let broken = try Program.run(
      "/bin/bash", ["-c", #"exec 3> >(:); wait $!; "$0" >&3; echo $?"#, Program.built])
    #expect(broken.errors == "Error: Cannot write to standard output: Broken pipe.\n")
    #expect(broken.output == "74\n")
  }

  @Test("A terminal gets its width, and colours unless they are declined")
  func terminal() throws {
    let colored = try onTerminal(["help"], columns: 60, environment: ["TERM=xterm"])
    #expect(colored.contains("\u{1B}[1mOVERVIEW:\u{1B}[0m"))
    let plain = try onTerminal(["help"], columns: 60, environment: ["TERM=xterm", "NO_COLOR=1"])
    try expectSnapshot(plain, "help-60-rehearse")
    let dumb = try onTerminal(["help"], columns: 60, environment: ["TERM=dumb"])
    #expect(dumb == plain)
  }

  private func onTerminal(
    _ words: [String], columns: UInt16, environment: [String]
  ) throws -> String {
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    var (terminal, other): (Int32, Int32) = (-1, -1)
    // The other end stays open here, so that nothing is lost when the program closes its own.
    guard openpty(&terminal, &other, nil, nil, &size) == 0, let name = ttyname(other) else {
      throw Unexpected(description: "no pseudo-terminal")
    }
    defer { for end in [terminal, other] { close(end) } }
    let program = try Program.run(
      Program.built, words, outputTo: String(cString: name), environment: environment)
    #expect(program.status == 0)
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = read(terminal, &bytes, bytes.count)
    // The terminal ends its lines in its own way.
    let text = bytes.prefix(max(0, count)).filter { $0 != UInt8(ascii: "\r") }
    return String(decoding: text, as: UTF8.self)
  }
}
