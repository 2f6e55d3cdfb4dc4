import TestSupport
import YAML

/// Changes scenario files a little, by their bytes or by their tree, the same way for the same seed.
struct DocumentMutator {
  private var random: SplitMix64
  /// Pieces of files that can come to stand where others were.
  private let nodes: [YAMLNode]
  private let keys: [String]

  init(seed: UInt64, pieces documents: [String]) {
    random = SplitMix64(seed: seed)
    var nodes: [YAMLNode] = []
    var keys: [String] = []
    for document in documents {
      if let root = try? YAMLReader.read(document) { Self.collect(root, &nodes, &keys) }
    }
    for odd in ["", "~", "0", "1", "-1", "5", "1s..9s", "9s..1s", "5s", "1e3", "true", "no", "x-1"]
    {
      nodes.append(.plain(odd))
      nodes.append(.text(odd))
    }
    self.nodes = nodes
    self.keys = keys
  }

  private static func collect(
    _ node: YAMLNode, _ nodes: inout [YAMLNode], _ keys: inout [String]
  ) {
    nodes.append(node)
    switch node.content {
    case .scalar: break
    case .sequence(let items): for item in items { collect(item, &nodes, &keys) }
    case .mapping(let entries):
      for entry in entries {
        keys.append(entry.key.text)
        collect(entry.value, &nodes, &keys)
      }
    }
  }

  /// A document with one to three changes.
  mutating func mutate(_ document: String) -> [UInt8] {
    if random.once(in: 2), let root = try? YAMLReader.read(document) {
      var root = root
      for _ in 0...random.below(3) {
        var place = random.below(Self.size(root))
        change(&root, &place)
      }
      return Array(YAMLWriter.text(of: root).utf8)
    }
    var bytes = Array(document.utf8)
    for _ in 0...random.below(3) where !bytes.isEmpty { change(&bytes) }
    return bytes
  }

  // MARK: - Trees

  private static func size(_ node: YAMLNode) -> Int {
    switch node.content {
    case .scalar: 1
    case .sequence(let items): items.reduce(1) { $0 + size($1) }
    case .mapping(let entries): entries.reduce(1) { $0 + size($1.value) }
    }
  }

  /// Changes the node that is the nth from here on.
  private mutating func change(_ node: inout YAMLNode, _ place: inout Int) {
    if place == 0 { changeHere(&node) }
    place -= 1
    switch node.content {
    case .scalar: break
    case .sequence(var items):
      for index in items.indices where place >= 0 { change(&items[index], &place) }
      node.content = .sequence(items)
    case .mapping(var entries):
      for index in entries.indices where place >= 0 { change(&entries[index].value, &place) }
      node.content = .mapping(entries)
    }
  }

  private mutating func changeHere(_ node: inout YAMLNode) {
    switch node.content {
    case .scalar(let scalar):
      switch random.below(6) {
      case 0: node = YAMLNode(.scalar(YAMLScalar(scalar.text, isQuoted: !scalar.isQuoted)))
      case 1: node = .sequence([node])
      default: node = random.pick(nodes)
      }
    case .sequence(var items):
      guard !items.isEmpty else { return node = random.pick(nodes) }
      let place = random.below(items.count)
      switch random.below(5) {
      case 0: items.remove(at: place)
      case 1: items.insert(items[place], at: random.below(items.count))
      case 2: items.append(random.pick(nodes))
      case 3: items.swapAt(place, random.below(items.count))
      default: return node = items[place]
      }
      node.content = .sequence(items)
    case .mapping(var entries):
      guard !entries.isEmpty else { return node = random.pick(nodes) }
      let place = random.below(entries.count)
      switch random.below(6) {
      case 0: entries.remove(at: place)
      case 1: entries[place].key.text = random.pick(keys)
      case 2: entries[place].value = random.pick(nodes)
      case 3: entries.append(YAMLEntry(random.pick(keys), random.pick(nodes)))
      case 4: entries.swapAt(place, random.below(entries.count))
      default: return node = entries[place].value
      }
      node.content = .mapping(entries)
    }
  }

  // MARK: - Bytes

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = random.below(bytes.count)
    let end = min(bytes.count, place + 1 + random.below(20))
    switch random.below(7) {
    case 0: bytes[place] ^= 1 << UInt8(random.below(8))
    case 1: bytes.remove(at: place)
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4: bytes[place] = random.pick(Array(" :-[]{},#&*!|>'\"\\\n\t0a~?.".utf8))
    default:
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let (first, second) = (random.below(lines.count), random.below(lines.count))
      if random.once(in: 2) {
        lines.swapAt(first, second)
      } else {
        lines.insert(lines[first], at: second)
      }
      bytes = Array(lines.joined(separator: [0x0A]))
    }
  }
}
