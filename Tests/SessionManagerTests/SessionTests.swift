import Glibc
import TestSupport
import Testing

/// The session manager on this machine, as people call it: with tmux, git, processes and a store.
@Suite("Sessions on this machine", .serialized)
struct SessionTests {
  @Test("a session is started, shown, ended, brought back and cleared away")
  func life() throws {
    try Workshop.with { workshop in
      let spawned = try workshop.spawn("fix-1")
      #expect(spawned.status == 0, "\(spawned)")
      #expect(spawned.output.contains("Session ID: fix-1"))
      #expect(spawned.output.contains("rehearse session stop fix-1"))
      #expect(try workshop.tmuxSessions().count == 1)
      #expect(try workshop.agents().count == 1)
      #expect(try workshop.worktrees().count == 1)
      let list = try workshop.session("list")
      #expect(list.output.contains("fix-1") && list.output.contains("sleep"))

      let stopped = try workshop.session("stop", "fix-1")
      #expect(stopped.status == 0, "\(stopped)")
      #expect(try workshop.tmuxSessions().isEmpty)
      #expect(try workshop.agents().isEmpty)
      #expect(try workshop.session("list").output == "no sessions that run\n")

      let restored = try workshop.session("restore", "fix-1")
      #expect(restored.status == 0, "\(restored)")
      #expect(try workshop.agents().count == 1)
      #expect(try workshop.session("status", "fix-1").output.contains("generation  2"))
      #expect(try workshop.session("stop", "fix-1").status == 0)
      #expect(try workshop.worktrees().isEmpty)
      #expect(try workshop.lines("git -C \(workshop.repository) branch --list 'session/*'").isEmpty)
    }
  }

  @Test("one run key has one session, however often and however many at once ask for it")
  func oneKey() throws {
    try Workshop.with { workshop in
      try workshop.shell(
        """
        for i in $(seq 16); do \(Program.built) session spawn same 100000 --agent sleep \
        --repository \(workshop.repository) >/dev/null 2>&1 & done; wait
        """)
      #expect(try workshop.tmuxSessions().count == 1)
      #expect(try workshop.agents().count == 1)
      #expect(try workshop.worktrees().count == 1)
      #expect(try workshop.spawn("same").output.contains("has its session already"))
    }
  }

  @Test("names and prompts with any characters stay what they are")
  func names() throws {
    try Workshop.with { workshop in
      let key = "-a b;c'd\"e$HOME`x`#{pid}\tü.:=%"
      let prompt = "$(touch \(workshop.home)/no) ; `touch \(workshop.home)/no`\n\"'"
      try TextFile.write(
        "{\"teller\": [\"/bin/sh\", \"-c\", \"printf '%s' \\\"$1\\\" > told; exec sleep 100000\", "
          + "\"sh\", \"{prompt}\"]}", to: try workshop.agentsFile())
      let spawned = try workshop.session(
        "spawn", "--agent", "teller", "--repository", workshop.repository, "--", key, prompt)
      #expect(spawned.status == 0, "\(spawned)")
      var told = ""
      for _ in 0..<100 where told.isEmpty {
        usleep(20_000)
        told = try workshop.shell("cat \(workshop.state)/worktrees/*/told 2>/dev/null || true")
      }
      #expect(told == prompt)
      #expect(access(workshop.home + "/no", F_OK) != 0)
      let status = try workshop.session("status", "--json", "--", key)
      #expect(status.output.contains("#{pid}"))
      // git sees a file that is saved nowhere else, and the worktree stays.
      let stopped = try workshop.session("stop", "--", key)
      #expect(stopped.output.contains("holds unsaved work and was kept"))
      #expect(try workshop.worktrees().count == 1)
    }
  }

  @Test("what is sent is typed into the agent's pane, once, and is no command of any shell")
  func sending() throws {
    try Workshop.with { workshop in
      try TextFile.write(
        "{\"hearer\": [\"/bin/sh\", \"-c\", \"while read -r line; do echo \\\"heard: $line\\\"; done\"]}",
        to: try workshop.agentsFile())
      #expect(
        try workshop.session(
          "spawn", "h", "--agent", "hearer", "--repository", workshop.repository
        ).status == 0)
      #expect(try workshop.session("send", "h", "how; are $(you) 'now'").status == 0)
      var screen = ""
      for _ in 0..<100 where !screen.contains("heard") {
        usleep(20_000)
        screen = try workshop.session("view", "h").output
      }
      #expect(
        screen.split(separator: "\n").filter { $0 == "heard: how; are $(you) 'now'" }.count == 1)
    }
  }

  @Test("a stranger's tmux session and worktree of the same beginning are left alone")
  func strangers() throws {
    try Workshop.with { workshop in
      #expect(try workshop.spawn("job1").status == 0)
      try workshop.shell("tmux -S \(workshop.state)/tmux new-session -d -s job1 sleep 100000")
      #expect(try workshop.session("stop", "job1").status == 0)
      #expect(try workshop.tmuxSessions() == ["job1"])
      try workshop.shell("tmux -S \(workshop.state)/tmux kill-session -t =job1:")
    }
  }

  @Test("a folder that others may look into is refused")
  func openFolder() throws {
    try Workshop.with { workshop in
      mkdir(workshop.state, 0o755)
      let refused = try workshop.session("list")
      #expect(refused.status == 74)
      #expect(refused.errors.contains("0700"))
    }
  }
}

extension Workshop {
  /// The file that says how agents are started, in a folder that is there.
  func agentsFile() throws -> String {
    mkdir(state, 0o700)
    return state + "/agents.json"
  }
}
