import Operations

/// Every number that variations are drawn by.
public struct SwarmKnobs: Hashable, Sendable {
  // Which classes live

  /// In how many of a hundred runs nothing goes wrong: only people, latencies and agents differ.
  public var quietPercent: Int
  /// In how many of a hundred runs one class alone lives.
  public var singlePercent: Int
  /// With what chance in a hundred a class lives in any other run.
  public var livesPercent: ClosedRange<Int>
  /// What a class that lives weighs, as a power of two.
  public var weightPower: ClosedRange<Int>

  // How much, and when

  /// How many faults strike, each range as likely as the others.
  public var faultCounts: [ClosedRange<Int>]
  /// How many of a hundred strike at an operation of somebody's.
  public var atCallPercent: Int
  /// How many of a hundred strike soon after somebody has begun.
  public var atEntrancePercent: Int
  /// How soon that is.
  public var entranceMax: Interval
  /// How long after an operation it strikes, if not at once.
  public var afterCallMax: Interval
  /// At which of somebody's operations of a kind.
  public var callNumber: ClosedRange<Int>
  /// At which of somebody's operations of any kind at most.
  public var callNumberMax: Int
  /// How long somebody who does one thing is at it.
  public var workMax: Interval
  /// How many of somebody's operations go by before one is struck.
  public var skip: ClosedRange<Int>
  /// How many of a hundred who were killed are started again.
  public var restartPercent: Int
  /// How soon.
  public var restartMax: Interval

  // How much of each

  /// How many calls of tmux fail.
  public var callErrors: ClosedRange<Int>
  /// How long the store is busy.
  public var storeBusyMax: Interval
  /// How long it is in trouble.
  public var storeTroubleMax: Interval
  /// How long a worktree takes.
  public var addSlowMax: Interval
  /// How long a program takes to start.
  public var slowStart: Interval
  /// How far the clock steps, either way.
  public var clockStepMax: Interval
  /// How long the machine sleeps.
  public var sleepMax: Interval
  /// The pids that processes are made to have: those that the first processes of a run have had.
  public var pids: ClosedRange<Int>
  /// How long the disk is full.
  public var diskFullMax: Interval
  /// How long Forge keeps an answer back.
  public var forgeSlow: ClosedRange<Interval>
  /// How soon Forge comes back.
  public var forgeBack: ClosedRange<Interval>
  /// How long the host of pull requests cannot be reached, and how old facts are.
  public var hostMax: Interval

  // Who takes part, and how fast

  /// In how many of a hundred runs the latencies are constant; in the others they are as measured.
  public var constantLatencyPercent: Int
  /// The constant ones: a fast machine, and slow ones.
  public var latencies: [Interval]
  /// How many more commands are given.
  public var commands: [ClosedRange<Int>]
  /// How many more runs are asked for.
  public var runs: [ClosedRange<Int>]
  /// In how many of a hundred runs agents behave otherwise.
  public var agentPercent: Int

  // After the storm

  /// How soon what was killed is started again, and what was stopped goes on.
  public var mendAfter: Interval
  /// When whoever comes late comes.
  public var lateAfter: Interval
  /// By how much streams, and reactions, may lag in a storm.
  public var lagMax: Interval

  /// The usual ones.
  public static let usual = SwarmKnobs(
    quietPercent: 6, singlePercent: 35, livesPercent: 10...50, weightPower: 0...5,
    faultCounts: [1...2, 1...5, 2...7, 5...14], atCallPercent: 30, atEntrancePercent: 25,
    entranceMax: .seconds(4), afterCallMax: .milliseconds(800), callNumber: 1...8,
    callNumberMax: 40, workMax: .milliseconds(1_500), skip: 0...13,
    restartPercent: 50, restartMax: .seconds(20), callErrors: 1...6, storeBusyMax: .seconds(3),
    storeTroubleMax: .seconds(4), addSlowMax: .seconds(9), slowStart: .seconds(9),
    clockStepMax: .seconds(4_500), sleepMax: .seconds(4_000), pids: 301...340,
    diskFullMax: .seconds(30), forgeSlow: .seconds(1) ... .seconds(30),
    forgeBack: .seconds(1) ... .seconds(5), hostMax: .seconds(60), constantLatencyPercent: 30,
    latencies: [.microseconds(200), .milliseconds(2), .milliseconds(20), .milliseconds(40)],
    commands: [0...0, 0...2, 1...5], runs: [0...0, 0...0, 0...1, 1...3], agentPercent: 50,
    mendAfter: .seconds(1), lateAfter: .seconds(10), lagMax: .seconds(60))
}
