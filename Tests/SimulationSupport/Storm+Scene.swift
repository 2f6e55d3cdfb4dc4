import Operations
import SimulatedWorld
import Simulation

extension Storm {
  /// A busy universe: a scene to act on, some actors, and faults on the timeline and in the air.
  ///
  /// The same arguments give the same universe in every process.
  public static func universe(
    seed: UInt64, actors: Int = 4, faults: Int = 24, isPlanted: Bool = false
  ) -> Universe<Storm> {
    let machine = Storm(isPlanted: isPlanted)
    let catches: Habits = [.catchesHangUp, .catchesInterrupt, .catchesTerminate]
    let programs = Programs([
      .init(Text("storm"), machine), .init(Text("catcher"), machine, habits: catches),
      .init(Text("hardy"), machine, habits: [.ignoresHangUp, .reapsAtOnce]),
    ])
    var dice = Dice(seed: seed)
    var universe = Universe(
      seed: seed, programs: programs,
      // Every fourth universe has many events at one instant.
      latencies: seed % 4 == 3 ? Latencies(constant: .milliseconds(2)) : .measured,
      setting: WorldSetting(
        canLosePower: true, forge: seed % 3 == 0 ? .documented : .actual, projects: [1]))
    universe.trace.record(false)
    for name in StormTexts.all { _ = universe.text("\(name)") }
    for number in 0..<actors {
      universe.add(
        actor: universe.text("a\(number)"), program: Text(StormTexts.programs[number % 3]),
        argument: Text("0"), at: Instant.start + .milliseconds(Int64(dice.below(40))))
    }
    var moment = universe.world.moment
    setScene(&universe.world, &moment, &dice)
    universe.world.moment = moment
    for _ in 0..<faults { StormFaults.addOne(to: &universe, actors: actors, &dice) }
    return universe
  }

  private static func setScene(_ world: inout World, _ moment: inout Moment, _ dice: inout Dice) {
    for path in ["/repo/a", "/tmp/f", "/tmp/d/e/f"] as [StaticString] {
      world.files.put(moment.texts.text(path), Text("x"), &moment)
    }
    var files = world.files
    world.git.addRepository(Text("/repo"), branch: Text("main"), &files, &moment)
    world.files = files
    for branch in ["x", "feature"] as [StaticString] {
      world.git.addBranch(Text(branch), at: Text("main"), in: Text("/repo"))
    }
    world.store.put(Text("k1"), Text("x"), moment.texts)
    world.pullRequests.open(Text("feature"), draft: false, now: .start)
    var processes = world.processes
    for name in ["a", "ab"] as [StaticString] {
      world.tmux.takeName(
        Text(name), at: Text("/tmp/tmux"), running: Text("sleep"), &processes, &moment)
    }
    world.processes = processes
    // What may go wrong within a part, in some of the universes.
    if dice.once(in: 4) { world.store.delay = .uniform(.zero, .milliseconds(90)) }
    if dice.once(in: 4) {
      world.store.trouble = SessionStore.Trouble(rawValue: UInt8(dice.below(4)))
    }
    if dice.once(in: 8) { world.store.setBusy(until: Instant.start + .milliseconds(400)) }
    if dice.once(in: 4) {
      world.git.killNextAdd(at: AddStage(rawValue: UInt8(dice.below(4))) ?? .branch)
    }
    if dice.once(in: 6) { world.git.refuseNextRemoval() }
    if dice.once(in: 6) { world.pullRequests.failNext(2) }
    if dice.once(in: 6) { world.pullRequests.hangNext() }
    if dice.once(in: 6) { world.tmux.failNextCalls(3) }
    if dice.once(in: 4) { world.tmux.delayStatuses(by: .milliseconds(300)) }
    if dice.once(in: 8) { world.files.setFull(after: 60) }
    if dice.once(in: 4) { world.files.failNext(Text("/tmp/f"), .inputOutput) }
    if dice.once(in: 4) { world.forge.resetNext(.forgeListTasks, afterEffect: dice.once(in: 2)) }
    if dice.once(in: 4) { world.forge.hangNext(.forgeGetTask, afterEffect: dice.once(in: 2)) }
    if dice.once(in: 4) { world.forge.declineNext(.forgeCreateAndStart) }
    if dice.once(in: 4) { world.forge.delayNext(.forgeListTasks, by: .milliseconds(700)) }
    if dice.once(in: 6) { world.forge.failNextSpawn() }
  }
}
