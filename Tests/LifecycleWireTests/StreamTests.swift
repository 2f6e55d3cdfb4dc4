import TestSupport
import Testing

@Suite("A stream of lines")
struct StreamTests {
  private let line = #"{"id":"s","events":[]}"#
  private let reply = #"{"id":"s","steps":[]}"#

  @Test("Blank lines are skipped and counted, and line ends may be of either kind")
  func blank() {
    let reducing = Reducing("\n\(line)\r\n \t\r\n?\n\(line)".utf8, chunk: 3)
    #expect(reducing.lines == 5)
    #expect(reducing.refusals == 1)
    #expect(
      reducing.answers == [
        reply,
        #"{"id":null,"error":"line 4, column 1: expected a value, found '?'"}"#,
        reply,
      ])
  }

  @Test("A last line needs no newline, and an empty one is none")
  func last() {
    for input in [line, line + "\n"] {
      let reducing = Reducing(input.utf8)
      #expect(reducing.lines == 1)
      #expect(reducing.output == reply + "\n")
    }
    #expect(Reducing("".utf8).lines == 0)
  }

  @Test(
    "A line that is too long is refused once, and the next one is read", arguments: [1, 5, 1000])
  func long(chunk: Int) {
    let long = String(repeating: "x", count: 23)
    let reducing = Reducing(
      "\(long)\n\(line)\n\(long)y".utf8, chunk: chunk, lineBytesMax: line.utf8.count)
    #expect(reducing.lines == 3)
    #expect(reducing.refusals == 2)
    #expect(
      reducing.answers == [
        #"{"id":null,"error":"line 1: longer than 22 bytes"}"#, reply,
        #"{"id":null,"error":"line 3: longer than 22 bytes"}"#,
      ])
  }

  @Test("A fault in one line does not reach the next")
  func faults() {
    let bad = #"{"id":"t","events":[{"at":0,"type":"escalation_tick"},7]}"#
    let reducing = Reducing("\(bad)\n\(line)\n\(bad)\n\(line)\n".utf8)
    #expect(reducing.answers.map { Tree($0.utf8)?["steps"] } == [nil, .array([]), nil, .array([])])
  }
}
