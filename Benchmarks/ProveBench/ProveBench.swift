import BenchSupport
import Commands
import Glibc
import JSON

/// How long it takes to refute the lock of rlp-desk 0.11.1, and to prove the one that took its place.
///
/// Numbers of states and steps repeat exactly and are held against
/// `Benchmarks/Thresholds/prove.json`. Exit status 1: an answer is wrong, comes too late, or a
/// number differs from what is kept.
@main
enum ProveBench {
  static let record = Flag("record", help: "Keep the counters of this run as the thresholds.")
  static let command = Command(
    "prove-bench", abstract: "Measure how fast scenarios are proven and refuted.",
    parameters: [record])

  static let kept = "Benchmarks/Thresholds/prove.json"
  static let report = "reports/benchmarks/prove.md"

  static func main() { Program.main(command, run) }

  private static func run(_ values: Values) -> Int32 {
    var answers: [Answer] = []
    do {
      for question in Question.all {
        answers.append(try Answer(question, times: question.holds ? 1 : 5))
      }
    } catch {
      Console.complain("error: \(error)")
      return 70
    }
    let text = table(answers)
    Console.print(text)
    guard TextFile.write(report, Array(("# Proofs\n\n" + text + "\n").utf8)) else {
      Console.complain("error: cannot write \(report)")
      return 74
    }
    var complaints = answers.compactMap(\.complaint)
    let found = answers.map(\.exact)
    if values[record] {
      guard TextFile.write(kept, Kept.text(found)) else { return 74 }
    } else {
      complaints += differences(found)
    }
    for complaint in complaints { Console.complain("failed: \(complaint)") }
    return complaints.isEmpty ? 0 : 1
  }

  private static func differences(_ found: [Answer.Exact]) -> [String] {
    guard let bytes = TextFile.read(kept) else { return ["cannot read \(kept)"] }
    do throws(JSONError) {
      let old = try Kept.parse(bytes)
      return found.filter { !old.contains($0) }.map {
        "\($0.name): not what is kept: \($0.states) states, \($0.transitions) transitions, "
          + "depth \($0.depth), \($0.steps) steps"
      }
    } catch {
      return ["\(kept): \(error.sentence)"]
    }
  }

  private static func table(_ answers: [Answer]) -> String {
    var table = TextTable([
      "question", "answer", "states", "transitions", "ms, median", "ms, allowed", "ms, shortest",
    ])
    for answer in answers {
      let exact = answer.exact
      let words =
        exact.steps == 0 ? "proven" : exact.steps < 0 ? "open" : "refuted in \(exact.steps) steps"
      table.add([
        answer.question.name, words, Figures.grouped(exact.states),
        Figures.grouped(exact.transitions), Figures.fixed(answer.median * 1_000, 1),
        Figures.fixed(answer.question.secondsMax * 1_000, 0),
        answer.shortestSeconds.map { Figures.fixed($0 * 1_000, 1) } ?? "",
      ])
    }
    return table.text
  }
}
