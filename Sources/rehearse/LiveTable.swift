import LiveReplay
import Scenarios

/// What came of a live replay as a page in Markdown: a row a file.
enum LiveTable {
  static func text(_ results: [LiveResult], _ scenarios: [Scenario]) -> String {
    var text = """
      # The scenario library on this machine

      Each file that needs nothing unreal was run by `rehearse replay --live`, with the real session
      manager, tmux, git and SQLite, beside its run in the simulated world.

      \(ReplayLive.sum(results)).

      ## In both worlds

      | scenario | verdict | expected: in the simulated world, here |
      | --- | --- | --- |

      """
    for (result, scenario) in zip(results, scenarios) {
      guard case .compared(let comparison) = result.kind else { continue }
      let cells = comparison.rows.map { row in
        let simulated = row.simulatedViolation == nil ? "held" : "violated"
        return "\(row.expectation): \(simulated), \(row.live.word)"
          + (row.agrees ? "" : " (\(row.live.words ?? row.simulatedViolation ?? ""))")
      }
      text += row([
        "\(result.file): \(scenario.title)", result.word, cells.joined(separator: "; "),
      ])
    }
    text += """

      ## In the simulated world only

      | scenario | why |
      | --- | --- |

      """
    for result in results {
      if case .compared = result.kind { continue }
      text += row([result.file, result.remark.isEmpty ? result.word : result.remark])
    }
    return text
  }

  private static func row(_ cells: [String]) -> String {
    let plain = cells.map { cell in
      cell.reduce(into: "") { text, letter in
        if "|\\*_`<>[]".contains(letter) { text.append("\\") }
        text.append(letter == "\n" ? " " : letter)
      }
    }
    return "| " + plain.joined(separator: " | ") + " |\n"
  }
}
