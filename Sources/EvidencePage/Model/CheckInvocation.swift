/// One run of a program for a check.
public struct CheckInvocation: Hashable, Sendable {
  /// Its number, by which counts refer to it.
  public var number: Int
  /// What was run.
  public var command: String
  /// How it ended; nil when it did not end by itself.
  public var exitStatus: Int32?
  /// What it left behind.
  public var output: Link?

  /// Makes an invocation.
  public init(_ number: Int, command: String, exitStatus: Int32?, output: Link? = nil) {
    self.number = number
    self.command = command
    self.exitStatus = exitStatus
    self.output = output
  }
}
