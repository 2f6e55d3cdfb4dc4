import Operations

/// The numbers of everything that a Forge executor waits for or tries again.
public struct ForgePolicy: Hashable, Sendable {
  /// How long one request to the store may take.
  public var storeLimit = Interval.seconds(5)
  /// How often a store that is busy, or did not answer, is tried again.
  public var storeRetryCountMax: Int32 = 20
  /// The pause before that.
  public var storeRetryPause = Interval.milliseconds(100)
  /// How long a creation may take before its answer counts as lost.
  public var createLimit = Interval.seconds(20)
  /// How much later than the end of a creation's wait its effect may still become visible.
  ///
  /// The one assumption about the network: nothing that was sent arrives later than the limit and
  /// this. Where that is not so, a late task is named by `list` as known to the backend only.
  public var createGrace = Interval.seconds(15)
  /// How often, over all lives of its callers, a creation may be sent for one key, each time after
  /// proof that the one before left nothing.
  public var sendCountMax: Int32 = 3
  /// Whether a creation that left nothing is given up, and the caller told to launch it elsewhere.
  ///
  /// Where nobody would, it is left unresolved instead, for a later caller to go on with.
  public var givesUp = true
  /// How long a request that only reads may take.
  public var readLimit = Interval.seconds(5)
  /// The first pause between two looks; each later one is twice as long.
  public var lookPause = Interval.milliseconds(500)
  /// The longest pause between two looks.
  public var lookPauseMax = Interval.seconds(5)
  /// How many looks there are before a matter is left unresolved.
  public var lookCountMax: Int32 = 30
  /// How long a caller waits between two looks at a record that another live caller works on.
  public var otherCallerPause = Interval.seconds(1)
  /// How often it looks.
  public var otherCallerCountMax: Int32 = 90
  /// How long an executor may take from its row to its process.
  public var spawnGrace = Interval.seconds(1)
  /// The program that executors run, by which they are told in the process table.
  public var executorProgram = Text("claude")
  /// How long a follow-up may take before its answer counts as lost.
  public var followUpLimit = Interval.seconds(20)
  /// How often it is looked whether a running process has ended before a follow-up; 0 refuses.
  public var runningCountMax: Int32 = 0
  /// How often it is looked whether a conversation has become known before a follow-up.
  public var conversationCountMax: Int32 = 20
  /// The pause between two looks of either kind.
  public var resumePause = Interval.seconds(1)
  /// How long a stop may take before its answer counts as lost: a real one takes up to six seconds.
  public var stopLimit = Interval.seconds(10)
  /// How often a stop is sent.
  public var stopCountMax: Int32 = 2
  /// The pause between two looks whether a stop is confirmed.
  public var stopPause = Interval.milliseconds(500)
  /// How often it is looked after each stop; a process may live six seconds after `killed`.
  public var stopLookCountMax: Int32 = 20
  /// How often it is looked whether the end of a process that is gone has reached its row.
  public var exitLookCountMax: Int32 = 4
  /// How long one connection to a stream is held.
  public var streamLimit = Interval.seconds(600)
  /// How long a stream may be silent before it is opened anew.
  public var streamSilence = Interval.seconds(60)
  /// How many connections in a row may fail, or bring nothing new.
  public var streamFailureCountMax: Int32 = 8
  /// How many connections a stream may take in all.
  public var connectionCountMax: Int32 = 1_000
  /// The first pause before a stream is opened anew; each later one is twice as long.
  public var reconnectPause = Interval.milliseconds(250)
  /// The longest such pause.
  public var reconnectPauseMax = Interval.seconds(16)
  /// Whether a finished log is read once more, since what a connection missed shows only there.
  public var verifiesFinishedLogs = true
  /// How long a diff has to be quiet to count as read.
  public var diffQuiet = Interval.milliseconds(500)
  /// How often a live diff asks whether its session has ended.
  public var diffStatusPause = Interval.seconds(2)
  /// How often other requests are sent: those that read, and those that change nothing twice.
  public var requestCountMax: Int32 = 4
  /// How long one request to the host of pull requests may take.
  public var hostLimit = Interval.seconds(10)
  /// The safeguards in force.
  public var safeguards = Safeguards.all

  /// Makes the policy that is meant for use.
  public init() {}

  /// The pause before the next look after so many.
  func lookPause(after count: Int32) -> Interval {
    Self.grown(lookPause, count, most: lookPauseMax)
  }

  /// The pause before the next connection after so many that failed.
  func reconnectPause(after count: Int32) -> Interval {
    Self.grown(reconnectPause, count, most: reconnectPauseMax)
  }

  private static func grown(_ first: Interval, _ count: Int32, most: Interval) -> Interval {
    var pause = first
    for _ in 0..<min(max(count, 0), 20) where pause < most { pause = pause + pause }
    return min(pause, most)
  }
}
