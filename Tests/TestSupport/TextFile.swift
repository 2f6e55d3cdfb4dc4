import Glibc

/// Whole files as texts, without Foundation.
package enum TextFile {
  /// What could not be done with a file.
  package struct Trouble: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) {
      self.description = description
    }
  }

  package static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw Trouble(description: "cannot write \(path)") }
    let bytes = Array(text.utf8)
    let count = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, count == bytes.count else {
      throw Trouble(description: "cannot write \(path)")
    }
  }

  /// Gives the body a new, empty directory, which is gone afterwards.
  package static func withTemporaryDirectory<T>(_ body: (String) throws -> T) throws -> T {
    let path = try temporaryDirectory()
    // Shells leave their own files in what they take for a home.
    defer { system("rm -rf '\(path)'") }
    return try body(path)
  }

  /// Where tests make what they remove again; whoever runs them may name a place and look into it.
  package static var temporaryRoot: String {
    getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  }

  /// Makes a directory that nobody else has; whoever does has to remove it.
  package static func temporaryDirectory() throws -> String {
    // Short, because sockets lie in it.
    var template = Array("\(temporaryRoot)/rehearse-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Trouble(description: "no directory in \(temporaryRoot)")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A file or directory beside the tests.
  package static func beside(_ name: String, file: String = #filePath) -> String {
    file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/" + name
  }
}
