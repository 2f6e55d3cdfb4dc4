/// Files that were searched for a text.
public struct SearchRun: Hashable, Sendable {
  /// Whether it is the search that has to find something.
  public var isControl: Bool
  /// The text.
  public var pattern: String
  /// Where it was looked for.
  public var paths: [String]
  /// How many files were read.
  public var fileCount: Int
  /// How many bytes that were.
  public var byteCount: Int
  /// The sum of their names and sums, by which it is known what they were.
  public var sum: String
  /// Where it was found.
  public var hits: [Hit]

  /// A line in which it was found.
  public struct Hit: Hashable, Sendable {
    /// The file.
    public var file: String
    /// The line, counted from 1.
    public var line: Int
    /// What stands there.
    public var text: String

    /// Makes a hit.
    public init(_ file: String, line: Int, _ text: String) {
      self.file = file
      self.line = line
      self.text = text
    }
  }

  /// Makes a search.
  public init(
    isControl: Bool, for pattern: String, in paths: [String], fileCount: Int, byteCount: Int,
    sum: String, hits: [Hit]
  ) {
    self.isControl = isControl
    self.pattern = pattern
    self.paths = paths
    self.fileCount = fileCount
    self.byteCount = byteCount
    self.sum = sum
    self.hits = hits
  }

  var value: JSONValue {
    .members([
      ("search", .string(isControl ? "control" : "subject")), ("for", .string(pattern)),
      ("in", .array(paths.map { .string($0) })), ("files", .integer(fileCount)),
      ("bytes", .integer(byteCount)), ("sha256", .string(sum)),
      (
        "hits",
        .array(
          hits.map {
            .members([
              ("file", .string($0.file)), ("line", .integer($0.line)), ("text", .string($0.text)),
            ])
          })
      ),
    ])
  }

  init?(_ value: JSONValue) {
    guard let kind = value["search"]?.text, let pattern = value["for"]?.text,
      let files = value["files"]?.number, let bytes = value["bytes"]?.number,
      let sum = value["sha256"]?.text
    else { return nil }
    self.init(
      isControl: kind == "control", for: pattern, in: value["in"]?.texts ?? [], fileCount: files,
      byteCount: bytes, sum: sum,
      hits: (value["hits"]?.items ?? []).map {
        Hit($0["file"]?.text ?? "", line: $0["line"]?.number ?? 0, $0["text"]?.text ?? "")
      })
  }
}
