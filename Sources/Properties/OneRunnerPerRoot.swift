import Operations
import SimulatedWorld
import Simulation

/// One project root has one runner at a time, however its path is spelt, and different roots do not
/// exclude each other.
///
/// It is violated at the event at which a second living actor takes for its own what another living
/// one holds, and at which somebody is refused though nobody has held that root since it began, and
/// somebody holds another one. Two who live and claim one root, or different roots, put it to the
/// test.
///
/// Systems: desk.
public struct OneRunnerPerRoot: Property {
  /// What must hold.
  public static let sentence =
    "One project root has one runner at a time, however its path is spelt, and different roots do "
    + "not exclude each other."
  /// What it is called in files and reports.
  public let name = PropertyName.oneRunnerPerRoot
  /// What it has found so far.
  public var finding = Finding()

  private var roots = RootWatch()

  /// Watches nothing yet.
  public init() {}

  /// Folds who holds and who held which root.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool {
    roots.fold(into: &digest, account)
    return true
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    roots.look(at: account)
    for actor in roots.taken {
      let root = actor.trueRoot
      let others = account.actors.filter { $0.lives && $0.actor != actor.actor }
      if others.contains(where: { !$0.trueRoot.isEmpty }) { exercise() }
      let holders = others.filter { $0.stance.holdsRoot && $0.trueRoot == root } + [actor]
      guard holders.count > 1 else { continue }
      violate(
        account,
        Violation(
          "\(holders.count) hold \(world.say(root)) at once: "
            + holders.map { world.say($0.name) }.joined(separator: ", "),
          actors: holders.map(\.actor), subjects: [root] + holders.map(\.stance.root),
          state: holders.map {
            .init("\(world.say($0.name)) holds", world.say($0.stance.root))
          }))
    }
    for actor in roots.refused {
      exercise()
      let root = actor.trueRoot
      guard !roots.wasHeld(root, byOtherThan: actor.actor, since: actor.began),
        let other = account.actors.first(where: {
          $0.lives && $0.stance.holdsRoot && $0.actor != actor.actor && $0.trueRoot != root
        })
      else { continue }
      violate(
        account,
        Violation(
          "\(world.say(actor.name)) was refused \(world.say(root)), which nobody holds, while "
            + "\(world.say(other.name)) holds \(world.say(other.trueRoot))",
          actors: [actor.actor, other.actor], subjects: [root, other.trueRoot],
          state: [
            .init("refused", world.say(root)),
            .init("\(world.say(other.name)) holds", world.say(other.trueRoot)),
          ]))
    }
  }
}
