import JSON
import Lifecycle

/// Folds sequences as they come in: bytes of JSON Lines in, one answer a line out.
///
/// The bytes may be cut anywhere. The memory needed is that of the longest line and of the answers
/// to one chunk; nothing else grows.
///
///     var stream = ReduceStream()
///     while let chunk = read() {
///       stream.feed(chunk, into: &output)
///       write(output); output.removeAll()
///     }
///     stream.finish(into: &output)
///     exit(stream.refusals == 0 ? 0 : 65)
public struct ReduceStream: ~Copyable {
  /// How a sequence is answered.
  public enum Form: Sendable {
    /// By its steps, as JSON Lines.
    case steps
    /// By a table for people to read.
    case explanation
  }

  /// How many lines have been read, blank ones too.
  public private(set) var lines = 0
  /// How many of them were refused.
  public private(set) var refusals = 0

  private let form: Form
  private let lineBytesMax: Int
  private var pending = JSONWriter()
  private var isSkippingLine = false
  private var decoder = SequenceDecoder()

  /// A stream that answers in a form; lines of more than so many bytes are refused.
  public init(form: Form = .steps, lineBytesMax: Int = 64 << 20) {
    self.form = form
    self.lineBytesMax = lineBytesMax
  }

  /// Takes the next bytes, and writes the answers to the lines that they complete.
  public mutating func feed(
    _ chunk: UnsafeBufferPointer<UInt8>, into output: inout JSONWriter
  ) {
    var rest = chunk[...]
    while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
      end(UnsafeBufferPointer(rebasing: rest[..<newline]), into: &output)
      rest = rest[(newline + 1)...]
    }
    keep(UnsafeBufferPointer(rebasing: rest), into: &output)
  }

  /// Answers a last line that has no newline.
  public mutating func finish(into output: inout JSONWriter) {
    if pending.count > 0 { end(UnsafeBufferPointer(start: nil, count: 0), into: &output) }
    isSkippingLine = false
  }

  /// Keeps the beginning of a line for when the rest comes.
  private mutating func keep(
    _ piece: UnsafeBufferPointer<UInt8>, into output: inout JSONWriter
  ) {
    if isSkippingLine { return }
    if piece.count > lineBytesMax - pending.count {
      lines += 1
      pending.removeAll()
      isSkippingLine = true
      refuse("line \(lines): longer than \(lineBytesMax) bytes", id: nil, into: &output)
    } else {
      pending.raw(piece)
    }
  }

  /// Answers a line whose last bytes have come.
  private mutating func end(
    _ piece: UnsafeBufferPointer<UInt8>, into output: inout JSONWriter
  ) {
    if pending.count == 0 && !isSkippingLine && piece.count <= lineBytesMax {
      answer(piece, into: &output)
      return
    }
    keep(piece, into: &output)
    if isSkippingLine {
      isSkippingLine = false
      return
    }
    // The line is taken out while it is answered, for the answer to be free to use the stream.
    var line = JSONWriter(capacity: 0)
    swap(&line, &pending)
    line.withBytes { answer($0, into: &output) }
    line.removeAll()
    swap(&line, &pending)
  }

  private mutating func answer(
    _ line: UnsafeBufferPointer<UInt8>, into output: inout JSONWriter
  ) {
    lines += 1
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
    do {
      var sequence = try decoder.decode(line)
      switch form {
      case .steps: StepEncoder.answer(sequence, into: &output)
      case .explanation: Explanation.write(sequence, into: &output)
      }
      decoder.reuse(&sequence)
    } catch {
      let id = SequenceDecoder.id(in: line)
      refuse(Self.message(error, in: line, number: lines), id: id, into: &output)
    }
  }

  private mutating func refuse(_ message: String, id: String?, into output: inout JSONWriter) {
    refusals += 1
    switch form {
    case .steps:
      output.raw("{\"id\":")
      if let id { output.string(id) } else { output.raw("null") }
      output.raw(",\"error\":")
      output.string(message)
      output.raw("}\n")
    case .explanation:
      var message = message
      message.withUTF8 { output.raw($0) }
      output.raw("\n")
    }
  }

  /// What is wrong with a line: where, and what.
  private static func message(
    _ error: JSONError, in line: UnsafeBufferPointer<UInt8>, number: Int
  ) -> String {
    let column = error.isSyntax ? ", column \(error.offset + 1)" : ""
    let path = JSONPath.path(to: error.offset, in: line)
    // A path through `steps` may lead through keys of any length.
    let place = path.isEmpty ? "" : "\(path.prefix(200)): "
    return "line \(number)\(column): \(place)\(error.sentence)"
  }
}
