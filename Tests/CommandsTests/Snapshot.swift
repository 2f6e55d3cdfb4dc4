import Glibc
import TestSupport
import Testing

/// Holds a text against the file of that name in `Snapshots`, byte for byte.
///
/// With `REHEARSAL_RECORD=1` in the environment the file is written instead, and the test fails, so
/// that a recording cannot pass for a check.
func expectSnapshot(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let path = TextFile.beside("Snapshots/\(name).txt")
  if getenv("REHEARSAL_RECORD").map({ String(cString: $0) }) == "1" {
    try TextFile.write(text, to: path)
    Issue.record("recorded \(name).txt", sourceLocation: sourceLocation)
  } else if let recorded = TextFile.read(path) {
    guard Array(recorded.utf8) != Array(text.utf8) else { return }
    Issue.record(
      "\(name).txt differs:\n\(lineDifference(from: recorded, to: text))",
      sourceLocation: sourceLocation)
  } else {
    Issue.record(
      "there is no \(name).txt; record it with REHEARSAL_RECORD=1", sourceLocation: sourceLocation)
  }
}

/// The lines that went (-) and came (+), each with its number.
func lineDifference(from old: String, to new: String) -> String {
  func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
  let changes = lines(new).difference(from: lines(old)).map { change in
    switch change {
    case .remove(let offset, let line, _): (offset, "- \(offset + 1): \(line)")
    case .insert(let offset, let line, _): (offset, "+ \(offset + 1): \(line)")
    }
  }
  return changes.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: "\n")
}
