// How fast the reducer folds events, in memory and over its wire form. The input is the same in
// each run; the figures are medians, and are printed, not judged.

import JSON
import Lifecycle
import LifecycleWire
import TestSupport

let runs = 9

func median(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  body()
  let times = (0..<runs).map { _ in clock.measure(body) / .seconds(1) }.sorted()
  return times[runs / 2]
}

func row(_ what: String, _ size: String, _ time: Double, _ rate: String) {
  func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
  let milliseconds = "\(Double(Int(time * 10_000)) / 10) ms"
  print("| \(pad(what, 28)) | \(pad(size, 16)) | \(pad(milliseconds, 9)) | \(pad(rate, 15)) |")
}

func oneDecimal(_ value: Double) -> String { "\(Double(Int(value * 10)) / 10)" }

// MARK: In memory

let memory = Workload(seed: 1, sessions: 10_000, eventsPerSession: 100)
let reducer = Reducer()
var changes = 0
let foldTime = median {
  changes = 0
  for events in memory.sessions {
    var state = LifecycleState()
    for event in events where reducer.reduce(&state, event).changed { changes += 1 }
  }
}
precondition(changes > 0, "nothing happened")

// MARK: Over the wire

let wire = Workload(seed: 2, sessions: 4000, eventsPerSession: 20)
let chunkBytes = 64 << 10

func reduce(_ lines: [UInt8]) -> Double {
  var output = JSONWriter()
  return median {
    var stream = ReduceStream()
    lines.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = min(start + chunkBytes, bytes.count)
        stream.feed(UnsafeBufferPointer(rebasing: bytes[start..<end]), into: &output)
        output.removeAll()
        start = end
      }
    }
    stream.finish(into: &output)
    precondition(stream.lines == wire.sessions.count && stream.refusals == 0, "a line was refused")
  }
}

print("| what                         | input            | median    | rate            |")
print("|------------------------------|------------------|-----------|-----------------|")
let events = memory.sessions.reduce(0) { $0 + $1.count }
row(
  "folded in memory", "\(events) events", foldTime,
  "\(oneDecimal(Double(events) / foldTime / 1e6)) M events/s")
for (what, lines) in [
  ("reduce, events only", Lines.plain(wire)),
  ("reduce, with recorded steps", Lines.withSteps(wire)),
] {
  let time = reduce(lines)
  row(
    what, "\(oneDecimal(Double(lines.count) / 1e6)) MB", time,
    "\(oneDecimal(Double(lines.count) / time / 1e6)) MB/s")
}
