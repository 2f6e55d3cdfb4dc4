import JSON
import Lifecycle

/// Writes the answer to a sequence while it is folded.
struct StepEncoder {
  /// Where in the output the latest record was written, to be written again while it is the same.
  private var latest: Range<Int>?

  /// Folds a sequence, and writes its answer as one line.
  static func answer(_ sequence: ReduceSequence, into output: inout JSONWriter) {
    var encoder = StepEncoder()
    let reducer = Reducer(rules: sequence.rules)
    var state = sequence.state
    output.raw("{\"id\":")
    output.string(sequence.id)
    output.raw(",\"steps\":[")
    var isFirst = true
    for event in sequence.events {
      let step = reducer.reduce(&state, event)
      if !isFirst { output.raw(",") }
      isFirst = false
      encoder.write(step, state, into: &output)
    }
    output.raw("]}\n")
  }

  private mutating func write(
    _ step: Step, _ state: borrowing LifecycleState, into output: inout JSONWriter
  ) {
    output.raw("{\"effects\":[")
    for (index, effect) in step.effects.enumerated() {
      if index > 0 { output.raw(",") }
      output.effect(effect)
    }
    output.raw("]")
    if let record = state.record {
      output.raw(",\"lifecycle\":")
      if !step.changed, let latest {
        output.repeating(latest)
      } else {
        let start = output.count
        output.record(record)
        latest = start..<output.count
      }
    }
    if step.rejected { output.raw(",\"rejected\":true") }
    if let record = state.record {
      output.raw(",\"status\":")
      output.word(record.status)
    }
    output.raw("}")
  }
}
