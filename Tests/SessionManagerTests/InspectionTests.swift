import Glibc
import TestSupport
import Testing

/// `rehearse session check`: each kind of damage is planted and found.
@Suite("What should not be there is found", .serialized)
struct InspectionTests {
  @Test("records and machine agree; afterwards each thing that is planted is told by its property")
  func planted() throws {
    try Workshop.with { workshop in
      try workshop.spawn("one")
      #expect(try workshop.session("check").status == 0)
      // A worktree that no record knows, and one that is gone.
      try workshop.shell("mkdir \(workshop.state)/worktrees/stray")
      var found = try workshop.session("check")
      #expect(found.status == 1)
      #expect(found.output.contains("no-orphans: worktree stray belongs to no record"), "\(found)")
      try workshop.shell("rmdir \(workshop.state)/worktrees/stray")
      let tree = try #require(try workshop.lines("ls \(workshop.state)/worktrees").first)
      try workshop.shell("cd \(workshop.state)/worktrees && mv \(tree) \(workshop.home)/away")
      found = try workshop.session("check")
      #expect(found.output.contains("work-is-kept: one has lost its worktree"), "\(found)")
      try workshop.shell("mv \(workshop.home)/away \(workshop.state)/worktrees/\(tree)")
      // Another's number on its tmux session.
      let server = "tmux -S \(workshop.state)/tmux"
      let name = try #require(try workshop.tmuxSessions().first)
      try workshop.shell("\(server) set-option -t '=\(name):' @owner 1234")
      found = try workshop.session("check", "--json")
      #expect(found.output.contains(#""property":"never-the-wrong-target""#), "\(found)")
    }
  }

  @Test("a session whose record was rolled back is an orphan, with all that it has")
  func rolledBack() throws {
    try Workshop.with { workshop in
      try workshop.spawn("one")
      try workshop.shell(
        "mkdir \(workshop.home)/kept; cp \(workshop.state)/sessions.sqlite* \(workshop.home)/kept")
      try workshop.spawn("two")
      // An agent is in its worktree a moment after its runner has told who it is.
      for _ in 0..<100 where try workshop.agents().count < 2 { usleep(20_000) }
      try workshop.shell(
        """
        rm \(workshop.state)/sessions.sqlite*; \
        cp \(workshop.home)/kept/sessions.sqlite* \(workshop.state)/
        """)
      let found = try workshop.session("check")
      #expect(found.status == 1)
      #expect(found.output.contains("no-orphans: tmux session two-"), "\(found)")
      #expect(found.output.contains("no-orphans: worktree two-"), "\(found)")
      #expect(found.output.split(separator: "\n").filter { $0.contains("process") }.count == 2)
    }
  }

  @Test("an end that was not finished is told so, and one that was only written is no end")
  func unfinished() throws {
    try Workshop.with { workshop in
      try workshop.spawn("one")
      try workshop.session("stop", "one", environment: ["REHEARSAL_DIES_AT=command:5"])
      let found = try workshop.session("check")
      #expect(found.output.contains("converges: one: 'kill' was begun by process "), "\(found)")
      #expect(try workshop.session("stop", "one").status == 0)
      #expect(try workshop.session("check").status == 0)
    }
  }
}
