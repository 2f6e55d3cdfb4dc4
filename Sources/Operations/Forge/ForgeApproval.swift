/// A question of an executor that waits for a person's answer.
public struct ForgeApproval: Hashable, Sendable, Foldable {
  /// Its id.
  public var id: UInt64
  /// The execution process that asks.
  public var process: UInt64
  /// The tool that it wants to use.
  public var tool: Text
  /// What became of it.
  public var status: ForgeApprovalStatus

  /// Makes an approval.
  public init(id: UInt64, process: UInt64, tool: Text, status: ForgeApprovalStatus = .pending) {
    self.id = id
    self.process = process
    self.tool = tool
    self.status = status
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(id)
    digest.fold(process)
    digest.fold(tool)
    digest.fold(UInt64(status.rawValue))
  }
}

/// What became of a question to a person.
public enum ForgeApprovalStatus: UInt8, Hashable, Sendable {
  /// Nobody has answered.
  case pending
  /// It was allowed.
  case approved
  /// It was refused.
  case denied
  /// Nobody answered in time.
  case timedOut
}
