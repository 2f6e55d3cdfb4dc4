import CLive
import Glibc
import Operations

extension LiveFiles {
  /// All bytes of a file.
  func read(_ path: RealPath) throws(Errno) -> [UInt8] {
    // Not to wait for whoever writes to a pipe.
    let file = try OpenFile(path, O_RDONLY | O_NONBLOCK)
    switch try file.facts().st_mode & S_IFMT {
    case S_IFREG: return try file.read()
    case S_IFDIR: throw .isDirectory
    default: throw .invalid
    }
  }

  /// A temporary file beside it, synced, renamed over the path, the directory synced.
  func replace(_ path: RealPath, _ content: [UInt8], number: UInt64) throws(Errno) {
    guard path.ending != .root else { throw .busy }
    let (directory, name) = try path.parts
    // Opened first: what cannot be synced afterwards is not begun, and both names are in one
    // directory wherever that is moved meanwhile.
    let folder = try OpenFile(directory, O_RDONLY | O_DIRECTORY)
    let temporary = try RealPath(Array(".replace-\(getpid())-\(number)".utf8))
    // Left by a program that had our number and ended in the middle.
    _ = temporary.withPointer { unlinkat(folder.descriptor, $0, 0) }
    do throws(Errno) {
      let file = try OpenFile(
        temporary, at: folder.descriptor, O_WRONLY | O_CREAT | O_EXCL, mode: fileMode)
      try file.write(content)
      try file.sync()
      try call {
        temporary.withPointer { from in
          name.withPointer { renameat(folder.descriptor, from, folder.descriptor, $0) }
        }
      }
    } catch {
      _ = temporary.withPointer { unlinkat(folder.descriptor, $0, 0) }
      throw error
    }
    try folder.sync()
  }

  // MARK: - Looking

  /// The names in a directory, in the order of their bytes.
  func list(_ path: RealPath) throws(Errno) -> Answer {
    let names = try OpenFile(path, O_RDONLY | O_DIRECTORY).names()
      .sorted { $0.lexicographicallyPrecedes($1) }
    return Answer(names.map { .name(texts.text($0)) }) { .file(.listing($0)) }
  }

  /// What `lstat` tells, with the number of entries for the size of a directory.
  func facts(of path: RealPath) throws(Errno) -> FileFacts {
    var found = try path.facts()
    var kind = FileKind.file
    switch found.st_mode & S_IFMT {
    case S_IFDIR:
      kind = .directory
      // Of one directory both, though another may have the path by now.
      let folder = try OpenFile(path, O_RDONLY | O_DIRECTORY)
      found = try folder.facts()
      found.st_size = try folder.names().count
    case S_IFLNK: kind = .symbolicLink
    default: break
    }
    return FileFacts(
      inode: UInt64(found.st_ino), kind: kind, size: Int64(found.st_size),
      links: Int32(clamping: found.st_nlink),
      modified: WallTime(
        milliseconds: Int64(found.st_mtim.tv_sec) * 1_000
          + Int64(found.st_mtim.tv_nsec) / 1_000_000))
  }

  /// The one path that all its spellings lead to.
  func canonicalPath(of path: RealPath) throws(Errno) -> [UInt8] {
    guard let found = path.withPointer({ realpath($0, nil) }) else { throw .ofCall }
    defer { free(found) }
    return Array(UnsafeRawBufferPointer(start: found, count: strlen(found)))
  }
}
