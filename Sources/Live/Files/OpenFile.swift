import Glibc
import Operations

/// An open file, which is closed when nobody holds it any more.
final class OpenFile: Sendable {
  /// What the kernel calls it.
  let descriptor: Int32

  /// Opens a path, as seen from a directory; no program that is started has it, unless asked for.
  init(
    _ path: RealPath, at directory: Int32 = AT_FDCWD, _ flags: Int32, mode: mode_t = 0,
    isInherited: Bool = false
  ) throws(Errno) {
    let flags = flags | O_NOCTTY | (isInherited ? 0 : O_CLOEXEC)
    descriptor = try call {
      path.withPointer { openat(directory, $0, flags, mode) }
    }
  }

  deinit { close(descriptor) }

  /// What the kernel knows of it.
  func facts() throws(Errno) -> Glibc.stat {
    var facts = Glibc.stat()
    try call { fstat(descriptor, &facts) }
    return facts
  }

  /// All its bytes, from where it stands.
  func read() throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = try call {
        room.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      }
      guard count > 0 else { return bytes }
      bytes += room[..<count]
    }
  }

  /// Writes all bytes; what was written stays when the rest fails.
  ///
  /// One call does it, but on a disk that fills up, whose second call tells.
  func write(_ bytes: [UInt8]) throws(Errno) {
    var start = 0
    while start < bytes.count {
      start += try call {
        bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
    }
  }

  /// Has what was written survive a power failure.
  func sync() throws(Errno) {
    try call { fsync(descriptor) }
  }

  /// The names in a directory but for `.` and `..`, in no order.
  func names() throws(Errno) -> [[UInt8]] {
    // The stream has a descriptor of its own, which stands at the beginning.
    let own = try call { openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard let stream = fdopendir(own) else {
      let error = Errno.ofCall
      close(own)
      throw error
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw .ofCall }
        return names
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
  }
}
