import Glibc

extension String {
  /// The text of a file of this repository, by its path from the top.
  init(contentsOfRepositoryFile path: String, from source: String = #filePath) throws {
    let top = source.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    guard let file = fopen(top.joined(separator: "/") + "/" + path, "r") else {
      throw Unexpected("cannot read \(path)")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk.prefix(count)
    }
    self = String(decoding: bytes, as: UTF8.self)
  }
}
