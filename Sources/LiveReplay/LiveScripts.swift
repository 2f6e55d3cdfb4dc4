import Operations
import Scenarios
import Supervision

/// The programs that stand in for agents, workers and verifiers: lines for bash that behave as a
/// scenario says.
struct LiveScripts {
  /// How much faster times pass.
  let scale: Int
  let places: LivePlaces
  /// The program under test.
  let program: String

  /// Waits without a process of its own, hears its terminal until a deadline.
  private static let prelude = """
    #!/bin/bash
    exec 9<> <(:)
    rest() { read -rt "$1" -u 9; }
    now() { echo "${EPOCHREALTIME/[.,]/}"; }

    """

  private func seconds(_ interval: Interval) -> String {
    let milliseconds = max(1, interval.nanoseconds / 1_000_000 / Int64(scale))
    let rest = "\(1_000 + milliseconds % 1_000)".dropFirst()
    return "\(milliseconds / 1_000).\(rest)"
  }

  private func microseconds(_ interval: Interval) -> Int64 {
    interval.nanoseconds / 1_000 / Int64(scale)
  }

  // MARK: - Agents

  /// The agent of sessions; it is given the session.
  func agent(_ plan: AgentPlan) -> String {
    let report = "'\(program)' session report --state '\(places.state)'"
    var lines = [Self.prelude + "echo \"$1 $$\" >>'\(places.agentsFile)'"]
    if plan.ignoresHangUp { lines.append("trap '' HUP") }
    if plan.catchesSignals { lines.append("trap 'exit 0' TERM INT") }
    for _ in 0..<plan.children {
      lines.append("( trap '' HUP; exec -a child sleep 100000 ) </dev/null >/dev/null 2>&1 9>&- &")
    }
    lines.append(
      """
      hear() {
        local end=$(( $(now) + $1 )) left line
        while left=$(( end - $(now) )); (( left > 0 )); do
          printf -v left '%d.%06d' $(( left / 1000000 )) $(( left % 1000000 ))
          if IFS= read -rt "$left" line; then echo "$session $line" >>'\(places.promptsFile)'
          elif (( $? <= 128 )); then \(plan.ignoresHangUp ? "rest \"$left\"" : "exit 0"); fi
        done
      }
      session=$1
      """)
    if !plan.launches.isEmpty {
      lines.append(
        """
        if [ "$1" != '\(plan.launches)' ]; then
          rest \(seconds(.seconds(1)))
          '\(program)' session spawn '\(plan.launches)' help --agent agent \
        --repository '\(places.repository)' --state '\(places.state)' >/dev/null 2>&1
        fi
        """)
    }
    var work = plan.works
    for _ in 0..<plan.reports where work > plan.reportPause {
      lines.append("hear \(microseconds(plan.reportPause)); \(report) active")
      work = Interval(nanoseconds: work.nanoseconds - plan.reportPause.nanoseconds)
    }
    lines.append("hear \(microseconds(work))")
    switch plan.ending {
    case .exits(let status): lines.append("exit \(status)")
    case .crashes: lines.append("kill -SEGV $$; kill -9 $$")
    case .stays: lines.append("\(report) \(plan.afterwards.reported)\nhear 100000000000")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `agents.json`.
  var agents: String {
    "{\"agent\": [\"\(places.agent)\", \"{session}\", \"{prompt}\"]}\n"
  }

  // MARK: - Desks

  /// The worker of a desk: each prompt gets the next reply, and the last one is repeated.
  func worker(_ part: DeskPart) -> String {
    var lines = [Self.prelude]
    lines.append(
      """
      say() {
        echo '\(part.learns ? "" : "nothing new")'"\(part.learns ? "after $number" : "")" >"$1/latest.md"
        echo "{\\"iteration\\":$number,\\"status\\":\\"$2\\",\\"us_id\\":\\"ALL\\"}" >"$1/half"
        mv "$1/half" "$1/iter-signal.json"
      }
      next=0
      while read -r number prompt; do
        [ "$number" = continue ] && continue
        case $next in
      """)
    for (place, reply) in part.worker.enumerated() {
      let isLast = place == part.worker.count - 1
      lines.append("  \(isLast ? "*" : "\(place)")) \(deed(reply)) ;;")
    }
    lines.append("  esac\n  next=$(( next + 1 ))\ndone")
    return lines.joined(separator: "\n") + "\n"
  }

  private func deed(_ reply: DeskReply) -> String {
    switch reply {
    case .signals(let status, let after): "rest \(seconds(after)); say \"$1\" \(status.word)"
    case .signalsInHalves(let status, let after, let gap):
      "rest \(seconds(after)); printf '{\"iteration\":%s,\"sta' \"$number\" >\"$1/iter-signal.json\"; "
        + "rest \(seconds(gap)); say \"$1\" \(status.word)"
    case .signalsWhenNudged(let status): "read -r nudge; say \"$1\" \(status.word)"
    case .dies(let after, let status): "rest \(seconds(after)); exit \(status)"
    case .stalls, .hangs, .leaves: ":"
    }
  }

  /// The verifier of a desk.
  func verifier(_ part: DeskPart) -> String {
    var lines = [
      Self.prelude
        + """
        next=0
        while read -r number prompt; do
          case $next in
        """
    ]
    for (place, verdict) in part.verdicts.enumerated() {
      let isLast = place == part.verdicts.count - 1
      lines.append("  \(isLast ? "*" : "\(place)")) verdict='\(verdict.words)' ;;")
    }
    lines.append(
      """
        esac
        next=$(( next + 1 ))
        echo "{$verdict}" >"$1/half"
        mv "$1/half" "$1/verify-verdict.json"
      done
      """)
    return lines.joined(separator: "\n") + "\n"
  }
}

extension WorkerSignal.Status {
  fileprivate var word: String {
    switch self {
    case .continue: "continue"
    case .verify: "verify"
    case .verifyPartial: "verify_partial"
    case .blocked: "blocked"
    case .unknown: "unheard-of"
    }
  }
}

extension DeskVerdict {
  fileprivate var words: String {
    switch self {
    case .complete: #""verdict":"pass","recommended_state_transition":"complete""#
    case .pass: #""verdict":"pass","recommended_state_transition":"continue""#
    case .fail: #""verdict":"fail""#
    case .requestInfo: #""verdict":"request_info""#
    case .blocked: #""verdict":"blocked""#
    case .unknown: #""verdict":"unheard-of""#
    }
  }
}

extension AgentActivity {
  /// The word that a hook reports.
  fileprivate var reported: String {
    switch self {
    case .active: "active"
    case .ready: "ready"
    case .idle: "idle"
    case .waitingInput: "waiting-input"
    case .blocked: "blocked"
    case .exited: "exited"
    }
  }
}
