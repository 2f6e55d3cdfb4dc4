import Evidence
import Glibc

/// The program that is tested: the one that runs, whatever becomes of its file meanwhile.
final class TestedProgram {
  /// Its name in plans.
  static let name = "rehearse"
  /// Where its file lies.
  let path: String
  /// The file that was there in the beginning.
  let build: Build

  private var seen: stat
  private var sum: String

  /// Finds out what is running.
  init() throws(Failure) {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
    guard count > 0 else {
      throw Failure(status: .inputOutput, message: "Cannot find the file of this program.")
    }
    path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    seen = stat()
    stat(path, &seen)
    sum = SHA256.hex(of: try EvidenceFolder.bytes(of: path))
    build = Build(name: Self.name, version: Rehearse.version, sum: sum)
  }

  /// The sum of the file that lies there now; it is read again only when it was changed.
  func sumNow() -> String {
    var now = stat()
    guard stat(path, &now) == 0 else { return "gone" }
    let isSame =
      now.st_ino == seen.st_ino && now.st_size == seen.st_size
      && now.st_mtim.tv_sec == seen.st_mtim.tv_sec && now.st_mtim.tv_nsec == seen.st_mtim.tv_nsec
    if !isSame {
      seen = now
      sum = (try? EvidenceFolder.bytes(of: path)).map { SHA256.hex(of: $0) } ?? "unreadable"
    }
    return sum
  }
}
