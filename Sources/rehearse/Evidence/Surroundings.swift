import Evidence
import Glibc

/// What is to be known of the machine, the toolchain and the state of the sources.
enum Surroundings {
  /// The facts, but for times.
  static var facts: [Environment.Fact] {
    var system = utsname()
    uname(&system)
    return [
      .init("commit", said(["git", "rev-parse", "HEAD"])),
      .init("changed files", "\(lines(of: said(["git", "status", "--porcelain"])).count)"),
      .init("toolchain", lines(of: said(["swift", "--version"])).first ?? "unknown"),
      .init("tmux", said(["tmux", "-V"])), .init("git", said(["git", "--version"])),
      .init("system", "\(text(&system.sysname)) \(text(&system.release))"),
      .init("processor", text(&system.machine)),
      .init("processors", "\(sysconf(Int32(_SC_NPROCESSORS_ONLN)))"),
      .init(
        "memory",
        "\(sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)) / 1_048_576) MB"),
    ]
  }

  /// The time of day, for people in all zones.
  static var now: String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The folder that this program was called in.
  static func folder() throws(Failure) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    guard getcwd(&buffer, buffer.count) != nil else {
      throw Failure(
        status: .inputOutput,
        message: "Cannot tell the present folder: \(String(cString: strerror(errno))).")
    }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  private static func text<Name>(_ name: inout Name) -> String {
    withUnsafeBytes(of: &name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// What a program prints on its first line; "unknown" where there is none or it fails.
  private static func said(_ words: [String]) -> String {
    var template = Array("/tmp/rehearse-qa-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return "unknown" }
    close(descriptor)
    let file = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(file) }
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    guard let here = try? folder(),
      let program = try? StartedProgram(
        words, in: here, environment: ["PATH=\(path)", "HOME=/nonexistent", "LC_ALL=C"],
        input: "/dev/null", output: file, errors: "/dev/null")
    else { return "unknown" }
    let limitNs: Int64 = 10_000_000_000
    while program.clock.nanoseconds < limitNs {
      if let status = program.end() {
        guard status == 0, let bytes = try? EvidenceFolder.bytes(of: file) else {
          return "unknown"
        }
        var text = String(decoding: bytes, as: UTF8.self)
        while text.hasSuffix("\n") { text.removeLast() }
        return text
      }
      usleep(1_000)
    }
    program.kill()
    return "unknown"
  }
}
