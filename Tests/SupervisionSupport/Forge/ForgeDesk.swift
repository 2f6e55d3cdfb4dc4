import Operations
import SimulatedWorld
import Simulation
import Supervision

/// A universe with a Forge, its executors and commands, and what a test asks of it.
package struct ForgeDesk: ~Copyable {
  package var universe: Universe<ForgeCast>
  private var count = 0
  private let policy: ForgePolicy

  package init(
    seed: UInt64 = 1, _ dialect: ForgeDialect = .actual, policy: ForgePolicy = ForgePolicy(),
    executor: PrintingExecutor = PrintingExecutor(), latencies: Latencies = .measured
  ) {
    var texts = Texts()
    let entry = EntryPoint(texts.text("rehearse session"))
    self.policy = policy
    let habits: Habits = [.catchesInterrupt, .catchesTerminate]
    universe = Universe(
      seed: seed,
      programs: Programs([
        .init(Text("command"), .command(ForgeCommand(policy, entry: entry)), habits: habits),
        .init(Text("claude"), .executor(executor), habits: habits),
        .init(
          Text("stranger"),
          .stranger(ForgeStranger(keys: [Text("key-2"), .empty], title: Text("by hand")))),
      ]), latencies: latencies, setting: WorldSetting(forge: dialect, projects: [7]))
    for text in [
      "command", "claude", "rehearse session", "main", "stranger", "key-2", "by hand",
    ] { _ = universe.text(text) }
  }

  package mutating func text(_ string: String) -> Text { universe.text(string) }

  /// Adds a command that carries out an order.
  @discardableResult
  package mutating func add(
    _ order: ForgeOrder, name: String? = nil, at start: Instant? = nil
  ) -> Text {
    count += 1
    let actor = text(name ?? "command-\(count)")
    var emit = Emitter()
    swap(&emit.texts, &universe.world.moment.texts)
    let argument = order.encoded(&emit)
    swap(&emit.texts, &universe.world.moment.texts)
    universe.add(
      actor: actor, program: Text("command"), argument: argument, at: start ?? universe.now)
    return actor
  }

  package mutating func run(_ key: String, title: String = "fix the bug") -> ForgeOrder {
    .run(key: text(key), project: 7, title: text(title), base: text("main"))
  }

  package mutating func resume(_ key: String, forced: Bool = false) -> ForgeOrder {
    .resume(key: text(key), prompt: text("go on"), isForced: forced)
  }

  /// What came of a command.
  package func result(of actor: Text) -> ForgeResult? {
    guard let id = universe.actor(named: actor),
      case .command(let command) = universe.machine(of: id)
    else { return nil }
    return command.result
  }

  /// Carries an order out and says what came of it, within so much time.
  package mutating func result(_ order: ForgeOrder, within limit: Interval = .seconds(300))
    -> ForgeResult?
  {
    let actor = add(order)
    let end = universe.now + limit
    while result(of: actor) == nil, let next = universe.nextInstant(), next <= end {
      universe.step()
    }
    return result(of: actor)
  }

  package mutating func wait(_ interval: Interval) {
    _ = universe.run(RunLimits(until: universe.now + interval))
  }

  /// A file of a session's worktree changes.
  package mutating func change(_ path: String, _ session: ForgeSession) {
    let path = text(path)
    var moment = universe.world.moment
    universe.world.forge.appendDiff(attempt: session.attempt, path: path, &moment)
    universe.world.moment = moment
  }

  /// The lines that a command has shown, in order, as far as they were recorded.
  package func shown(by name: Text) -> [String] {
    guard let actor = universe.actor(named: name) else { return [] }
    return universe.trace.entries.compactMap { entry in
      guard entry.actor == actor,
        case .performed(.process(.writeLine(let line)), .process(.done)?) = entry.kind
      else { return nil }
      return universe.world.moment.texts.string(line)
    }
  }

  /// How many agents live.
  package var liveExecutors: Int {
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == Text("claude"), universe.world.processes.lives(process.index) {
        count += 1
      }
    }
    return count
  }
}
