import Live
import Operations
import SimulatedWorld

/// Writes scripts by chance, the same for the same seed.
public struct ScriptWriter {
  private var stream: RandomStream
  private let table: TextTable
  /// How many moves a script has.
  private static let length = 40
  private static let names = ["a", "b", "c", "d"]

  /// Begins with a seed; the texts of the scripts are added to the table.
  public init(seed: UInt64, texts: TextTable) {
    stream = RandomStream(seed: seed, name: "conformance")
    table = texts
  }

  /// One script of operations on files and locks.
  public mutating func files() -> [Move] {
    (0..<Self.length).map { _ in
      once(in: 25) ? .ends(program()) : .ask(.file(fileOperation()), by: program())
    }
  }

  /// One script of operations on a store.
  public mutating func store() -> [Move] {
    (0..<Self.length).map { _ in
      once(in: 20) ? .ends(program()) : .ask(.store(storeOperation()), by: program())
    }
  }

  // MARK: - Operations

  private mutating func fileOperation() -> FileOperation {
    let content = table.text(pick(["", "x", "some words", "more than some words"]))
    switch below(22) {
    case 0: return .read(path())
    case 1: return .write(path(), content: content)
    case 2: return .append(path(), content: content)
    case 3: return .createExclusive(path(), content: content)
    case 4: return .replace(path(), content: content)
    case 5, 6: return .makeDirectory(path())
    case 7: return .makeDirectories(path())
    case 8: return .removeDirectory(path())
    case 9: return .remove(path())
    case 10: return once(in: 3) ? .removeTree(path()) : .stat(path())
    case 11: return .link(from: path(), to: path())
    case 12, 13: return .symbolicLink(from: target(), to: path())
    case 14, 15, 16: return .rename(from: path(), to: path())
    case 17: return .sync(path())
    case 18: return .list(path())
    case 19: return .canonicalise(path())
    // None to be inherited: whatever else this program starts meanwhile would have it.
    case 20: return .lock(path(), pick([.shared, .exclusive]))
    default: return .unlock(path())
    }
  }

  private mutating func storeOperation() -> StoreOperation {
    let key = table.text(pick(["", "a", "ab", "b"]))
    let value = table.text(pick(["", "one", "two"]))
    switch below(12) {
    case 0, 1: return .get(key: key)
    case 2...6: return .put(key: key, value: value, expected: Int64(below(3)))
    case 7: return .delete(key: key, expected: Int64(below(4)))
    case 8: return .list
    case 9: return .begin
    case 10: return .commit
    default: return .rollBack
    }
  }

  // MARK: - Paths

  /// An absolute path, with dots, slashes too many and names that are too long now and then.
  private mutating func path() -> Text {
    if once(in: 100) { return table.text(pick(["", "/", "//", "/..", "/."])) }
    return table.text("/" + relative())
  }

  /// What a symbolic link leads to: a path of either kind.
  private mutating func target() -> Text {
    if once(in: 100) { return .empty }
    return table.text((once(in: 2) ? "/" : "") + relative())
  }

  private mutating func relative() -> String {
    var path = ""
    let count = 1 + below(once(in: 3) ? 4 : 2)
    for place in 0..<count {
      if place > 0 { path += once(in: 20) ? "//" : "/" }
      switch below(24) {
      case 0: path += "."
      case 1, 2: path += ".."
      case 3 where once(in: 8): path += String(repeating: "n", count: 255 + below(2))
      default: path += pick(Self.names)
      }
    }
    if once(in: 8) { path += once(in: 4) ? "//" : "/" }
    return path
  }

  // MARK: - Chance

  private mutating func below(_ bound: Int) -> Int { Int(stream.next(below: UInt64(bound))) }
  private mutating func once(in count: Int) -> Bool { below(count) == 0 }
  private mutating func program() -> Int { below(Comparison.programs) }
  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}
