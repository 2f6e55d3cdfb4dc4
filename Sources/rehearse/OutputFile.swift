import Glibc

/// Files that are written whole or not at all.
enum OutputFile {
  /// Writes a file beside its place and puts it there in one step.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let aside = "\(path).\(getpid()).tmp"
    let descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
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
    guard close(descriptor) == 0, rename(aside, path) == 0 else {
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
