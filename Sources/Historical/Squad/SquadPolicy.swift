import Operations

/// Where claude-squad works, and how long it waits.
public struct SquadPolicy: Hashable, Sendable {
  /// The file of instances.
  public var file = "/claude-squad/instances.json"
  /// The repository.
  public var repository = "/repo"
  /// The folder of the worktrees.
  public var worktrees = "/worktrees"
  /// The branch that worktrees begin at.
  public var base = "main"
  /// The socket of the tmux server.
  public var socket = "sock"
  /// The program that runs in a session.
  public var program = "claude"
  /// How long any one call may take.
  public var callLimit = Interval.seconds(60)

  /// The usual places.
  public init() {}
}

extension SquadInstance {
  /// The prefix of every session's name: nothing but it tells the squad's from others'.
  static let sessionPrefix: StaticString = "claudesquad_"

  /// What an instance of a title gets.
  static func made(
    _ title: Text, _ policy: SquadPolicy, _ emit: inout Emitter
  ) -> SquadInstance {
    let folder = emit.texts.text(policy.worktrees)
    let worktree = emit.text { builder, texts in
      builder.add(folder, from: texts)
      builder.add("/")
      builder.add(title, from: texts)
    }
    let branch = emit.text { builder, texts in
      builder.add("squad/")
      builder.add(title, from: texts)
    }
    return SquadInstance(title: title, branch: branch, worktree: worktree)
  }

  /// The name of its session.
  func session(_ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(Self.sessionPrefix)
      builder.add(title, from: texts)
    }
  }
}
