import Commands
import Glibc
import JSON
import LifecycleWire

/// `rehearse reduce`: sequences of events through the lifecycle reducer.
enum ReduceCommand: Subcommand {
  static let file = Argument<Path?>(
    "file", help: "The file with the sequences; standard input when there is none, or for '-'.")
  static let explain = Flag(
    "explain", help: "Print a table of each sequence: what happened, what came of it, and why.")

  static let command = Command(
    "reduce",
    abstract: "Fold event sequences, one a line of JSON, through the lifecycle reducer.",
    discussion: """
      Each line is an object with an 'id' and its 'events', and optionally an 'initial' record and \
      'rules'. Each is answered by one line, in order, as it comes: the record, the status and the \
      effects after each event, or what is wrong with it and where.

      The exit status is 0 when every line was folded, 65 when one was refused, and 74 when a \
      stream could not be read or written.
      """,
    parameters: [file, explain])

  /// As much as is read at once; answers are written after each read, so that pipes flow.
  private static let chunkBytes = 256 << 10

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let input = try Input(path: values[file]?.description)
    defer { input.close() }
    var stream = ReduceStream(form: values[explain] ? .explanation : .steps)
    var answers = JSONWriter()
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: chunkBytes)
    defer { chunk.deallocate() }
    while true {
      let count = try input.read(into: chunk)
      if count > 0 {
        stream.feed(UnsafeBufferPointer(rebasing: chunk[..<count]), into: &answers)
      } else {
        stream.finish(into: &answers)
      }
      try answers.withBytes { bytes throws(Failure) in try output.write(bytes) }
      answers.removeAll()
      if count == 0 { break }
    }
    guard stream.refusals > 0 else { return .success }
    let lines = stream.refusals == 1 ? "1 line was" : "\(stream.refusals) lines were"
    throw Failure(status: .badInput, message: "\(lines) refused of \(stream.lines).")
  }
}
