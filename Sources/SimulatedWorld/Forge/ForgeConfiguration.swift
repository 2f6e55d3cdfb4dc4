import Operations

/// How one Forge is set up and how long things take in it.
public struct ForgeConfiguration: Sendable {
  /// Which backend it is.
  public var dialect = ForgeDialect.actual
  /// The program of the backend itself.
  public var serverProgram: Text
  /// The program of its executors.
  public var executorProgram: Text
  /// What stands before the slash in the names of branches.
  public var branchPrefix: Text
  /// The directory that worktrees are put into.
  public var worktreeDirectory: Text
  /// Whether it may open pull requests.
  public var hasHostToken = true
  /// From one committed step of a creation to the next.
  public var creationStep = Distribution(
    least: .milliseconds(1), median: .milliseconds(12), ninetieth: .milliseconds(80),
    most: .milliseconds(900))
  /// From the end of an executor until the backend looks: it polls every 250 ms.
  public var exitPoll = Distribution.uniform(.zero, .milliseconds(250))
  /// From the start of an executor until its conversation is read out of the log.
  public var conversationDelay = Distribution(
    least: .milliseconds(300), median: .milliseconds(1_200), ninetieth: .seconds(4),
    most: .seconds(15))
  /// From each signal of a stop to the next look.
  public var stopWait = Interval.seconds(2)
  /// From the end of a run until its log is closed.
  public var logClosing = Interval.milliseconds(50)
  /// From the request for a stream until its history is read.
  public var streamOpening = Distribution.uniform(.milliseconds(1), .milliseconds(8))
  /// From the reading of the history until new entries are seen.
  public var subscriptionGap = Interval.microseconds(200)
  /// How long an entry is on its way to a client.
  public var entryLag = Interval.milliseconds(1)
  /// How many entries wait for one client before the oldest are lost.
  public var streamCapacity: Int32 = 10_000
  /// How long a person may take to answer a question.
  public var approvalLimit = Interval.seconds(3_600)
  /// From the start of the backend until it listens.
  public var serverStart = Distribution.uniform(.seconds(10), .seconds(20))
  /// From the deletion of a task until its worktrees are gone.
  public var cleanupDelay = Distribution.uniform(.milliseconds(20), .seconds(2))

  /// Makes a set-up with the names that are usual.
  public init(_ dialect: ForgeDialect = .actual, _ texts: inout Texts) {
    self.dialect = dialect
    serverProgram = texts.text("forge")
    executorProgram = texts.text("claude")
    branchPrefix = texts.text("forge")
    worktreeDirectory = texts.text("worktrees")
  }
}
