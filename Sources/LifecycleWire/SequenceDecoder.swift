import JSON
import Lifecycle

/// The keys of a line.
enum SequenceField: UInt8, Word {
  case events, id, initial, rules, steps

  var word: StaticString {
    switch self {
    case .events: "events"
    case .id: "id"
    case .initial: "initial"
    case .rules: "rules"
    case .steps: "steps"
    }
  }
}

/// Reads sequences, one after the other, into the same memory.
struct SequenceDecoder {
  private var events = EventDecoder()
  private var room: [Event] = []

  /// Reads the sequence that a text holds.
  mutating func decode(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) -> ReduceSequence {
    var scanner = JSONScanner(text)
    var fields = try Fields<SequenceField>(&scanner)
    var sequence = ReduceSequence()
    swap(&sequence.events, &room)
    sequence.events.removeAll(keepingCapacity: true)
    while let field = try fields.next(&scanner) {
      switch field {
      case .events: try events(&scanner, into: &sequence.events)
      case .id: sequence.id = try scanner.string().text
      case .initial: sequence.initial = try RecordDecoder.record(&scanner)
      case .rules: sequence.rules = try RulesDecoder.rules(&scanner)
      case .steps:
        // What a recorder expected to come out; a sequence may carry it, and it is not needed here.
        try scanner.skipValue()
      }
    }
    try scanner.finish()
    try fields.need(SequenceField.id.bit | SequenceField.events.bit)
    return sequence
  }

  /// Takes the memory of a sequence back, for the next one.
  mutating func reuse(_ sequence: inout ReduceSequence) { swap(&sequence.events, &room) }

  private mutating func events(
    _ scanner: inout JSONScanner, into list: inout [Event]
  ) throws(JSONError) {
    try scanner.beginArray()
    var isFirst = true
    while try scanner.nextElement(isFirst: &isFirst) {
      list.append(try events.event(&scanner))
    }
  }

  /// The id of a line that could not be read as a sequence, if it can be had all the same.
  static func id(in text: UnsafeBufferPointer<UInt8>) -> String? {
    var scanner = JSONScanner(text)
    var isFirst = true
    do {
      try scanner.beginObject()
      while let key = try scanner.nextKey(isFirst: &isFirst) {
        if key.equals("id") { return try scanner.string().text }
        try scanner.skipValue()
      }
    } catch {}
    return nil
  }
}
