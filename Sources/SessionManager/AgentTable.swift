import Glibc
import JSON

/// How agents are started: for each name the words of its command.
///
/// `agents.json` maps names to lists of words; `{prompt}`, `{session}` and `{worktree}` in a word
/// stand for what they say. An agent that is not in it is a program of that name, which is given the
/// prompt as its one argument.
///
///     { "claude": ["claude", "--permission-mode", "plan", "{prompt}"] }
public struct AgentTable: Hashable, Sendable {
  private var entries: [Entry] = []

  private struct Entry: Hashable, Sendable {
    var name: String
    var words: [String]
  }

  /// What is wrong with the file.
  public struct Trouble: Error, Hashable {
    /// What a person is told.
    public let message: String
  }

  /// The table of a file; an empty one where there is no file.
  public init(at path: String) throws(Trouble) {
    guard let bytes = Self.bytes(of: path) else { return }
    do throws(JSONError) {
      entries = try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
        var scanner = JSONScanner(bytes)
        let entries = try Self.read(&scanner)
        try scanner.finish()
        return entries
      }
    } catch {
      throw Trouble(message: "'\(path)' is no table of agents: \(error).")
    }
    if let empty = entries.first(where: \.words.isEmpty) {
      throw Trouble(message: "'\(path)' has no command for \(empty.name).")
    }
  }

  private static func read(_ scanner: inout JSONScanner) throws(JSONError) -> [Entry] {
    var entries: [Entry] = []
    try scanner.beginObject()
    var isFirst = true
    while let name = try scanner.nextKey(isFirst: &isFirst) {
      var words: [String] = []
      try scanner.beginArray()
      var isFirstWord = true
      while try scanner.nextElement(isFirst: &isFirstWord) {
        words.append(try scanner.string().text)
      }
      entries.append(Entry(name: name.text, words: words))
    }
    return entries
  }

  /// The words that start an agent.
  public func command(
    for agent: String, prompt: String, session: String, worktree: String
  ) -> [String] {
    guard let entry = entries.last(where: { $0.name == agent }) else {
      return prompt.isEmpty ? [agent] : [agent, prompt]
    }
    let values = [("{prompt}", prompt), ("{session}", session), ("{worktree}", worktree)]
    return entry.words.map { Self.fill($0, values) }
  }

  /// Puts values in the place of their names, once: a value that holds a name keeps it.
  private static func fill(_ word: String, _ values: [(name: String, value: String)]) -> String {
    var filled = ""
    var rest = word[...]
    while !rest.isEmpty {
      if let found = values.first(where: { rest.hasPrefix($0.name) }) {
        filled += found.value
        rest = rest.dropFirst(found.name.count)
      } else {
        filled.append(rest.removeFirst())
      }
    }
    return filled
  }

  private static func bytes(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = room.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      guard count > 0 else { return bytes }
      bytes += room[..<count]
    }
  }
}
