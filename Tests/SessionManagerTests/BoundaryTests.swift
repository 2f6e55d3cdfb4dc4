import Glibc
import TestSupport
import Testing

/// Programs of the manager that kill themselves before or after each of their operations in turn, and
/// what the next one makes of what they left.
@Suite("Deaths between any two operations", .serialized)
struct BoundaryTests {
  /// How many operations none of these programs has.
  private static let operationsMax = 60

  /// Each operation of a program in turn, before it and after it, until the program outlives it.
  private static func eachBoundary(
    _ body: (_ point: String, _ key: String) throws -> Bool
  ) throws -> Int {
    for number in 1...operationsMax {
      var hasDied = false
      for (suffix, letter) in [("", "b"), ("+", "a")] {
        hasDied = try body("\(number)\(suffix)", "k\(number)\(letter)") || hasDied
      }
      if !hasDied { return number - 1 }
    }
    return operationsMax
  }

  private static func expectClean(_ workshop: Workshop, live: Int) throws {
    let found = try workshop.session("check")
    #expect(found.status == 0, "\(found.output)")
    #expect(found.output.contains("\(live) live; \(live) tmux sessions, \(live) agents, "))
  }

  @Test("a spawn that dies anywhere is finished by the next one, and nothing is doubled")
  func spawn() throws {
    try Workshop.with { workshop in
      var count = 0
      let reached = try Self.eachBoundary { point, key in
        let died = try workshop.spawn(key, environment: ["REHEARSAL_DIES_AT=command:\(point)"])
        count += 1
        let again = try workshop.spawn(key)
        #expect(again.status == 0, "\(point): \(again)")
        return died.status == 137
      }
      #expect(reached >= 12)
      try Self.expectClean(workshop, live: count)
    }
  }

  @Test("a stop that dies anywhere is finished by the next one")
  func stop() throws {
    try Workshop.with { workshop in
      let reached = try Self.eachBoundary { point, key in
        #expect(try workshop.spawn(key).status == 0)
        let died = try workshop.session(
          "stop", key, environment: ["REHEARSAL_DIES_AT=command:\(point)"])
        let again = try workshop.session("stop", key)
        #expect(again.status == 0, "\(point): \(again)")
        return died.status == 137
      }
      #expect(reached >= 8)
      try Self.expectClean(workshop, live: 0)
    }
  }

  @Test("a runner that dies anywhere before its agent runs leaves a launch that is taken back")
  func runner() throws {
    try Workshop.with { workshop in
      try workshop.spawn("first")
      let server = "tmux -S \(workshop.state)/tmux"
      var live = 1
      let reached = try Self.eachBoundary { point, key in
        try workshop.shell("\(server) set-environment -g REHEARSAL_DIES_AT runner:\(point)")
        let launch = try workshop.spawn(key)
        try workshop.shell("\(server) set-environment -g -u REHEARSAL_DIES_AT")
        // It said that it did not start, or the agent was acknowledged before the runner died.
        var left = try workshop.session("stop", key)
        if launch.status != 0 {
          left = try workshop.spawn(key)
          if left.output.contains("already") { left = try workshop.session("restore", key) }
          live += 1
        }
        #expect(left.status == 0, "\(point): \(launch), \(left)")
        return launch.status != 0
      }
      #expect(reached >= 3)
      try Self.expectClean(workshop, live: live)
    }
  }

  @Test("a supervisor that dies anywhere in its passes harms nothing, and the next one goes on")
  func supervisor() throws {
    try Workshop.with { workshop in
      try workshop.spawn("stays")
      try workshop.spawn("ends")
      for number in 1...8 {
        for suffix in ["", "+"] {
          let died = try workshop.session(
            "supervise", environment: ["REHEARSAL_DIES_AT=supervisor:\(number)\(suffix)"])
          #expect(died.status == 137, "\(number)\(suffix)")
        }
      }
      #expect(try workshop.session("stop", "ends").status == 0)
      try Self.expectClean(workshop, live: 1)
    }
  }
}
