import JSON
import Lifecycle
import LifecycleWire
import TestSupport

/// A workload as JSON Lines, in the shape in which recorders write it: keys sorted.
enum Lines {
  /// The lines without the steps that they come to.
  static func plain(_ workload: Workload) -> [UInt8] {
    var output = JSONWriter()
    for (index, events) in workload.sessions.enumerated() {
      begin(events, &output)
      end(index, steps: nil, &output)
    }
    return output.withBytes { Array($0) }
  }

  /// The lines with the steps that they come to, as an oracle records them.
  static func withSteps(_ workload: Workload) -> [UInt8] {
    var output = JSONWriter()
    var answer = JSONWriter()
    for (index, events) in workload.sessions.enumerated() {
      let start = output.count
      begin(events, &output)
      var line = output.withBytes { Array($0[start...]) }
      line += Array("],\"id\":\"bench-\(index)\"}\n".utf8)
      var stream = ReduceStream()
      line.withUnsafeBufferPointer { stream.feed($0, into: &answer) }
      let steps = answer.withBytes { bytes in
        Array(bytes.drop { $0 != UInt8(ascii: "[") }.dropLast(2))
      }
      answer.removeAll()
      end(index, steps: steps, &output)
    }
    return output.withBytes { Array($0) }
  }

  private static func begin(_ events: [Event], _ output: inout JSONWriter) {
    output.raw("{\"events\":[")
    for (index, event) in events.enumerated() {
      if index > 0 { output.raw(",") }
      write(event, &output)
    }
  }

  private static func end(_ index: Int, steps: [UInt8]?, _ output: inout JSONWriter) {
    output.raw("],\"id\":\"bench-")
    output.integer(index)
    output.raw("\"")
    if let steps {
      output.raw(",\"steps\":")
      steps.withUnsafeBufferPointer { output.raw($0) }
    }
    output.raw("}\n")
  }

  private static func write(_ event: Event, _ output: inout JSONWriter) {
    var fields: [(String, (inout JSONWriter) -> Void)] = [
      ("at", { $0.integer(event.at) }), ("type", { $0.string(event.type.text) }),
    ]
    switch event.kind {
    case .spawnInitiated, .escalationTick: break
    case .spawnCompleted(let handles):
      fields += [
        ("branch", { $0.string(handles.branch) }),
        ("runtimeHandle", { $0.string(handles.runtimeHandle) }),
        ("runtimeName", { $0.string(handles.runtimeName) }),
        ("workspacePath", { $0.string(handles.workspacePath) }),
      ]
    case .runtimeObserved(let observation):
      fields += [
        ("process", { $0.string(observation.process.text) }),
        ("runtime", { $0.string(observation.runtime.text) }),
      ]
    case .activitySignalled(let signal):
      fields += [
        ("activity", { $0.string(signal.activity.text) }),
        ("confidence", { $0.string(signal.confidence.text) }),
        ("source", { $0.string(signal.source.text) }),
      ]
    case .scmObserved(let observation): fields += scm(observation)
    case .killRequested(let reason): fields.append(("reason", { $0.string(reason.text) }))
    }
    fields.sort { $0.0 < $1.0 }
    object(fields, &output)
  }

  private static func scm(
    _ observation: SCMObservation
  ) -> [(String, (inout JSONWriter) -> Void)] {
    var fields: [(String, (inout JSONWriter) -> Void)] = [
      ("ci", { $0.string(observation.ci.text) }),
      ("draft", { $0.raw(observation.draft ? "true" : "false") }),
      ("fetched", { $0.raw(observation.fetched ? "true" : "false") }),
      (
        "mergeability",
        { output in
          let facts = MergeabilityFact.allCases.map { fact in
            (
              fact.text,
              { (output: inout JSONWriter) in
                output.raw(observation.mergeability.contains(fact.set) ? "true" : "false")
              }
            )
          }
          object(facts, &output)
        }
      ),
      ("prNumber", { $0.integer(observation.number) }),
      ("prState", { $0.string(observation.state.text) }),
      ("prUrl", { $0.string(observation.url) }),
      ("review", { $0.string(observation.review.text) }),
    ]
    if !observation.ciFailureLogTail.isEmpty {
      fields.append(("ciFailureLogTail", { $0.string(observation.ciFailureLogTail) }))
    }
    if observation.comments.contains(.human) {
      fields.append(("comments", { $0.raw("[\"human\"]") }))
    }
    return fields
  }

  private static func object(
    _ fields: [(String, (inout JSONWriter) -> Void)], _ output: inout JSONWriter
  ) {
    output.raw("{")
    for (index, field) in fields.enumerated() {
      if index > 0 { output.raw(",") }
      output.string(field.0)
      output.raw(":")
      field.1(&output)
    }
    output.raw("}")
  }
}
