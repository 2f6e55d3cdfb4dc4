/// When a check was carried out, and by which programs: what differs from one time to the next.
public struct Measured: Hashable, Sendable {
  /// The file of the raw material.
  public var record: String
  /// How long it took, in nanoseconds.
  public var tookNs: Int
  /// The programs that were run, in the order of the record's lines.
  public var commands: [Command]

  /// A program that was run.
  public struct Command: Hashable, Sendable {
    /// When it began, in nanoseconds since its check did.
    public var beganNs: Int
    /// When it ended.
    public var endedNs: Int
    /// The sum of the program's file, if it was the one that is tested; empty for others.
    public var sum: String

    /// Makes a measurement.
    public init(beganNs: Int, endedNs: Int, sum: String) {
      self.beganNs = beganNs
      self.endedNs = endedNs
      self.sum = sum
    }
  }

  /// Makes a measurement.
  public init(_ record: String, tookNs: Int, commands: [Command] = []) {
    self.record = record
    self.tookNs = tookNs
    self.commands = commands
  }

  var value: JSONValue {
    .members([
      ("record", .string(record)), ("took-ns", .integer(tookNs)),
      (
        "commands",
        commands.isEmpty
          ? nil
          : .array(
            commands.map {
              .members([
                ("began-ns", .integer($0.beganNs)), ("ended-ns", .integer($0.endedNs)),
                ("sha256", $0.sum.isEmpty ? nil : .string($0.sum)),
              ])
            })
      ),
    ])
  }

  init?(_ value: JSONValue) {
    guard let record = value["record"]?.text, let took = value["took-ns"]?.number else {
      return nil
    }
    self.init(record, tookNs: took)
    for command in value["commands"]?.items ?? [] {
      guard let began = command["began-ns"]?.number, let ended = command["ended-ns"]?.number else {
        return nil
      }
      commands.append(
        Command(beganNs: began, endedNs: ended, sum: command["sha256"]?.text ?? ""))
    }
  }

  /// The file of one check's measurements, while others are not done yet.
  public var text: String { value.line }

  /// Reads such a file.
  public init?(_ bytes: [UInt8]) {
    guard let value = try? JSONValue(bytes[...]) else { return nil }
    self.init(value)
  }
}
