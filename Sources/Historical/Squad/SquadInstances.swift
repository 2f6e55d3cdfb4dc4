import JSON
import Operations

/// What claude-squad's file of instances holds: one list, which is written whole.
public struct SquadInstances: Hashable, Sendable, Foldable {
  /// The instances, oldest first.
  public var list: [SquadInstance] = []

  /// An empty list.
  public init() {}

  /// Reads the file; nil when it is no such list.
  public init?(_ content: Text, _ texts: inout Texts) {
    let bytes = texts.withBytes(content) { Array($0) }
    let list = bytes.withUnsafeBufferPointer { bytes -> [SquadInstance]? in
      var scanner = JSONScanner(bytes)
      do throws(JSONError) {
        let list = try Self.read(&scanner, &texts)
        try scanner.finish()
        return list
      } catch {
        return nil
      }
    }
    guard let list else { return nil }
    self.list = list
  }

  private static func read(
    _ scanner: inout JSONScanner, _ texts: inout Texts
  ) throws(JSONError) -> [SquadInstance] {
    var list: [SquadInstance] = []
    var isFirst = true
    try scanner.beginArray()
    while try scanner.nextElement(isFirst: &isFirst) {
      var instance = SquadInstance(title: .empty, branch: .empty, worktree: .empty)
      var isFirstKey = true
      try scanner.beginObject()
      while let key = try scanner.nextKey(isFirst: &isFirstKey) {
        guard try scanner.peek() == .string else {
          try scanner.skipValue()
          continue
        }
        let value = texts.text(try scanner.string().text)
        if key.equals("title") { instance.title = value }
        if key.equals("branch") { instance.branch = value }
        if key.equals("worktree") { instance.worktree = value }
      }
      list.append(instance)
    }
    return list
  }

  /// The bytes of the file.
  public func content(_ texts: inout Texts) -> Text {
    var writer = JSONWriter()
    writer.raw("[")
    for (place, instance) in list.enumerated() {
      writer.raw(place == 0 ? "{\"title\":" : ",{\"title\":")
      writer.string(texts.string(instance.title))
      writer.raw(",\"branch\":")
      writer.string(texts.string(instance.branch))
      writer.raw(",\"worktree\":")
      writer.string(texts.string(instance.worktree))
      writer.raw("}")
    }
    writer.raw("]")
    return writer.withBytes { texts.text($0) }
  }

  /// Folds every instance.
  public func fold(into digest: inout Digest) {
    digest.fold(list.count)
    for instance in list { instance.fold(into: &digest) }
  }
}
