import Glibc
import Operations
import Synchronization

/// Messages between programs on this machine: each has a datagram socket in one folder, which is
/// called after its number and its start.
///
/// A datagram comes whole or not at all, and in order. Nothing is kept for a program that has ended:
/// its socket refuses, as the number of a process that is gone does.
public final class Mailbox: Sendable {
  /// Can be read from when a message has come.
  let descriptor: Int32
  private let folder: Int32
  private let me: ProcessIdentity
  private let name: String
  private let role = Mutex("")
  private let room = Mutex([UInt8](repeating: 0, count: Mailbox.letterSizeMax))

  /// The largest letter that is read.
  private static var letterSizeMax: Int { 262_144 }

  /// What keeps a mailbox from being opened.
  public struct Trouble: Error, Hashable {
    /// The number of the error.
    public let number: Int32
  }

  /// A message as it came, its texts not yet in any table.
  struct Letter {
    /// The fingerprint of the topic: programs name it by a literal, whose bytes are in no table.
    var topic: UInt64
    var body: [UInt8]
    var number: UInt64
  }

  /// Opens the mailbox of this program in a folder that is there.
  public init(in path: String, of me: ProcessIdentity) throws(Trouble) {
    self.me = me
    name = Self.name(of: me)
    folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw Trouble(number: errno) }
    descriptor = socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else {
      close(folder)
      throw Trouble(number: errno)
    }
    unlinkat(folder, name, 0)
    let isBound = Self.withAddress(name, folder) { bind(descriptor, $0, $1) == 0 }
    guard isBound else {
      let number = errno
      close(descriptor)
      close(folder)
      throw Trouble(number: number)
    }
  }

  /// Has what is sent to an actor come here from now on.
  ///
  /// Whoever had the name before is gone, or gives way: there is one at a time by the lock that it
  /// holds.
  public func answer(to actor: String) {
    let link = Self.name(ofActor: actor)
    let new = link + "." + name
    guard symlinkat(name, folder, new) == 0 else { return }
    if renameat(folder, new, folder, link) == 0 { role.withLock { $0 = link } }
  }

  /// The number of the process that has a name in a folder; nil when nobody has it, or had it last.
  public static func holder(of actor: String, in path: String) -> Int32? {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    defer { close(folder) }
    let name = target(of: Self.name(ofActor: actor), folder)
    guard let pid = name.split(separator: "-").first.flatMap({ Int32($0) }), kill(pid, 0) == 0
    else { return nil }
    return pid
  }

  /// Takes the mailbox's names away: from now on nobody can send to it.
  public func withdraw() {
    unlinkat(folder, name, 0)
    let link = role.withLock { $0 }
    if !link.isEmpty, Self.target(of: link, folder) == name { unlinkat(folder, link, 0) }
  }

  deinit {
    withdraw()
    close(descriptor)
    close(folder)
  }

  // MARK: - Sending

  /// Sends a message to a process of this boot, or to whoever is known by a name; a person has no
  /// mailbox.
  public func send(
    _ message: Message, to recipient: Recipient, _ texts: TextTable
  ) -> MessageOutcome {
    let socketName: String
    switch recipient {
    case .process(let identity):
      guard identity.boot == me.boot, identity.namespace == me.namespace else { return .nobody }
      socketName = Self.name(of: identity)
    case .actor(let name): socketName = Self.name(ofActor: texts.string(name))
    case .person: return .nobody
    }
    let letter = Letter(
      topic: message.topic.fingerprint, body: texts.bytes(message.body), number: message.number)
    let bytes = Self.bytes(of: letter)
    let sent = Self.withAddress(socketName, folder) { address, length in
      bytes.withUnsafeBytes {
        sendto(
          descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL), address, length)
      }
    }
    if sent == bytes.count { return .delivered }
    switch errno {
    case EAGAIN, ENOBUFS, EMSGSIZE: return .full
    default: return .nobody
    }
  }

  /// The next message that has come; nil when there is none.
  func receive() -> Letter? {
    room.withLock { room in
      while true {
        let count = room.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { return nil }
        // What does not read as a message was sent by somebody else, and is nothing.
        if let letter = Self.letter(of: room[..<count]) { return letter }
      }
    }
  }

  /// Removes the sockets of processes that are gone without having removed them.
  public func sweep() {
    guard let list = fdopendir(dup(folder)) else { return }
    defer { closedir(list) }
    rewinddir(list)
    while let entry = readdir(list) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let pid = name.split(separator: "-").first.flatMap({ Int32($0) }), pid != me.pid,
        kill(pid, 0) != 0, errno == ESRCH
      else { continue }
      unlinkat(folder, name, 0)
    }
  }

  // MARK: - Names

  private static func name(of identity: ProcessIdentity) -> String {
    "\(identity.pid)-\(identity.startTick)"
  }

  /// What an actor is known by, spelled so that it stays one name of a file.
  private static func name(ofActor name: String) -> String {
    "actor-"
      + name.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          String(UnicodeScalar(byte))
        default: "_" + String(byte, radix: 16)
        }
      }.joined()
  }

  private static func target(of name: String, _ folder: Int32) -> String {
    var room = [UInt8](repeating: 0, count: 256)
    let count = room.withUnsafeMutableBytes { bytes -> Int in
      guard let base = bytes.bindMemory(to: CChar.self).baseAddress else { return 0 }
      return readlinkat(folder, name, base, bytes.count)
    }
    return count > 0 ? String(decoding: room[..<count], as: UTF8.self) : ""
  }

  /// The address of a socket in the folder, however long the folder's path: an address has room for
  /// 108 bytes, which the way through the descriptor never takes.
  private static func withAddress<Result>(
    _ name: String, _ folder: Int32, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array("/proc/self/fd/\(folder)/\(name)".utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { room in
      precondition(path.count < room.count, "too long for an address: \(name)")
      room.copyBytes(from: path)
    }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  // MARK: - Letters

  private static var headSize: Int { 24 }

  /// The number, the topic and a length, then the bytes.
  private static func bytes(of letter: Letter) -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ number: UInt64) {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    add(letter.number)
    add(letter.topic)
    add(UInt64(letter.body.count))
    return bytes + letter.body
  }

  private static func letter(of bytes: ArraySlice<UInt8>) -> Letter? {
    guard bytes.count >= headSize else { return nil }
    func number(_ place: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | UInt64(bytes[bytes.startIndex + place * 8 + $1]) << UInt64($1 * 8) }
    }
    guard number(2) == UInt64(bytes.count - headSize) else { return nil }
    return Letter(
      topic: number(1), body: Array(bytes[(bytes.startIndex + headSize)...]), number: number(0))
  }
}
