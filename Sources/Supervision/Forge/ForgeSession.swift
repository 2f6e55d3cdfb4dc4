import Operations

/// What the session store knows of one session in Forge, under the key that its caller chose.
///
/// Three ids stay apart, and none is the session's own: the task, the attempt and the execution
/// process are the backend's, the conversation is the executor's.
public struct ForgeSession: Hashable, Sendable {
  /// The run key, which is the session's id.
  public var key: Text
  /// How far it has come.
  public var phase = Phase.intended
  /// The project.
  public var project: UInt64
  /// The task's title.
  public var title: Text
  /// The branch that it begins from.
  public var base: Text
  /// Who has the right to act for the key.
  public var claimer: ProcessIdentity
  /// How often a creation was announced, each time before it was sent.
  public var sendCount: Int32 = 1
  /// The task; 0 while unknown.
  public var task: UInt64 = 0
  /// The attempt; 0 while unknown.
  public var attempt: UInt64 = 0
  /// The latest execution process; 0 while unknown.
  public var process: UInt64 = 0
  /// The executor's own conversation; empty while unknown.
  public var conversation = Text.empty
  /// The branch.
  public var branch = Text.empty
  /// The worktree's path; empty while unknown.
  public var worktree = Text.empty
  /// The executor's process on this machine, when only one can be it.
  public var executor: ProcessIdentity?
  /// A follow-up that was announced and whose outcome is not recorded.
  public var followUp: FollowUp?
  /// The execution process whose stop was confirmed; 0 for none.
  public var stopped: UInt64 = 0
  /// The pull request's URL; empty for none.
  public var pullRequest = Text.empty
  /// The revision of the record that it was read from, 0 before it was written.
  public var revision: Int64 = 0

  /// How far a session has come.
  public enum Phase: UInt8, Hashable, Sendable {
    /// A creation may have been sent, or not yet.
    case intended
    /// The ids are known.
    case created
    /// It is certain that nothing was created, and somebody was told to launch it elsewhere.
    case fellBack
  }

  /// A follow-up that may have been sent.
  public struct FollowUp: Hashable, Sendable {
    /// What it says.
    public var prompt: Text
    /// The latest execution process before it.
    public var before: UInt64
    /// How many execution processes there were before it.
    public var count: Int32
    /// Who sends it.
    public var claimer: ProcessIdentity
  }

  /// Begins a session.
  public init(
    key: Text, project: UInt64, title: Text, base: Text, claimer: ProcessIdentity
  ) {
    self.key = key
    self.project = project
    self.title = title
    self.base = base
    self.claimer = claimer
  }

  /// Where the store keeps the session of a run key.
  public static func storeKey(_ key: Text, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add("forge/")
      builder.add(key, from: texts)
    }
  }
}

extension ForgeSession: Foldable {
  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(key)
    digest.fold(UInt32(phase.rawValue), UInt32(bitPattern: sendCount))
    digest.fold(project)
    digest.fold(title)
    digest.fold(base)
    claimer.fold(into: &digest)
    for id in [task, attempt, process, stopped] { digest.fold(id) }
    for text in [conversation, branch, worktree, pullRequest] { digest.fold(text) }
    digest.fold(executor == nil ? 0 : 1, followUp == nil ? 0 : 1)
    executor?.fold(into: &digest)
    if let followUp {
      digest.fold(followUp.prompt)
      digest.fold(followUp.before)
      digest.fold(Int64(followUp.count))
      followUp.claimer.fold(into: &digest)
    }
    digest.fold(revision)
  }
}
