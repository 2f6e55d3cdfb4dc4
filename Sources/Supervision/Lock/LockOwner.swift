import JSON
import Operations

/// Who holds a root, as the record beside the lock says: for people, and for whoever takes over.
public struct LockOwner: Hashable, Sendable, Foldable {
  /// The holder's process.
  public var identity: ProcessIdentity
  /// The mission that it runs.
  public var slug: Text
  /// The canonical root.
  public var root: Text
  /// The number that its panes carry, by which a successor finds what it left behind.
  public var token: UInt64
  /// How many held this root up to this one.
  public var generation: UInt64

  /// Makes an owner.
  public init(
    identity: ProcessIdentity, slug: Text, root: Text, token: UInt64, generation: UInt64
  ) {
    self.identity = identity
    self.slug = slug
    self.root = root
    self.token = token
    self.generation = generation
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    identity.fold(into: &digest)
    digest.fold(slug)
    digest.fold(root)
    digest.fold(token)
    digest.fold(generation)
  }

  // MARK: - The record

  /// The record's bytes.
  public func record(_ texts: inout Texts) -> Text {
    var writer = RecordWriter()
    writer.field("pid", Int(identity.pid))
    writer.field("slug", slug, texts)
    writer.field("root", root, texts)
    writer.field("boot", Int(identity.boot))
    writer.field("namespace", Int(identity.namespace))
    writer.field("start_tick", Int(identity.startTick))
    writer.field("nonce", wide: identity.nonce)
    writer.field("token", wide: token)
    writer.field("generation", wide: generation)
    return writer.finish(&texts)
  }

  /// Reads a record; nil when it is empty, half written, `null`, or says less than all.
  public init?(record: Text, _ texts: inout Texts) {
    var pid: Int?
    var boot: Int?
    var namespace: Int?
    var startTick: Int?
    var nonce: UInt64?
    var token: UInt64?
    var generation: UInt64?
    var slug: String?
    var root: String?
    let isWhole = RecordReader.read(record, texts) { (key, scanner) throws(JSONError) in
      if key.equals("pid") {
        pid = try scanner.integer()
      } else if key.equals("slug") {
        slug = try scanner.string().text
      } else if key.equals("root") {
        root = try scanner.string().text
      } else if key.equals("boot") {
        boot = try scanner.integer()
      } else if key.equals("namespace") {
        namespace = try scanner.integer()
      } else if key.equals("start_tick") {
        startTick = try scanner.integer()
      } else if key.equals("nonce") {
        nonce = try scanner.wideInteger()
      } else if key.equals("token") {
        token = try scanner.wideInteger()
      } else if key.equals("generation") {
        generation = try scanner.wideInteger()
      } else {
        try scanner.skipValue()
      }
    }
    guard isWhole, let pid = pid.flatMap(Int32.init(exactly:)),
      let boot = boot.flatMap(UInt32.init(exactly:)),
      let namespace = namespace.flatMap(UInt32.init(exactly:)), let startTick, let nonce,
      let token, let generation, let slug, let root
    else { return nil }
    self.init(
      identity: ProcessIdentity(
        boot: boot, namespace: namespace, pid: pid, startTick: Int64(startTick), nonce: nonce),
      slug: texts.text(slug), root: texts.text(root), token: token, generation: generation)
  }
}
