import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Testing

/// R14 of rlp-desk 0.11.1: what its lock does when it is raced for, and what it takes for an owner.
///
/// Measured on the real script, two processors, holders for four seconds: a stale lock is held by
/// two in 45 to 50 % of the runs with two racers and in all of those with four or eight, by at most
/// 2, 4 and 6 at once; a fresh one never, because jq takes longer to come up than the one before
/// takes to write.
@Suite("The project lock of rlp-desk 0.11.1")
struct RlpDeskLockTests {
  private struct Share {
    var percent = 0
    var most = 0
  }

  private func universe(
    seed: UInt64, latencies: Latencies = .shell, roots: [String], slugs: [String] = ["blog"]
  ) -> Universe<ShellHolder> {
    var texts = Texts()
    let programs = slugs.map { slug in
      Programs<ShellHolder>.Program(texts.text(slug), ShellHolder(slug: texts.text(slug)))
    }
    var universe = Universe(
      seed: seed, programs: Programs(programs), latencies: latencies)
    for slug in slugs { _ = universe.text(slug) }
    // `printf` opens and writes in one go.
    universe.world.files.writeDelay = .constant(.microseconds(20))
    for root in roots {
      universe.world.strike(
        .file(.directoryAppears(universe.text("\(root)/.claude/ralph-desk/logs"))))
    }
    return universe
  }

  private func path(_ universe: inout Universe<ShellHolder>, _ root: String) -> String {
    var emit = Emitter()
    let path = RlpDeskLock.path(root: emit.texts.text(root), &emit)
    return emit.texts.string(path)
  }

  private func leaveStale(
    _ universe: inout Universe<ShellHolder>, record: String = "{\"pid\":4711,\"slug\":\"old\"}"
  ) {
    let path = path(&universe, "/srv/blog")
    universe.world.strike(.file(.directoryAppears(universe.text(path + ".d"))))
    universe.world.putFile(universe.text(path), universe.text(record))
  }

  private func runToEnd(_ universe: inout Universe<ShellHolder>) -> Int {
    var most = 0
    while universe.step() {
      var inside = 0
      for number in 0..<universe.actorCount {
        let actor = ActorID(rawValue: Int32(number))
        if universe.state(of: actor) != .gone, universe.machine(of: actor).isInside { inside += 1 }
      }
      most = max(most, inside)
    }
    return most
  }

  private func share(racers: Int, stale: Bool, runs: UInt64 = 400) -> Share {
    var share = Share()
    var count = 0
    for seed in 1...runs {
      var universe = universe(seed: seed, roots: ["/srv/blog"])
      if stale { leaveStale(&universe) }
      for number in 0..<racers {
        universe.add(
          actor: universe.text("racer-\(number)"), program: Text("blog"),
          argument: universe.text("/srv/blog"))
      }
      let most = runToEnd(&universe)
      share.most = max(share.most, most)
      if most > 1 { count += 1 }
    }
    share.percent = count * 100 / Int(runs)
    return share
  }

  @Test("is held by two in about half of the races of two for a stale one, and by more of more")
  func stale() {
    let two = share(racers: 2, stale: true)
    let four = share(racers: 4, stale: true)
    let eight = share(racers: 8, stale: true)
    for (racers, share) in [(2, two), (4, four), (8, eight)] {
      print(
        "rlp-desk 0.11.1, stale lock, \(racers) racers: two or more held it in \(share.percent) %",
        "of 400 runs, \(share.most) at once at most")
    }
    #expect((40...55).contains(two.percent), "\(two)")
    #expect(two.most == 2)
    #expect((88...100).contains(four.percent), "\(four)")
    #expect((3...4).contains(four.most))
    #expect(eight.percent >= 98, "\(eight)")
    #expect((5...8).contains(eight.most), "\(eight)")
  }

  @Test("is held by one when it is fresh, only because jq is slow to come up")
  func fresh() {
    #expect(share(racers: 2, stale: false).percent == 0)
    #expect(share(racers: 8, stale: false).percent == 0)
  }

  @Test("is stolen from one who was stopped before it wrote its record")
  func window() {
    for interference in [Interference.pause(.seconds(1)), .delay(.seconds(1))] {
      var universe = universe(seed: 1, roots: ["/srv/blog"])
      universe.add(
        actor: universe.text("first"), program: Text("blog"), argument: universe.text("/srv/blog"))
      let verb: Verb = interference == .delay(.seconds(1)) ? .fileWrite : .fileMakeDirectory
      universe.arm(Rule(actor: universe.text("first"), verb: verb, interference))
      universe.add(
        actor: universe.text("second"), program: Text("blog"),
        argument: universe.text("/srv/blog"), at: .start + .milliseconds(200))
      #expect(runToEnd(&universe) == 2)
    }
  }

  /// What one who comes to a lock with this record is told.
  private func answer(
    to record: String, _ prepare: (inout Universe<ShellHolder>) -> Void = { _ in }
  ) -> RlpDeskLock.Result? {
    var universe = universe(seed: 1, roots: ["/srv/blog"])
    prepare(&universe)
    leaveStale(&universe, record: record)
    let actor = universe.add(
      actor: universe.text("racer"), program: Text("blog"), argument: universe.text("/srv/blog"))
    _ = runToEnd(&universe)
    return universe.machine(of: actor).result
  }

  private func foreign(user: UInt32) -> (inout Universe<ShellHolder>) -> Void {
    { $0.strike(.foreignProcess(program: Text("other"), pid: 700, user: user)) }
  }

  @Test("takes an empty or half-written record for a dead owner's")
  func halves() {
    #expect(answer(to: "") == .acquired)
    #expect(answer(to: "{\"pid\":70", foreign(user: 1000)) == .acquired)
  }

  @Test("is bricked by a record without a pid")
  func null() {
    #expect(answer(to: "{\"pid\":null}") == .shellError)
    #expect(answer(to: "{}") == .shellError)
  }

  @Test("is kept by whoever has the pid by now, and stolen from another user's runner")
  func pids() {
    #expect(answer(to: "{\"pid\":700}", foreign(user: 1000)) == .duplicate)
    #expect(answer(to: "{\"pid\":700}", foreign(user: 7)) == .acquired)
    #expect(answer(to: "{\"pid\":4711}", foreign(user: 1000)) == .acquired)
  }

  @Test("is kept by a zombie")
  func zombie() {
    let result = answer(to: "{\"pid\":700}") { universe in
      universe.strike(.foreignProcess(program: Text("other"), pid: 700, user: 1000))
      if let process = universe.world.processes.find(pid: 700, namespace: 0) {
        universe.world.processes.end(process, .signalled(.kill), &universe.world.moment)
      }
    }
    #expect(result == .duplicate)
  }

  @Test("does not hold where the root has a quote in it, nor against another spelling")
  func spellings() {
    for (first, second) in [
      ("/srv/a\"b", "/srv/a\"b"), ("/srv/blog", "/srv/blog/"), ("/srv/blog", "/srv/link"),
    ] {
      var universe = universe(seed: 1, roots: [first])
      universe.world.strike(
        .file(.alias(universe.text("/srv/link"), of: universe.text("/srv/blog"))))
      for (number, root) in [first, second].enumerated() {
        universe.add(
          actor: universe.text("racer-\(number)"), program: Text("blog"),
          argument: universe.text(root), at: .start + .milliseconds(Int64(number) * 500))
      }
      #expect(runToEnd(&universe) == 2, "\(first) and \(second)")
    }
  }

  @Test("is given back by whoever has the slug, while another holds it")
  func slugs() {
    // Two of one slug hold it after a race; the first to leave removes the other's, and a third
    // comes in while the second is still there.
    for seed: UInt64 in 1...100 {
      var universe = universe(seed: seed, roots: ["/srv/blog"])
      leaveStale(&universe)
      for number in 0..<2 {
        universe.add(
          actor: universe.text("racer-\(number)"), program: Text("blog"),
          argument: universe.text("/srv/blog"))
      }
      universe.arm(
        Rule(actor: universe.text("racer-1"), verb: .fileWrite, .delayAnswer(.seconds(1))))
      let third = universe.add(
        actor: universe.text("third"), program: Text("blog"),
        argument: universe.text("/srv/blog"), at: .start + .milliseconds(4_200))
      guard runToEnd(&universe) == 2 else { continue }
      if universe.machine(of: third).result == .acquired { return }
    }
    Issue.record("no seed of a hundred let a third in")
  }
}
