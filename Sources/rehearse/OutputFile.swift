import Glibc

/// Files that are written whole or not at all, whatever becomes of the program or the machine.
enum OutputFile {
  /// Writes a file beside its place and puts it there in one step.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    // No pid: in containers on one volume they are all alike.
    var template = Array("\(path).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failure(path) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let aside = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let mask = umask(0o022)
    umask(mask)
    fchmod(descriptor, 0o644 & ~mask)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let failure = failure(path)
        close(descriptor)
        unlink(aside)
        throw failure
      }
      rest = rest.dropFirst(count)
    }
    // A name must not be on the disk before what it names.
    let isKept = fsync(descriptor) == 0 || errno == EINVAL
    guard isKept, close(descriptor) == 0, rename(aside, path) == 0 else {
      let failure = failure(path)
      unlink(aside)
      throw failure
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(
      status: .cannotWrite,
      message: "Cannot write '\(path)': \(String(cString: strerror(errno))).")
  }
}
