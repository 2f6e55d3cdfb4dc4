import Glibc
import TestSupport
import Testing

/// A disk without room, as a small file system in memory; it takes root to mount one.
@Suite("Sessions on a full disk", .serialized, .enabled(if: geteuid() == 0))
struct FullDiskTests {
  @Test("a spawn without room fails, leaves nothing, and works once there is room again")
  func spawn() throws {
    try Workshop.with { workshop in
      try workshop.shell(
        """
        mkdir -m 700 \(workshop.state) && \
        mount -t tmpfs -o size=1m,mode=700 rehearsal \(workshop.state)
        """)
      defer {
        _ = try? workshop.shell(
          """
          tmux -S \(workshop.state)/tmux kill-server 2>/dev/null; sleep 0.3; \
          umount \(workshop.state) || umount -l \(workshop.state)
          """)
      }
      #expect(try workshop.spawn("before").status == 0)
      // As little room as there can be, down to none.
      for kilobytes in [64, 32, 16, 8, 4, 0] {
        try workshop.shell(
          """
          free=$(df --output=avail -k \(workshop.state) | tail -1); \
          head -c $(( (free - \(kilobytes)) * 1024 )) /dev/zero >\(workshop.state)/ballast; true
          """)
        let full = try workshop.spawn("full-\(kilobytes)")
        #expect([0, 1, 2, 74].contains(full.status), "\(kilobytes): \(full)")
        #expect(!full.errors.contains("Fatal"), "\(full)")
        try workshop.shell("rm \(workshop.state)/ballast")
        let again = try workshop.spawn("full-\(kilobytes)")
        #expect(again.status == 0, "\(kilobytes): \(full), \(again)")
        let stopped = try workshop.session("stop", "full-\(kilobytes)")
        #expect(stopped.status == 0, "\(kilobytes): \(stopped)")
      }
      let found = try workshop.session("check")
      #expect(found.status == 0, "\(found)")
      #expect(found.output.contains(" 1 live; 1 tmux sessions, 1 agents, "), "\(found)")
    }
  }
}
