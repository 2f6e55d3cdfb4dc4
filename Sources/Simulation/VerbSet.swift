import Operations

/// A set of kinds of operation.
public struct VerbSet: Hashable, Sendable {
  private var bits: UInt128

  /// Makes a set of the verbs.
  public init(_ verbs: [Verb]) {
    bits = verbs.reduce(0) { $0 | 1 << UInt128($1.rawValue) }
  }

  /// Whether the verb is in it.
  public func contains(_ verb: Verb) -> Bool {
    bits >> UInt128(verb.rawValue) & 1 == 1
  }

  /// What counts as getting on, unless a run says otherwise: a session, a worktree or a record was
  /// made, a program finished, a person or another program was told something.
  public static let progress = VerbSet([
    .processExit, .tmuxNewSession, .tmuxKillSession, .tmuxKillSessionIf, .gitAddWorktree,
    .gitRemoveWorktree, .storePut, .storeDelete, .storeCommit, .forgeCreateAndStart,
    .forgeFollowUp, .send,
  ])
}
