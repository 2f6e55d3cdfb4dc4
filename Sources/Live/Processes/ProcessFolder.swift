import Glibc
import Operations

/// What `/proc/PID` says of one process.
///
/// The open folder stands for the process and not for its number: once the process is gone, nothing
/// can be read there, whoever has the number by then.
struct ProcessFolder {
  private let folder: OpenFile

  /// Opens the folder of whoever has the number: a process, a zombie or a thread.
  init(pid: Int32) throws(Errno) {
    guard pid > 0 else { throw .noSuchProcess }
    do throws(Errno) {
      folder = try OpenFile(RealPath(Array("/proc/\(pid)".utf8)), O_RDONLY | O_DIRECTORY)
    } catch .noSuchFile, .notDirectory {
      throw .noSuchProcess
    } catch {
      throw error
    }
  }

  /// A file of the folder; a process that is gone meanwhile is ESRCH.
  private func bytes(_ name: StaticString) throws(Errno) -> [UInt8] {
    do throws(Errno) {
      return try OpenFile(path(name), at: folder.descriptor, O_RDONLY).read()
    } catch .noSuchFile {
      throw .noSuchProcess
    } catch {
      throw error
    }
  }

  private func path(_ name: StaticString) throws(Errno) -> RealPath {
    try RealPath(name.withUTF8Buffer { Array($0) })
  }

  private func link(_ name: StaticString) -> [UInt8]? {
    guard let path = try? path(name) else { return nil }
    var room = [UInt8](repeating: 0, count: 4_096)
    let count = room.withUnsafeMutableBytes { room in
      let characters = room.assumingMemoryBound(to: CChar.self)
      return path.withPointer {
        readlinkat(
          folder.descriptor, $0, characters.baseAddress.unsafelyUnwrapped, characters.count)
      }
    }
    return count < 0 ? nil : Array(room[..<count])
  }

  /// What stands in `stat` behind the last `)`: a program may have brackets and blanks in its name.
  func stat() throws(Errno) -> ProcessStat {
    guard let stat = ProcessStat(try bytes("stat")) else { throw .inputOutput }
    return stat
  }

  /// What stands in `status`.
  func status() throws(Errno) -> ProcessStatus {
    guard let status = ProcessStatus(try bytes("status")) else { throw .inputOutput }
    return status
  }

  /// The number of its pid namespace; nil when it is not to be read.
  var namespace: UInt32? {
    guard let link = link("ns/pid") else { return nil }
    return UInt32(String(decoding: link.filter { (0x30...0x39).contains($0) }, as: UTF8.self))
  }

  /// The environment that it was started with; nil when it is not to be read: that of another user's
  /// process, and that of a zombie, whose memory is gone.
  var environment: [UInt8]? { try? bytes("environ") }

  /// The nonce in an environment; 0 when there is none.
  static func nonce(in environment: [UInt8]) -> UInt64 {
    let mark = Array("\(LiveProcesses.nonceName)=".utf8)
    for entry in environment.split(separator: 0) where entry.starts(with: mark) {
      return UInt64(String(decoding: entry.dropFirst(mark.count), as: UTF8.self), radix: 16) ?? 0
    }
    return 0
  }

  /// What it was called with, its own name first; nothing for a zombie and a thread of the kernel.
  var commandLine: [[UInt8]] {
    guard let line = try? bytes("cmdline"), !line.isEmpty else { return [] }
    return line.dropLast(line.last == 0 ? 1 : 0)
      .split(separator: 0, omittingEmptySubsequences: false).map { Array($0) }
  }

  /// The file that it runs; nil when it is not to be read.
  var executable: [UInt8]? { link("exe") }
}
