import Glibc
import TestSupport
import Testing

/// Real faults: programs that are killed, servers that stop.
@Suite("Sessions on this machine, in bad weather", .serialized)
struct ChaosTests {
  @Test("a spawn that is killed at any moment leaves nothing that the next one does not put right")
  func killedSpawn() throws {
    try Workshop.with { workshop in
      for milliseconds in stride(from: 0, through: 120, by: 10) {
        let key = "k\(milliseconds)"
        let child = try Program.start(
          Program.built,
          [
            "session", "spawn", key, "100000", "--agent", "sleep", "--repository",
            workshop.repository,
          ], environment: workshop.environment + ["PATH=/usr/bin:/bin"])
        usleep(UInt32(milliseconds) * 1_000)
        kill(child, SIGKILL)
        _ = try Program.wait(for: child, "spawn", secondsMax: 20)
        let again = try workshop.spawn(key)
        #expect(again.status == 0, "after \(milliseconds) ms: \(again)")
      }
      let count = 13
      #expect(try workshop.tmuxSessions().count == count)
      #expect(try workshop.agents().count == count)
      #expect(try workshop.worktrees().count == count)
    }
  }

  @Test("the supervisor is killed and another goes on; a second one waits meanwhile")
  func supervisors() throws {
    try Workshop.with { workshop in
      let environment = workshop.environment + ["PATH=/usr/bin:/bin"]
      let first = try Program.start(
        Program.built, ["session", "supervise"], environment: environment)
      usleep(500_000)
      #expect(try workshop.spawn("one").status == 0)
      var status = ""
      for _ in 0..<150 where !status.contains("working") {
        usleep(100_000)
        status = try workshop.session("status", "one").output
      }
      #expect(status.contains("working"))
      let second = try Program.start(
        Program.built, ["session", "supervise"], environment: environment)
      usleep(300_000)
      kill(first, SIGKILL)
      #expect(try Program.wait(for: first, "supervise", secondsMax: 20) == 137)
      // The second one takes over, and sees that the agent has gone: right after a sign of life that
      // is a doubt, which the lifecycle does not take for an end.
      for agent in try workshop.agents() { if let pid = Int32(agent) { kill(pid, SIGKILL) } }
      for _ in 0..<300 where status.contains("status      working") {
        usleep(100_000)
        status = try workshop.session("status", "one").output
      }
      #expect(status.contains("detecting") || status.contains("stuck"), "\(status)")
      kill(second, SIGTERM)
      #expect(try Program.wait(for: second, "supervise", secondsMax: 20) == 0)
    }
  }

  @Test("a supervisor in the background watches, one more waits, and only the first hears agents")
  func background() throws {
    try Workshop.with { workshop in
      let first = try workshop.session("supervise", "--background")
      #expect(first.status == 0 && first.output.contains(" watches; "), "\(first)")
      let second = try workshop.session("supervise", "--background")
      #expect(second.output.contains(" waits for the supervisor that watches; "), "\(second)")
      func pid(_ run: Program) throws -> Int32 {
        try #require(Int32(run.output.split(separator: " ")[1]))
      }
      #expect(try workshop.spawn("one").status == 0)
      var status = ""
      for _ in 0..<100 where !status.contains("working") {
        usleep(100_000)
        status = try workshop.session("status", "one").output
      }
      // The agent's first report went to the one that watches.
      #expect(status.contains("working"))
      kill(try pid(first), SIGTERM)
      let link = workshop.state + "/mail/actor-supervisor"
      var holder = ""
      for _ in 0..<100 where !holder.hasPrefix("\(try pid(second))-") {
        usleep(100_000)
        holder = try workshop.lines("readlink \(link)").first ?? ""
      }
      #expect(holder.hasPrefix("\(try pid(second))-"))
      kill(try pid(second), SIGTERM)
      var left = ["?"]
      for _ in 0..<100 where !left.isEmpty {
        usleep(50_000)
        left = try workshop.lines("pgrep -f '[s]upervise --state \(workshop.state) '")
      }
      #expect(left.isEmpty)
    }
  }

  @Test("a stopped tmux server holds a command up for its limit, and harms nothing")
  func stoppedServer() throws {
    try Workshop.with { workshop in
      #expect(try workshop.spawn("one").status == 0)
      let server = try workshop.shell("tmux -S \(workshop.state)/tmux display -p '#{pid}'")
      let pid = try #require(Int32(server.split(separator: "\n").first ?? ""))
      kill(pid, SIGSTOP)
      let view = try workshop.session("view", "one")
      #expect(view.status == 1)
      kill(pid, SIGCONT)
      #expect(try workshop.session("view", "one").status == 0)
      #expect(try workshop.agents().count == 1)
      #expect(try workshop.session("stop", "one").status == 0)
      #expect(try workshop.agents().isEmpty)
    }
  }

  @Test("a killed tmux server ends its sessions, and they are brought back one by one")
  func killedServer() throws {
    try Workshop.with { workshop in
      #expect(try workshop.spawn("one").status == 0)
      let server = try workshop.shell("tmux -S \(workshop.state)/tmux display -p '#{pid}'")
      let pid = try #require(Int32(server.split(separator: "\n").first ?? ""))
      kill(pid, SIGKILL)
      let stopped = try workshop.session("stop", "one")
      #expect(stopped.status == 0, "\(stopped)")
      #expect(try workshop.agents().isEmpty)
      #expect(try workshop.session("restore", "one").status == 0)
      #expect(try workshop.agents().count == 1)
    }
  }
}
