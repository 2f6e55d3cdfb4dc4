import Foundation
import JSON
import Lifecycle
import LifecycleWire
import TestSupport

/// Sequences that were recorded once, with the steps that they came to.
enum Oracle {
  /// The recording as it stands.
  static let bytes: [UInt8] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/lifecycle-sequences.jsonl")
    guard let data = try? Data(contentsOf: file) else { preconditionFailure("no \(file.path)") }
    return Array(data)
  }()

  /// Its lines as an independent judge reads them.
  static let lines: [Tree] = bytes.split(separator: UInt8(ascii: "\n")).compactMap { Tree($0) }

  /// Its sequences as the decoder reads them.
  static let sequences: [ReduceSequence] = bytes.split(separator: UInt8(ascii: "\n")).compactMap {
    line in
    line.withUnsafeBufferPointer { try? ReduceSequence($0) }
  }

  /// Where the steps of a sequence first differ from the recording, in short; `nil` if nowhere.
  static func difference(_ recorded: Tree, _ answer: Tree) -> String? {
    let id = recorded["id"]?.text ?? "?"
    if answer["id"] != recorded["id"] { return "\(id) is answered as \(answer["id"] as Tree?)" }
    let want = recorded["steps"]?.elements ?? []
    let got = answer["steps"]?.elements ?? []
    if want.count != got.count { return "\(id): \(got.count) steps, not \(want.count)" }
    for index in want.indices where want[index].canonical != got[index].canonical {
      let event = recorded["events"]?.elements?[index].canonical ?? "?"
      return """
        \(id), step \(index)
          event    \(event)
          recorded \(want[index].canonical)
          answered \(got[index].canonical)
        """
    }
    return nil
  }
}
