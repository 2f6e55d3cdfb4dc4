import Operations
import SimulatedWorld
import Simulation
import Testing

/// What strikes the creation of an executor and the stream of what it prints.
@Suite("A fault of Forge's executors and streams")
struct StreamFaultTests {
  private static let instant = Instant.start + .seconds(30)

  /// What a reader has after a minute, when a fault strikes before its creation or after half of it.
  private func read(early: Fault? = nil, late: Fault? = nil) throws -> Reporter {
    var universe = Universe<Reporter>(
      seed: 5,
      programs: Programs([
        .init(Text("reader"), Reporter(.reader)), .init(Text("claude"), Reporter(.executor)),
      ]))
    for text in ["reader", "claude", "fix", "key", "main"] { _ = universe.text(text) }
    universe.add(actor: Text("reader"), program: Text("reader"))
    if let early { universe.strike(early) }
    if let late { universe.schedule(late, at: Self.instant) }
    _ = universe.run(RunLimits(until: Instant.start + .seconds(60)))
    universe.world.checkInvariants()
    universe.checkInvariants()
    let reader = universe.actor(named: Text("reader"))
    return universe.machine(of: try #require(reader))
  }

  @Test("without one, what the executor prints arrives once, in order and at once")
  func control() throws {
    let reader = try read()
    #expect(reader.entries.count > 40)
    #expect(reader.entries == Array(0..<Int32(reader.entries.count)))
    #expect(!reader.isCut)
  }

  @Test("an executor that cannot be spawned, and a worktree that cannot be made, are a 500")
  func creation() throws {
    for fault in [ForgeBackendFault.spawnFails, .worktreeFails] {
      let reader = try read(early: .world(.forge(fault)))
      #expect(reader.creation == .forge(.failed(.status(500))), "\(fault)")
    }
  }

  @Test("streams that are cut say nothing more")
  func cut() throws {
    let reader = try read(late: .world(.forge(.streamsCut)))
    #expect(reader.isCut)
    #expect((10..<35).contains(reader.entries.count))
  }

  @Test("a lagging stream brings the same later")
  func lag() throws {
    let prompt = try read()
    let late = try read(late: .lagStreams(Text("reader"), by: .seconds(10)))
    let struck = prompt.times.filter { $0 < Self.instant }.count
    #expect(late.entries == Array(0..<Int32(late.entries.count)))
    #expect(late.times[struck + 1] - prompt.times[struck + 1] > .seconds(9))
  }

  @Test("a log that is sent again begins anew from its first entry")
  func repeated() throws {
    var universe = Universe<Reporter>(
      seed: 5,
      programs: Programs([
        .init(Text("reader"), Reporter(.reader)), .init(Text("claude"), Reporter(.executor)),
      ]))
    for text in ["reader", "claude", "fix", "key", "main"] { _ = universe.text(text) }
    universe.add(actor: Text("reader"), program: Text("reader"))
    _ = universe.run(RunLimits(until: Self.instant))
    var executor = ProcessIndex.none
    universe.world.processes.forEach { if $0.program == Text("claude") { executor = $0.index } }
    let found = universe.world.forge.process(of: executor)
    let process = try #require(found)
    universe.strike(.world(.forge(.logRepeats(process: process))))
    _ = universe.run(RunLimits(until: Instant.start + .seconds(60)))
    let entries = universe.machine(of: ActorID(rawValue: 0)).entries
    #expect(entries.filter { $0 == 0 }.count == 2)
  }
}
