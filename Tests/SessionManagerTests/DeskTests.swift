import Glibc
import TestSupport
import Testing

/// `rehearse session desk`: real panes, real workers, one project.
@Suite("Desks on this machine", .serialized)
struct DeskTests {
  /// A worker that asks to be verified in its second iteration.
  private static let worker = """
    while read -r number prompt; do
      [ "$number" = continue ] && continue
      echo "after $number" >"$1/latest.md"
      word=continue; [ "$number" -ge 2 ] && word=verify
      echo "{\\"iteration\\":$number,\\"status\\":\\"$word\\"}" >"$1/half"
      mv "$1/half" "$1/iter-signal.json"
    done
    """
  /// A verifier that is content.
  private static let verifier = """
    while read -r number prompt; do
      echo '{"verdict":"pass","recommended_state_transition":"complete"}' >"$1/half"
      mv "$1/half" "$1/verify-verdict.json"
    done
    """

  /// A project, and both programs in it.
  private static func prepare(_ workshop: Workshop, worker: String = worker) throws -> String {
    let root = workshop.home + "/project with a space"
    try workshop.shell("mkdir '\(root)'")
    for (name, lines) in [("worker", worker), ("verifier", verifier)] {
      try TextFile.write("#!/bin/bash\n" + lines + "\n", to: "\(workshop.home)/\(name)")
      chmod("\(workshop.home)/\(name)", 0o755)
    }
    return root
  }

  private static func words(_ workshop: Workshop, _ mission: String, _ root: String) -> [String] {
    [
      "session", "desk", mission, workshop.home + "/worker", "--verifier",
      workshop.home + "/verifier", "--root", root, "--poll", "1",
    ]
  }

  @Test("a desk is complete when its verifier is content, and leaves no pane")
  func complete() throws {
    try Workshop.with { workshop in
      let root = try Self.prepare(workshop)
      let end = try Program.run(
        Program.built, Self.words(workshop, "m1", root), environment: workshop.environment)
      #expect(end.output == "desk m1 in desk-m1: complete; 2 iterations\n", "\(end)")
      #expect(end.status == 0)
      #expect(access("\(root)/.desk/m1/m1-complete.md", F_OK) == 0)
      #expect(try workshop.tmuxSessions().isEmpty)
      let again = try Program.run(
        Program.built, Self.words(workshop, "m1", root), environment: workshop.environment)
      #expect(again.output.contains("complete before it began"), "\(again)")
    }
  }

  @Test("a pane that dies is on record within five seconds of the next look, and nothing is left")
  func paneDies() throws {
    try Workshop.with { workshop in
      let root = try Self.prepare(workshop, worker: "sleep 1000 & wait")
      let desk = try Program.start(
        Program.built, Self.words(workshop, "m1", root),
        environment: workshop.environment + ["PATH=/usr/bin:/bin"])
      let server = "tmux -S \(workshop.state)/tmux"
      for _ in 0..<100 {
        if access("\(root)/.desk/m1/status.json", F_OK) == 0,
          TextFile.read("\(root)/.desk/m1/status.json")?.contains(#""phase":"worker""#) == true
        {
          break
        }
        usleep(50_000)
      }
      try workshop.shell("\(server) kill-pane -t =desk-m1:.1")
      var rounds = 0
      while access("\(root)/.desk/m1/m1-blocked.json", F_OK) != 0, rounds < 80 {
        usleep(100_000)
        rounds += 1
      }
      // One second to the next look, five for the check.
      #expect(rounds < 62, "after \(rounds) tenths of a second")
      let record = try #require(TextFile.read("\(root)/.desk/m1/m1-blocked.json"))
      #expect(record.contains(#""reason_category":"infra_failure""#), "\(record)")
      #expect(record.contains(#""recoverable":true,"suggested_action":"restart""#), "\(record)")
      #expect(try Program.wait(for: desk, "desk", secondsMax: 20) == 1)
      #expect(try workshop.tmuxSessions().isEmpty)
      #expect(try workshop.lines("pgrep -f \(workshop.home)/[w]orker").isEmpty)
    }
  }

  @Test("of sixteen that start at once in one project, by two spellings of its path, one runs")
  func sixteen() throws {
    try Workshop.with { workshop in
      let root = try Self.prepare(workshop, worker: "sleep 1000 & wait")
      try workshop.shell("ln -s '\(root)' \(workshop.home)/other")
      let desks = try (0..<16).map { number in
        try Program.start(
          Program.built,
          Self.words(workshop, "m\(number)", number % 2 == 0 ? root : workshop.home + "/other"),
          environment: workshop.environment + ["PATH=/usr/bin:/bin"])
      }
      var running = desks
      for _ in 0..<200 where running.count > 1 {
        usleep(50_000)
        running.removeAll { waitpid($0, nil, WNOHANG) == $0 }
      }
      usleep(500_000)
      #expect(running.count == 1)
      #expect(try workshop.tmuxSessions().count == 1)
      let holder = try #require(TextFile.read("\(root)/.desk/runner.json"))
      #expect(holder.contains("\"pid\":\(running.first ?? 0),"), "\(holder)")
      // Whoever is killed frees the project at once, and its panes are the next one's to clear.
      kill(running[0], SIGKILL)
      #expect(try Program.wait(for: running[0], "desk", secondsMax: 20) == 137)
      let next = try Program.start(
        Program.built, Self.words(workshop, "next", root),
        environment: workshop.environment + ["PATH=/usr/bin:/bin"])
      var sessions: [String] = []
      for _ in 0..<100 where sessions != ["desk-next"] {
        usleep(100_000)
        sessions = try workshop.tmuxSessions()
      }
      #expect(sessions == ["desk-next"])
      kill(next, SIGTERM)
      #expect(try Program.wait(for: next, "desk", secondsMax: 20) == 1)
      #expect(try workshop.tmuxSessions().isEmpty)
    }
  }
}
