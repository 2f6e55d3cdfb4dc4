import Foundation
import Testing

/// The small size of what scripts/determinism.sh does at length.
@Suite("Determinism over processes")
struct DeterminismTests {
  @Test("the same storms come to one digest in every process, and a planted hash order is caught")
  func oneDigest() throws {
    let test = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let check = URL(fileURLWithPath: test).deletingLastPathComponent()
      .appendingPathComponent("determinism-check")
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let process = Process()
    let output = Pipe()
    process.executableURL = root.appendingPathComponent("scripts/determinism.sh")
    process.arguments = ["--seeds", "100", "--processes", "6", "--executable", check.path]
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: said, as: UTF8.self)
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.hasPrefix("determinism: held: 6 processes, one digest"))
  }
}
