import Glibc
import Operations
import Synchronization

// The files of this machine.
//
// Each operation is the system calls that its comment names. What differs from the simulated files,
// because it cannot be had otherwise:
// - `replace`, `mkdir -p` and `rm -rf` are seen half done by others, and a program that ends in the
//   middle of a `replace` leaves its temporary file `.replace-PID-NUMBER` beside the path;
// - the number of entries of a directory is counted, which needs the right to read it;
// - what is neither file, directory nor link is told as a file and is not opened;
// - a path of 4,096 bytes or more is ENAMETOOLONG, whatever its names are.

/// Carries out operations on files of this machine.
///
/// Contract: any number of threads may ask at once. What it has locked stays locked until it is
/// unlocked or nobody holds this object any more; two of these lock each other out, as two programs
/// would. Every text of a path is taken as bytes; nothing is read that was not asked for.
public final class LiveFiles: Sendable {
  let texts: TextTable
  let isPrivate: Bool
  private let locks = Mutex<[HeldLock]>([])
  private let replaceCount = Atomic<UInt64>(0)

  /// A lock that was taken here.
  private struct HeldLock: Sendable {
    let path: Text
    let mode: LockMode
    let file: OpenFile
  }

  /// Works with the texts of a program.
  ///
  /// When what it makes is private, directories are 0700 and files 0600; otherwise the umask of the
  /// program decides.
  public init(texts: TextTable, isPrivate: Bool = false) {
    self.texts = texts
    self.isPrivate = isPrivate
  }

  /// Performs one operation to its end: no call on a file can be given up half way.
  public func perform(_ operation: FileOperation) -> Answer {
    do throws(Errno) {
      return try attempt(operation)
    } catch {
      return Answer(.file(.failed(error)))
    }
  }

  private func attempt(_ operation: FileOperation) throws(Errno) -> Answer {
    switch operation {
    case .read(let path):
      return Answer(.file(.content(texts.text(try read(real(path))))))
    case .write(let path, let content):
      try OpenFile(real(path), O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK, mode: fileMode)
        .write(texts.bytes(content))
    case .append(let path, let content):
      try OpenFile(real(path), O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK, mode: fileMode)
        .write(texts.bytes(content))
    case .createExclusive(let path, let content):
      try OpenFile(real(path), O_WRONLY | O_CREAT | O_EXCL, mode: fileMode)
        .write(texts.bytes(content))
    case .replace(let path, let content):
      try replace(real(path), texts.bytes(content), number: nextReplacement())
    case .makeDirectory(let path):
      try makeDirectory(real(path))
    case .makeDirectories(let path):
      try makeDirectories(real(path))
    case .removeDirectory(let path):
      let path = try real(path)
      try call { path.withPointer { rmdir($0) } }
    case .remove(let path):
      let path = try real(path)
      try call { path.withPointer { unlink($0) } }
    case .removeTree(let path):
      // No path is nothing, which is gone already.
      if !path.isEmpty { try removeTree(real(path)) }
    case .link(let from, let to):
      try callWith(real(from), real(to)) { Glibc.link($0, $1) }
    case .symbolicLink(let target, let path):
      try callWith(RealPath(texts.bytes(target)), real(path)) { symlink($0, $1) }
    case .rename(let from, let to):
      try callWith(real(from), real(to)) { Glibc.rename($0, $1) }
    case .sync(let path):
      try OpenFile(real(path), O_RDONLY | O_NONBLOCK).sync()
    case .list(let path):
      return try list(real(path))
    case .stat(let path):
      return Answer(.file(.facts(try facts(of: real(path)))))
    case .canonicalise(let path):
      return Answer(.file(.content(texts.text(try canonicalPath(of: real(path))))))
    case .lock(let path, let mode):
      try lock(path, mode)
    case .unlock(let path):
      try unlock(path)
    }
    return Answer(.file(.done))
  }

  /// The path as the kernel is told it.
  func real(_ path: Text) throws(Errno) -> RealPath { try RealPath(asked: texts.bytes(path)) }

  /// The mode of new files, before the umask.
  var fileMode: mode_t { isPrivate ? 0o600 : 0o666 }
  /// The mode of new directories, before the umask.
  var directoryMode: mode_t { isPrivate ? 0o700 : 0o777 }

  private func callWith(
    _ from: RealPath, _ to: RealPath,
    _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
  ) throws(Errno) {
    try call { from.withPointer { from in to.withPointer { to in body(from, to) } } }
  }

  private func nextReplacement() -> UInt64 {
    replaceCount.add(1, ordering: .relaxed).newValue
  }

  // MARK: - Locks

  /// Opens with O_CREAT and takes the lock, or is told that another descriptor has it.
  private func lock(_ path: Text, _ mode: LockMode) throws(Errno) {
    let file = try OpenFile(
      real(path), O_RDWR | O_CREAT | O_NONBLOCK, mode: fileMode, isInherited: mode == .inheritable)
    try call { flock(file.descriptor, (mode == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) }
    locks.withLock { $0.append(HeldLock(path: path, mode: mode, file: file)) }
  }

  /// Closes what was opened last by that path.
  private func unlock(_ path: Text) throws(Errno) {
    let lock = locks.withLock { locks in
      locks.lastIndex { $0.path == path }.map { locks.remove(at: $0) }
    }
    guard let lock else { throw .badDescriptor }
    Self.release(lock)
  }

  /// Lets go of a lock whose file is about to be closed.
  ///
  /// A program that is just being started has every descriptor until it is another program: the lock
  /// must not wait for that. One that is meant to be inherited stays with whoever has it.
  private static func release(_ lock: HeldLock) {
    if lock.mode != .inheritable { flock(lock.file.descriptor, LOCK_UN) }
  }

  deinit {
    locks.withLock { for lock in $0 { Self.release(lock) } }
  }
}
