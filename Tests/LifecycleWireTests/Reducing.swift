import JSON
import LifecycleWire

/// Runs a stream over a text, in chunks of so many bytes.
struct Reducing {
  let output: String
  let lines: Int
  let refusals: Int

  init(
    _ input: some Sequence<UInt8>, form: ReduceStream.Form = .steps, chunk: Int = .max,
    lineBytesMax: Int = 64 << 20
  ) {
    let bytes = Array(input)
    var stream = ReduceStream(form: form, lineBytesMax: lineBytesMax)
    var output = JSONWriter()
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = start + min(chunk, bytes.count - start)
        stream.feed(UnsafeBufferPointer(rebasing: bytes[start..<end]), into: &output)
        start = end
      }
    }
    stream.finish(into: &output)
    self.output = output.withBytes { String(decoding: $0, as: UTF8.self) }
    lines = stream.lines
    refusals = stream.refusals
  }

  /// The answers, without their newlines.
  var answers: [String] {
    output.split(separator: "\n").map(String.init)
  }
}

/// The one answer to one line.
func answer(_ line: String) -> String {
  Reducing(line.utf8).answers.first ?? ""
}
