import Glibc
import Live
import Operations

/// What the tests need to have done in another process: one that is killed in the middle, that has a
/// pid namespace to itself, or another user's rights.
@main
enum LiveProbe {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    let argument = words.dropFirst().first ?? ""
    switch words.first {
    case "write-records": writeRecords(argument)
    case "replace-file": replaceFile(argument)
    case "reuse-pids": try reusePids()
    case "look-as-nobody": try lookAsNobody(Int32(argument) ?? 0)
    default: exit(64)
    }
  }

  /// Says something at once: what was said is known to have been done, whenever this ends.
  static func say(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
  }

  /// Writes two records in each transaction, until it is killed, and says each that was committed.
  private static func writeRecords(_ path: String) {
    let texts = TextTable()
    let store = SQLiteStore(path: path, texts: texts)
    let keys = [texts.text("one"), texts.text("two")]
    var number: Int64 = 0
    while true {
      let value = texts.text("value \(number + 1)")
      for operation in [
        .begin, .put(key: keys[0], value: value, expected: number),
        .put(key: keys[1], value: value, expected: number), .commit,
      ] as [StoreOperation] {
        let outcome = store.perform(operation, until: .never).outcome
        if case .store(.failed(let failure)) = outcome { say("failed: \(failure)") }
      }
      number += 1
      say("\(number)")
    }
  }

  /// Replaces a file again and again, until it is killed, and says each time that it was done.
  private static func replaceFile(_ path: String) {
    let texts = TextTable()
    let files = LiveFiles(texts: texts)
    var number = 0
    while true {
      number += 1
      let content = String(repeating: "\(number) ", count: 4_000)
      let outcome = files.perform(.replace(texts.text(path), content: texts.text(content))).outcome
      guard outcome == .file(.done) else { return say("failed: \(outcome)") }
      say("\(number)")
    }
  }

  /// What a program without rights is told of another's process.
  private static func lookAsNobody(_ pid: Int32) throws {
    guard setuid(65_534) == 0 else { return say("cannot become nobody") }
    let processes = try LiveProcesses(texts: TextTable()) { _ in }
    say("probe: \(processes.perform(.probe(pid: pid), until: .never).outcome)")
    // Of one's own session everyone may be continued.
    say("continue: \(processes.perform(.signal(pid: pid, .continue), until: .never).outcome)")
    say("signal: \(processes.perform(.signal(pid: pid, .terminate), until: .never).outcome)")
    let answer = processes.perform(.inspect(pid: pid), until: .never)
    guard case .process(.facts(let facts)) = answer.outcome else {
      return say("inspect: \(answer.outcome)")
    }
    say("inspect: user \(facts.user), nonce \(facts.identity.nonce)")
    let proven = processes.perform(.signalIdentity(facts.identity, .terminate), until: .never)
    say("signalIdentity: \(proven.outcome)")
  }
}
