import JSON
import LifecycleWire
import TestSupport
import Testing

@Suite("Damaged lines")
struct MutationTests {
  /// Short lines that between them have every field.
  static let lines = [
    #"{"id":"a","events":[{"at":0,"type":"spawn_initiated"},{"at":5,"type":"runtime_observed","runtime":"alive","process":"dead","generation":1}]}"#,
    #"{"events":[{"at":1,"branch":"b","runtimeHandle":"%1","runtimeName":"tmux","type":"spawn_completed","workspacePath":"/w"},{"activity":"idle","at":2,"confidence":"valid","source":"hook","type":"activity_signalled"}],"id":"b\u00e9é","steps":[{"effects":[]}]}"#,
    #"{"id":"c","rules":{"attemptsMax":3,"corrections":["c1","c6"],"deadReadingsMax":1,"doubtMsMax":10,"recentActivityMsMax":7},"events":[{"at":9,"type":"kill_requested","reason":"error"}]}"#,
    #"{"id":"d","events":[{"at":3,"ci":"failing","ciFailureLogTail":"boom","comments":["bot","human"],"draft":false,"fetched":true,"mergeability":{"approved":true,"mergeable":false},"prNumber":42,"prState":"open","prUrl":"u","review":"none","type":"scm_observed"}]}"#,
    #"{"id":"e","initial":{"activity":{"lastActivityAt":1,"source":"hook","state":"idle"},"pr":{"number":7,"reason":"approved","state":"open","url":"u"},"quarantine":{"attempts":2,"deadReadings":1,"startedAt":9},"revision":5,"runtime":{"reason":"","state":"unknown"},"session":{"reason":"runtime_lost","state":"detecting"}},"events":[{"at":4,"type":"escalation_tick"}]}"#,
  ].map { Array($0.utf8) }

  /// What a damaged line came to.
  enum Outcome: Hashable {
    case refused, accepted
    case wrong(String)
  }

  @Test(
    "100,000 of them: one answer each, refused or understood as an independent judge reads them")
  func mutants() {
    var random = SplitMix64(seed: 21)
    var accepted = 0
    var stream = ReduceStream()
    var output = JSONWriter()
    for index in 0..<100_000 {
      var line = random.pick(Self.lines)
      Self.damage(&line, &random)
      line.removeAll { $0 == UInt8(ascii: "\n") }
      output.removeAll()
      let refusals = stream.refusals
      (line + [UInt8(ascii: "\n")]).withUnsafeBufferPointer { stream.feed($0, into: &output) }
      let answer = output.withBytes { Array($0) }
      let isRefused = stream.refusals > refusals
      switch Self.judge(line, answer: answer, isRefused: isRefused) {
      case .refused: break
      case .accepted: accepted += 1
      case .wrong(let why):
        Issue.record("mutant \(index): \(why)\n\(String(decoding: line, as: UTF8.self))")
        return
      }
    }
    #expect(stream.lines == 100_000)
    #expect((5000..<60_000).contains(accepted), "\(accepted) accepted: neither all nor none")
  }

  static func judge(_ line: [UInt8], answer: [UInt8], isRefused: Bool) -> Outcome {
    let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let newlines = answer.count { $0 == UInt8(ascii: "\n") }
    if newlines != (isBlank ? 0 : 1) { return .wrong("\(newlines) answers") }
    if isBlank { return .refused }
    guard let reply = Tree(answer), !reply.hasDuplicateKeys else {
      return .wrong("the answer is not JSON: \(String(decoding: answer, as: UTF8.self))")
    }
    if isRefused {
      return reply["error"]?.text != nil && reply["steps"] == nil
        ? .refused : .wrong("a refusal without an error")
    }
    guard let tree = Tree(line) else { return .wrong("accepted, and not JSON") }
    guard let sequence = line.withUnsafeBufferPointer({ try? ReduceSequence($0) }) else {
      return .wrong("accepted in the stream, refused alone")
    }
    return judge(tree, sequence, reply)
  }

  /// Holds what was decoded against what the text says.
  static func judge(_ tree: Tree, _ sequence: ReduceSequence, _ reply: Tree) -> Outcome {
    var meant = tree
    if case .object(let members) = tree {
      meant = .object(members.filter { $0.key != "steps" })
    }
    if meant.hasDuplicateKeys { return .wrong("accepted with a key twice") }
    let decoded = CanonicalSequence.of(sequence).canonical
    let read = CanonicalSequence.of(text: meant).canonical
    if decoded != read { return .wrong("decoded as\n\(decoded)\nbut it says\n\(read)") }
    let steps = reply["steps"]?.elements?.count
    if steps != sequence.events.count || reply["id"] != tree["id"] {
      return .wrong("answered with \(steps ?? 0) steps")
    }
    return .accepted
  }

  @Test("The judge can say no")
  func judge() throws {
    let line = Self.lines[0]
    let tree = try #require(Tree(line))
    let other = try Self.lines[3].withUnsafeBufferPointer { try ReduceSequence($0) }
    let same = try line.withUnsafeBufferPointer { try ReduceSequence($0) }
    let reply = Tree.object([
      Tree.Member("id", .string("a")), Tree.Member("steps", .array([.null, .null])),
    ])
    #expect(Self.judge(tree, same, reply) == .accepted)
    #expect(Self.judge(tree, other, reply) != .accepted)
    #expect(Self.judge(tree, same, .object([])) != .accepted)
    #expect(Self.judge(line, answer: [], isRefused: false) == .wrong("0 answers"))
  }

  /// Damages a line in one of the ways in which lines are damaged.
  private static func damage(_ line: inout [UInt8], _ random: inout SplitMix64) {
    let index = random.below(line.count)
    switch random.below(12) {
    case 0: line[index] ^= 1 << random.below(8)
    case 1: line.removeSubrange(index...)
    case 2: line.removeSubrange(..<index)
    case 3: line.swapAt(index, random.below(line.count))
    case 4: line.swapAt(index, min(index + 1, line.count - 1))
    case 5: line.insert(random.pick(Array("0123456789.eE-+\"{}[],:\\ \r".utf8)), at: index)
    case 6:
      let nest = random.pick(["[", "{\"a\":"])
      line.insert(contentsOf: String(repeating: nest, count: random.below(200)).utf8, at: index)
    case 7: replaceNumber(&line, from: index, &random)
    case 8:
      line.insert(contentsOf: random.pick([[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]]), at: index)
    case 9: repeatMember(&line, from: index)
    case 10: swapWords(&line, &random)
    default:
      line.insert(contentsOf: random.pick(["\\u0041", "\\ud800", " ", "null"]).utf8, at: index)
    }
  }

  private static func replaceNumber(
    _ line: inout [UInt8], from start: Int, _ random: inout SplitMix64
  ) {
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    guard let first = line[start...].firstIndex(where: isDigit) else { return }
    let end = line[first...].firstIndex { !isDigit($0) } ?? line.endIndex
    let numbers = [
      "9007199254740991", "9007199254740992", "1e999", "-0", "1.0", "0", "00", "123456789",
      String(repeating: "9", count: 400), "18446744073709551615",
    ]
    line.replaceSubrange(first..<end, with: random.pick(numbers).utf8)
  }

  /// Writes the member that begins behind an offset once more, for a duplicate key.
  private static func repeatMember(_ line: inout [UInt8], from start: Int) {
    guard let comma = line[start...].firstIndex(of: UInt8(ascii: ",")),
      let next = line[(comma + 1)...].firstIndex(of: UInt8(ascii: ","))
    else { return }
    line.insert(contentsOf: Array(line[comma..<next]), at: next)
  }

  /// Puts one string of the line in the place of another.
  private static func swapWords(_ line: inout [UInt8], _ random: inout SplitMix64) {
    let quotes = line.indices.filter { line[$0] == UInt8(ascii: "\"") }
    let words = stride(from: 0, to: quotes.count - 1, by: 2).map { quotes[$0]...quotes[$0 + 1] }
    guard words.count > 1 else { return }
    line.replaceSubrange(random.pick(words), with: Array(line[random.pick(words)]))
  }
}
